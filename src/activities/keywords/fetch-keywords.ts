import type { FetchKeywordsResult, StageInput } from '../../contracts/stages.ts';
import { chooseProvider } from '../choose-provider.ts';
import { defineStage, type StageContext } from '../stage.ts';
import type { KeywordProvider } from './providers/provider.ts';

export function createKeywordActivities(context: StageContext, available: readonly KeywordProvider[]) {
  const fetchKeywords = defineStage<StageInput, KeywordProvider, FetchKeywordsResult>(context, {
    name: 'fetchKeywords',
    step: 'keywords',
    version: 1,
    prepare: ({ brief }) => chooseProvider('keywords', brief, available),
    provider: ({ name }) => name,
    key: (_, { brief: { topic, language } }) => ({ topic, language }),
    async make(provider, { signal }, { brief: { topic, language } }) {
      const { value, costUsd, model, note } = await provider.fetchKeywords({ topic, language }, { signal });
      return { keywords: await context.artifacts.putJson(value), primary: value.primary, costUsd, model, note };
    },
  });
  return { fetchKeywords };
}
