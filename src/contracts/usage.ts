import { z } from 'zod';
import { steps } from './steps.ts';

/** What usage can be told apart by. A day is one of UTC. */
export const usageGroups = ['day', 'owner', 'provider', 'model', 'step', 'pipeline'] as const;

export type UsageGroup = (typeof usageGroups)[number];

/** What was spent, of one group. */
export const usageRowSchema = z.object({
  day: z.iso.date().optional(),
  owner: z.string().optional(),
  provider: z.string().optional(),
  model: z.string().optional(),
  step: z.enum(steps).optional(),
  pipeline: z.string().optional(),
  calls: z.int().describe('Calls of paid services'),
  costUsd: z.number().describe('US dollars, as settled'),
  reservedUsd: z
    .number()
    .describe(
      'US dollars of calls that run, or broke off: nobody knows whether they were charged, so they count as estimated',
    ),
});

export const usageSchema = z.object({
  from: z.iso.date(),
  to: z.iso.date().describe('The last day, included'),
  rows: z.array(usageRowSchema),
  calls: z.int(),
  costUsd: z.number(),
  reservedUsd: z.number(),
  month: z
    .object({
      owner: z.string(),
      spentUsd: z.number().describe('US dollars since the first of this month, UTC, with what is reserved'),
      budgetUsd: z.number().optional().describe('What may be spent in a month; left out where nothing is set'),
    })
    .describe('Whoever asks, or the owner asked for'),
});

export type UsageRow = z.infer<typeof usageRowSchema>;
export type Usage = z.infer<typeof usageSchema>;
