import { z } from 'zod';
import { abTestEndings, abTestMetrics } from '../../contracts/ab-test.ts';
import { abTestJudgementSchema, abTestResultsSchema } from '../../contracts/ab-test-results.ts';
import type { AbTestState } from '../../contracts/ab-test-run.ts';
import { artifactRefSchema } from '../../contracts/artifact.ts';
import { pipelineIdPattern } from '../../contracts/ids.ts';
import { variantIds } from '../../contracts/variant-ids.ts';

export const abTestParams = z.object({ id: z.string().regex(pipelineIdPattern).describe('Id of an A/B test') });

export const abTestStateSchema = z
  .enum([
    ...(['planning', 'running', 'paused', 'waiting', 'settling', 'asking'] as const),
    ...(['completed', 'stopped', 'failed', 'cancelled'] as const),
  ] satisfies AbTestState[])
  .describe(
    '`planning`: nothing is shown yet. `running`: a variant a day. `paused` by a person. `waiting` for a person: `reason` says ' +
      'for what. `settling`: all days are shown, their figures come in. `asking` which variant is to stay. The others are ends',
  );

export const asOfQuery = z.object({
  asOf: z.iso
    .datetime({ offset: true })
    .optional()
    .describe('With the figures that were known at that time; with those of now when left out'),
});

const variant = z.enum(variantIds);
const reason = z.string().optional().describe('Why it is paused, waits, or has ended early');
const notices = z.array(z.string()).describe('What was noticed, the newest last');

const planSchema = z.object({
  channelId: z.string().describe('The video’s channel, by the platform’s own id'),
  seed: z.int(),
  startDay: z.iso.date().describe('The first day, Pacific'),
  startsAt: z.iso.datetime(),
  schedule: z.string().describe('A letter a day. A day that is lost is made up for by the next of its weekday'),
  registeredAt: z.iso.datetime(),
  power: z
    .object({
      impressionsPerDay: z.number(),
      rate: z.number().describe('Of impressions that become clicks, or what the metric else counts'),
      spread: z.number().describe('Standard deviation of a day’s rate beyond chance, as a share of it'),
      isMeasured: z.boolean().describe('The three are this video’s own, not those of videos in general'),
      detectableEffect: z
        .number()
        .describe('The smallest difference found in four of five tests, as a share of the rate'),
      daysForAFifth: z
        .int()
        .optional()
        .describe('How many days it would take to find a difference of a fifth so often'),
    })
    .describe('What the test can find, as far as was known before it began'),
});

const { verdict, winner, sentence, countedDays, decidedBy, p } = abTestJudgementSchema.shape;

/** What a list says of a test. */
export const abTestListingSchema = z.object({
  testId: z.string(),
  owner: z.string(),
  topic: z.string(),
  pipelineId: z.string().optional().describe('The pipeline whose last step it is'),
  video: z.object({ target: z.string(), id: z.string(), channel: z.string().optional() }),
  variants: z.array(
    z.object({
      id: variant,
      name: z.string().optional(),
      title: z.string().optional(),
      thumbnail: artifactRefSchema.optional(),
    }),
  ),
  design: z.object({
    metric: z.enum(abTestMetrics),
    days: z.int(),
    precision: z.number().optional(),
    alpha: z.number(),
    atEnd: z.enum(abTestEndings),
    seed: z.int().optional(),
  }),
  plan: planSchema.optional().describe('Fixed before the first day'),
  state: abTestStateSchema,
  reason,
  shown: variant.optional().describe('What viewers see today'),
  nextAt: z.iso.datetime().optional().describe('When the next variant is due'),
  evidence: z
    .object({ verdict, winner, sentence, countedDays, decidedBy, p })
    .optional()
    .describe('As the figures were when they were last looked at'),
  notices,
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});

export const abTestStatusSchema = abTestListingSchema.extend({
  days: z
    .array(
      z.object({
        day: z.iso.date().describe('Pacific'),
        slot: z.int().describe('Which place of the schedule it took, from 0'),
        variant,
        dropped: z.string().optional().describe('Why it doesn’t count; it does when left out'),
      }),
    )
    .describe('Every day that was given to a variant, those that don’t count too'),
});

export const abTestAnswerSchema = abTestResultsSchema.extend({ state: abTestStateSchema, reason, notices });

export const abTestStartedSchema = z.object({
  id: z.string(),
  state: abTestStateSchema,
  links: z.object({ self: z.string(), results: z.string(), report: z.string() }),
});

export const abTestAcceptedSchema = z.object({ id: z.string() });
