import { z } from 'zod';
import { abTestMetrics } from './ab-test.ts';
import { variantIds } from './variant-ids.ts';

const variant = z.enum(variantIds);
const day = z.iso.date().describe('Pacific');
const share = z.number().min(0).max(1);
const bound = z.number().describe('As a share: 0.1 is ten per cent more');

/** One variant by itself, over all days that count. */
const variantResultSchema = z.object({
  variant,
  name: z.string(),
  days: z.int(),
  impressions: z.number(),
  clicks: z.number().describe('Impressions times click rate, rounded; 0 for a metric that has none'),
  value: z.number().describe('The metric: clicks an impression, minutes an impression, or views a day'),
  low: z.number(),
  high: z.number().describe('`low` to `high`: 95 % interval of the value, from how its days differ'),
  probabilityBest: share
    .optional()
    .describe('Beta-Binomial, of the click rate. It takes days for alike: shown, and decides nothing'),
  expectedLoss: share.optional().describe('What choosing it may cost, in click rate. Shown, and decides nothing'),
});

/** A variant against the first. */
const comparisonSchema = z.object({
  variant,
  effect: bound,
  low: bound.nullable(),
  high: bound
    .nullable()
    .describe(
      '`low` to `high`: the effects that the test of the end does not refute; null: no bound, or not yet the end',
    ),
  p: share
    .optional()
    .describe('Of the randomisation test, corrected for the number of variants. Not before the end: it would mislead'),
  alwaysValidP: share.describe('Holds on whatever day it is looked at; corrected for the number of variants'),
  sequenceLow: bound.nullable(),
  sequenceHigh: bound.nullable().describe('Confidence sequence: holds on whatever day it is looked at; null: no bound'),
});

const pointSchema = z.object({
  day,
  variant,
  impressions: z.number(),
  value: z.number(),
  low: z.number(),
  high: z.number().describe('`low` to `high`: 95 % interval of the day'),
  alwaysValidP: z.array(share).describe('As of this day, of each variant but the first'),
});

/** What a test has shown as of a moment, computed from the figures that were known then. */
export const abTestJudgementSchema = z.object({
  metric: z.enum(abTestMetrics),
  alpha: share,
  lookAlpha: share.describe('The always-valid p that ends the test before its end'),
  verdict: z
    .enum(['open', 'winner', 'none'])
    .describe(
      '`open` while days are still to come; then whether one variant was better than the first, or the first the best',
    ),
  winner: variant.optional(),
  decidedBy: z
    .enum(['randomisation', 'always-valid'])
    .optional()
    .describe('The test of the end, or, before it, the evidence that holds on any day'),
  p: share.optional().describe('Of what decided'),
  sentence: z.string(),
  countedDays: z.int(),
  plannedDays: z.int(),
  precision: z.number().nullable().describe('To within which share of the rate a difference is known; null: not yet'),
  variants: z.array(variantResultSchema),
  comparisons: z.array(comparisonSchema),
  impressionLevel: z
    .object({ chiSquareP: share, sequentialP: share, probabilityBest: share })
    .optional()
    .describe(
      'What a tool would say that takes each impression for a coin of its own. Days differ: it is wrong too often',
    ),
  points: z.array(pointSchema).describe('The days that count, in order'),
});

export type AbTestJudgement = z.infer<typeof abTestJudgementSchema>;
export type VariantResult = z.infer<typeof variantResultSchema>;
export type AbTestComparison = z.infer<typeof comparisonSchema>;
export type AbTestPoint = z.infer<typeof pointSchema>;

/** Answer of `GET /abtests/:id/results`. */
export const abTestResultsSchema = abTestJudgementSchema.extend({
  testId: z.string(),
  asOf: z.iso.datetime(),
  droppedDays: z.array(z.object({ day, variant, reason: z.string() })),
  awaitedDays: z.int().describe('Days that were shown and whose figures are not there yet'),
});

export type AbTestResults = z.infer<typeof abTestResultsSchema>;
