import { findKeywords } from '../../../engines/writing/find-keywords.ts';
import type { KeywordProvider } from './provider.ts';

/** Keywords from the topic alone: no key, no network, no cost. */
export function createOfflineKeywords(): KeywordProvider {
  return {
    name: 'offline',
    async findIdeas({ topic, language }, { signal }) {
      signal.throwIfAborted();
      const ideas = findKeywords(topic, language).keywords.map(({ text }) => ({ text }));
      return { value: { ideas }, costUsd: 0 };
    },
  };
}
