import type { KeywordSet } from '../../contracts/keywords.ts';
import type { FetchKeywordsResult, StageInput } from '../../contracts/stages.ts';
import { findKeywords } from '../../engines/writing/find-keywords.ts';
import type { StageContext } from '../activity.ts';
import { readKeywordsArtifact } from '../read-artifact.ts';
import { defineStage } from '../stage.ts';
import { isFresh } from './answers.ts';
import { askPanel } from './ask-panel.ts';
import { chooseKeywordProviders, type KeywordPanel, namePanel, ownWords } from './choose-keyword-providers.ts';
import { mergeAnswers, type ProviderAnswer } from './merge-answers.ts';
import type { KeywordProvider, KeywordRequest } from './providers/provider.ts';
import { createRelevance } from './relevance.ts';

export function createKeywordActivities(context: StageContext, available: readonly KeywordProvider[]) {
  const { artifacts } = context;
  const fetchKeywords = defineStage<StageInput, KeywordPanel, KeywordPanel, FetchKeywordsResult>(context, {
    name: 'fetchKeywords',
    step: 'keywords',
    version: 2,
    providers: ({ brief }) => [chooseKeywordProviders(brief, available)],
    prepare: (_, panel) => panel,
    key: (_, { brief: { topic, language } }) => ({ topic, language }),
    /** Figures grow old; and a result without one of those that were asked is made anew, with what the others answered. */
    async stands({ provider, keywords }, panel) {
      if (provider !== panel.name) return false;
      const set = await readKeywordsArtifact(artifacts, keywords).catch(() => undefined);
      return set !== undefined && (set.fetchedAt === undefined || isFresh(set.fetchedAt));
    },
    async make(panel, call, { brief: { topic, language } }) {
      const own = findKeywords(topic, language);
      const request = { topic, language, seeds: seedsOf(own) };
      const { answers, costUsd, models, notes } = await askPanel(panel, request, call);
      const { set, note } = toKeywordSet(answers, request, own);
      return {
        keywords: await artifacts.putJson(set),
        primary: set.primary,
        provider: namePanel(answers.map(({ provider }) => provider)),
        costUsd,
        ...(models.length > 0 && { model: models.join('+') }),
        note: [...notes, ...(note ? [note] : [])].join(' ') || undefined,
      };
    },
  });
  return { fetchKeywords };
}

/** The topic's own terms, the likeliest first. A comma would part a term in two. */
function seedsOf({ primary, keywords }: KeywordSet): string[] {
  return [...new Set([primary, ...keywords.map(({ text }) => text)].map((term) => term.replaceAll(',', '').trim()))];
}

/** The merged list; with the topic's own terms where nobody knew one about it, and these as they are where they are all there is. */
function toKeywordSet(answers: readonly ProviderAnswer[], request: KeywordRequest, own: KeywordSet) {
  if (answers.every(({ provider }) => provider === ownWords)) {
    return { set: own, note: 'Ranked by the topic’s own words: no search volumes were measured.' };
  }
  const relevanceOf = createRelevance(request.topic, request.language);
  const isKnown = answers.some(({ findings }) => findings.ideas.some(({ text }) => relevanceOf(text) > 0));
  if (!isKnown) {
    const ideas = own.keywords.map(({ text }) => ({ text }));
    const set = mergeAnswers([...answers, { provider: ownWords, findings: { ideas } }], request);
    return { set, note: 'Nobody knew a term about the topic: its own words are among them.' };
  }
  const set = mergeAnswers(answers, request);
  return set.measured ? { set } : { set, note: 'Ranked by nearness to the topic: no search volumes were measured.' };
}
