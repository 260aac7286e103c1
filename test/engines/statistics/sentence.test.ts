import { describe, expect, it } from 'vitest';
import type { AbTestComparison, AbTestJudgement, VariantResult } from '../../../src/contracts/ab-test-results.ts';
import { variantIds } from '../../../src/contracts/variant-ids.ts';
import { sentenceOf } from '../../../src/engines/statistics/sentence.ts';

type Said = Omit<AbTestJudgement, 'sentence' | 'points'>;

/** A judgement of variants with these values, as if their differences were known to within a tenth. */
function said(values: readonly number[], more: Partial<Said> = {}): Said {
  return {
    ...{
      metric: 'ctr',
      alpha: 0.05,
      lookAlpha: 0.025,
      verdict: 'none',
      countedDays: 14,
      plannedDays: 28,
      precision: 0.1,
    },
    variants: values.map((value, index): VariantResult => {
      const variant = variantIds[index] ?? 'a';
      const shown = { impressions: 1000, clicks: 30 };
      return { ...{ variant, name: variant.toUpperCase(), days: 7, value, low: value, high: value }, ...shown };
    }),
    comparisons: values.slice(1).map((_, index): AbTestComparison => {
      const sequence = { alwaysValidP: 0.5, sequenceLow: null, sequenceHigh: null };
      return { variant: variantIds[index + 1] ?? 'b', effect: 0.02, low: -0.081, high: 0.123, ...sequence };
    }),
    ...more,
  };
}

const won = (winner: Said['winner'], p: number): Partial<Said> => ({ verdict: 'winner', winner, p });

describe('the sentence of a test', () => {
  it.each<[string, Said, 'open' | 'over' | 'stopped']>([
    ['B has the better click rate; 3.1 % to 3.6 %; 97 % sure; 14 days', said([0.031, 0.036], won('b', 0.03)), 'over'],
    ['A has the better click rate; 3.1 % to 3.6 %; 97 % sure; 14 days', said([0.036, 0.031], won('a', 0.03)), 'over'],
    [
      'C has a better click rate than A; 3.1 % to 3.9 %; 96 % sure; 14 days',
      said([0.031, 0.02, 0.039], won('c', 0.0312)),
      'over',
    ],
    [
      'A has the best click rate; 3.1 % to 3.9 %; 96 % sure; 14 days',
      said([0.039, 0.02, 0.031], won('a', 0.04)),
      'over',
    ],
    [
      'B has the better click rate; 0.41 % to 0.62 %; 99.2 % sure; 14 days',
      said([0.0041, 0.0062], won('b', 0.008)),
      'over',
    ],
    [
      'B has the better number of views; 812 a day to 1034 a day; more than 99.9 % sure; 14 days',
      said([812.4, 1033.7], { ...won('b', 0.0002), metric: 'views' }),
      'open',
    ],
    [
      'B has the better watch time an impression; 0.081 min to 0.13 min; 95 % sure; 14 days',
      said([0.0812, 0.1304], { ...won('b', 0.05), metric: 'watchTimePerImpression' }),
      'stopped',
    ],
    [
      'No difference of the click rates was shown; 3.1 %, 3.3 %; more than 13 % between them is unlikely; 14 days',
      said([0.031, 0.033]),
      'over',
    ],
    [
      'It was stopped before anything was shown; 3.1 %, 3.3 %; more than 13 % between them is unlikely; 14 days',
      said([0.031, 0.033]),
      'stopped',
    ],
    [
      'Nothing is decided yet; B is ahead, 3.1 % to 3.3 %; 14 of 28 days',
      said([0.031, 0.033], { verdict: 'open' }),
      'open',
    ],
    ['Nothing is decided yet; none is ahead; 14 of 28 days', said([0.03, 0.03], { verdict: 'open' }), 'open'],
    [
      'Nothing is decided yet; A is ahead, 41.0 a day to 52.5 a day; 14 of 28 days',
      said([52.5, 41], { verdict: 'open', metric: 'views' }),
      'open',
    ],
    [
      'No day counts yet: figures come about three days after a day',
      said([0, 0], { verdict: 'open', countedDays: 0, comparisons: [] }),
      'open',
    ],
    ['No day counted: nothing is known', said([0, 0], { countedDays: 0, comparisons: [] }), 'over'],
    [
      'Too early to say anything; 2 of 28 days',
      said([0.03, 0.04], { verdict: 'open', countedDays: 2, comparisons: [] }),
      'open',
    ],
    ['Too few days to say anything; 1 day', said([0.03, 0], { countedDays: 1, comparisons: [] }), 'stopped'],
  ])('is “%s”', (sentence, judgement, state) => {
    expect(sentenceOf(judgement, state)).toBe(sentence);
  });

  it('leaves out what can be ruled out where nothing can', () => {
    const judgement = said([0.031, 0.033]);
    const [comparison] = judgement.comparisons as [AbTestComparison];
    comparison.high = null;
    expect(sentenceOf(judgement, 'over')).toBe('No difference of the click rates was shown; 3.1 %, 3.3 %; 14 days');
  });

  it('never says more than was shown: whatever p, it is as sure as that or less', () => {
    for (let share = 1; share <= 2000; share += 1) {
      const p = share / 10_000;
      const [, sure = ''] =
        /; (?:more than )?([\d.]+) % sure/.exec(sentenceOf(said([1, 2], won('b', p)), 'over')) ?? [];
      const exact = 100 - share / 100;
      expect(Number(sure), `p ${p}`).toBeLessThanOrEqual(exact + 1e-9);
      expect(Number(sure), `p ${p}`).toBeGreaterThan(exact - 1 - 1e-9);
    }
  });
});
