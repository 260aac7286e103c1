import { z } from 'zod';
import { unitNames } from './costs.ts';
import { steps } from './steps.ts';

/** What a step would cost, and who would make it. */
export const stepEstimateSchema = z.object({
  step: z.enum(steps),
  provider: z
    .string()
    .describe('Of several, joined by a plus sign; `brief` where the brief brings what the step would make'),
  model: z.string().optional(),
  units: z.partialRecord(z.enum(unitNames), z.number()).optional().describe('What it is thought to use'),
  estimateUsd: z.number().describe('US dollars'),
});

export const estimateSchema = z.object({
  steps: z.array(stepEstimateSchema),
  estimateUsd: z.number().describe('US dollars, of all steps'),
  pricesOf: z.iso.date().describe('The date of the price table'),
  budgetUsd: z.number().optional().describe('Of the brief'),
});

export type StepEstimate = z.infer<typeof stepEstimateSchema>;
export type Estimate = z.infer<typeof estimateSchema>;
