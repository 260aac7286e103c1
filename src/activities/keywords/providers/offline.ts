import { findKeywords } from '../../../engines/writing/find-keywords.ts';
import type { KeywordProvider } from './provider.ts';

const note = 'Ranked by the topic’s own words: no search volumes were measured.';

/** Keywords from the topic alone: no key, no network, no cost. */
export function createOfflineKeywords(): KeywordProvider {
  return {
    name: 'offline',
    async fetchKeywords({ topic, language }, { signal }) {
      signal.throwIfAborted();
      return { value: findKeywords(topic, language), costUsd: 0, note };
    },
  };
}
