import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldTerm } from '../../../src/activities/keywords/fold-term.ts';
import { mergeAnswers, type ProviderAnswer } from '../../../src/activities/keywords/merge-answers.ts';
import type { KeywordIdea } from '../../../src/activities/keywords/providers/provider.ts';
import { keywordFigureNames, keywordSetSchema, searchIntents } from '../../../src/contracts/keywords.ts';
import { request } from './keyword-vendors.ts';

const answer = (provider: string, ...ideas: KeywordIdea[]): ProviderAnswer => ({ provider, findings: { ideas } });
const merge = (...answers: ProviderAnswer[]) => mergeAnswers(answers, request);

describe('the figures of a merged keyword', () => {
  it('are those of the most trustworthy source, which each of them names', () => {
    const { keywords } = merge(
      answer('serpapi', { text: 'octopus hearts', trend: -0.5 }),
      answer('ahrefs', { text: 'Octopus  hearts', volume: 900, difficulty: 30, cpc: 0.4, intent: 'informational' }),
      answer('google-ads', { text: 'octopus hearts', volume: 1000, competition: 4, cpc: 1.2, trend: 0.2 }),
    );
    expect(keywords).toHaveLength(1);
    expect(keywords[0]).toMatchObject({
      text: 'octopus hearts',
      source: 'google-ads+ahrefs+serpapi',
      volume: 1000,
      difficulty: 30,
      competition: 4,
      cpc: 0.4,
      trend: 0.2,
      intent: 'informational',
      sources: {
        volume: 'google-ads',
        difficulty: 'ahrefs',
        competition: 'google-ads',
        cpc: 'ahrefs',
        trend: 'google-ads',
        intent: 'ahrefs',
      },
      agreed: ['volume'],
    });
  });

  it('stay missing when nobody gave them', () => {
    const { keywords, measured } = merge(answer('suggest', { text: 'octopus hearts', volume: undefined }));
    expect(keywords[0]).toEqual({ text: 'octopus hearts', score: expect.any(Number) as number, source: 'suggest' });
    expect(measured).toBe(false);
  });

  it('are 0 when somebody gave 0', () => {
    const { keywords, measured } = merge(answer('ahrefs', { text: 'octopus hearts', volume: 0, difficulty: 0 }));
    expect(keywords[0]).toMatchObject({ volume: 0, difficulty: 0 });
    expect(measured).toBe(true);
  });

  it('include an intent the words tell, marked as such, which alone measures nothing', () => {
    const { keywords, measured } = merge(answer('suggest', { text: 'buy octopus' }));
    expect(keywords[0]).toMatchObject({ intent: 'transactional', sources: { intent: 'rule' } });
    expect(measured).toBe(false);
  });
});

describe('the score of a keyword', () => {
  const scoreOf = (idea: KeywordIdea) => merge(answer('ahrefs', idea)).keywords[0]?.score ?? -1;
  const text = 'octopus hearts';

  it('rises with volume and trend, and falls with difficulty', () => {
    expect(scoreOf({ text, volume: 50_000 })).toBeGreaterThan(scoreOf({ text, volume: 500 }));
    expect(scoreOf({ text, trend: 0.5 })).toBeGreaterThan(scoreOf({ text, trend: -0.5 }));
    expect(scoreOf({ text, difficulty: 10 })).toBeGreaterThan(scoreOf({ text, difficulty: 80 }));
  });

  it('grows by decades of volume, not by searches', () => {
    const steps = [10, 100, 1000, 10_000].map((volume) => scoreOf({ text, volume }));
    const gains = steps.slice(1).map((score, index) => score - (steps[index] ?? 0));
    expect(Math.max(...gains) - Math.min(...gains)).toBeLessThan(1);
  });

  it('does not look at what advertisers pay', () => {
    expect(scoreOf({ text, cpc: 9, competition: 100 })).toBe(scoreOf({ text }));
  });

  it('puts what is about the topic before what is not, and what two name before what one does', () => {
    const { keywords } = merge(
      answer('google-ads', { text: 'garden furniture', volume: 90_000 }, { text: 'octopus hearts', volume: 900 }),
      answer('ahrefs', { text: 'octopus heart', volume: 900 }, { text: 'octopus hearts', volume: 900 }),
    );
    expect(keywords.map(({ text: each }) => each)).toEqual(['octopus hearts', 'octopus heart', 'garden furniture']);
  });
});

