import type { FetchKeywordsResult, StageInput } from '../../contracts/stages.ts';
import { chooseProviders } from '../choose-providers.ts';
import { defineStage, type StageContext } from '../stage.ts';
import type { KeywordProvider } from './providers/provider.ts';

export function createKeywordActivities(context: StageContext, available: readonly KeywordProvider[]) {
  const fetchKeywords = defineStage<StageInput, KeywordProvider, KeywordProvider, FetchKeywordsResult>(context, {
    name: 'fetchKeywords',
    step: 'keywords',
    version: 1,
    providers: ({ brief }) => chooseProviders('keywords', brief, available),
    prepare: (_, provider) => provider,
    key: (_, { brief: { topic, language } }) => ({ topic, language }),
    async make(provider, call, { brief: { topic, language } }) {
      const { value, costUsd, model, note } = await provider.fetchKeywords({ topic, language }, call);
      return { keywords: await context.artifacts.putJson(value), primary: value.primary, costUsd, model, note };
    },
  });
  return { fetchKeywords };
}