describe('the primary term', () => {
  it('is about the topic, though others are searched for more', () => {
    const set = merge(
      answer('ahrefs', { text: 'garden furniture', volume: 900_000 }, { text: 'three octopus hearts', volume: 90 }),
    );
    expect(set.primary).toBe('three octopus hearts');
  });

  it('is the topic’s own when nothing that was found is about it', () => {
    expect(merge(answer('ahrefs', { text: 'garden furniture' })).primary).toBe('octopus hearts');
    expect(merge(answer('ahrefs')).primary).toBe('octopus hearts');
  });
});

it('the questions people ask are there once each', () => {
  const questions = ['Why  three hearts?', 'why three hearts', 'How many?'];
  const set = mergeAnswers([{ provider: 'serpapi', findings: { ideas: [], questions } }], request);
  expect(set.questions).toEqual(['Why three hearts?', 'How many?']);
});

it('the set is as old as the oldest of its answers', () => {
  const at = (provider: string, fetchedAt?: string) => ({ provider, findings: { ideas: [], fetchedAt } });
  const set = merge(at('ahrefs', '2026-11-20T10:00:00.000Z'), at('serpapi', '2026-11-02T10:00:00.000Z'), at('offline'));
  expect(set.fetchedAt).toBe('2026-11-02T10:00:00.000Z');
  expect(merge(at('offline')).fetchedAt).toBeUndefined();
});

describe('whatever the vendors answer', () => {
  const text = fc.oneof(
    fc.constantFrom(
      'octopus',
      'Octopus Hearts',
      ' octopus\u200b hearts!',
      'café',
      'cafe\u0301',
      'ÇA VA?',
      '蛸の心臓',
      '***',
    ),
    fc.string({ unit: 'grapheme', maxLength: 130 }),
  );
  const idea: fc.Arbitrary<KeywordIdea> = fc.record(
    {
      text,
      volume: fc.nat(10_000_000),
      difficulty: fc.nat(100),
      competition: fc.nat(100),
      cpc: fc.nat(100),
      trend: fc.integer({ min: -100, max: 100 }).map((hundredths) => hundredths / 100),
      intent: fc.constantFrom(...searchIntents),
    },
    { requiredKeys: ['text'] },
  );
  const answers = fc
    .uniqueArray(fc.constantFrom('google-ads', 'ahrefs', 'serpapi', 'suggest', 'offline'), { minLength: 1 })
    .chain((names) =>
      fc.tuple(...names.map((name) => fc.array(idea, { maxLength: 60 }).map((ideas) => answer(name, ...ideas)))),
    );

  it('the order in which they come does not matter', () => {
    fc.assert(
      fc.property(answers, (all) => {
        expect(merge(...[...all].reverse())).toEqual(merge(...all));
      }),
    );
  });

  it('the set is valid, at most a hundred, ranked, and has no term twice', () => {
    fc.assert(
      fc.property(answers, (all) => {
        const set = merge(...all);
        expect(keywordSetSchema.safeParse(set).error).toBeUndefined();
        const folded = set.keywords.map((keyword) => foldTerm(keyword.text, 'en'));
        expect(folded).toEqual(set.keywords.map((keyword) => keyword.text));
        expect(new Set(folded).size).toBe(folded.length);
        expect([...folded, request.seeds[0]]).toContain(set.primary);
        const scores = set.keywords.map(({ score }) => score);
        expect(scores).toEqual([...scores].sort((one, other) => other - one));
      }),
    );
  });

  it('every figure is one its source gave for that term, and every term is one that its source named', () => {
    fc.assert(
      fc.property(answers, (all) => {
        for (const keyword of merge(...all).keywords) {
          const given = (name: string) =>
            all
              .find(({ provider }) => provider === name)
              ?.findings.ideas.filter((each) => foldTerm(each.text, 'en') === keyword.text) ?? [];
          for (const source of keyword.source.split('+')) expect(given(source).length).toBeGreaterThan(0);
          for (const figure of keywordFigureNames) {
            const source = keyword.sources?.[figure];
            expect(keyword[figure] === undefined).toBe(source === undefined);
            if (source && source !== 'rule')
              expect(given(source).map((each) => each[figure])).toContain(keyword[figure]);
          }
        }
      }),
    );
  });
});
