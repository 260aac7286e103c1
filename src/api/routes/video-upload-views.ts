import { z } from 'zod';
import { artifactRefSchema } from '../../contracts/artifact.ts';
import { fileFactsSchema } from '../../contracts/assets.ts';
import { publishSteps } from '../../contracts/publish.ts';
import { steps } from '../../contracts/steps.ts';
import { failureSchema, publicationSchema, stepStatusSchema } from './pipeline-views.ts';

const progressSchema = z.object({ step: z.enum(steps), unit: z.string(), done: z.number(), total: z.number() });

const stateSchema = z.enum(['running', 'blocked', 'completed', 'failed', 'cancelled']);

/** Answer to what was started or asked for. */
export const startedSchema = z.object({ id: z.string(), state: stateSchema });

/** `PublishStatus`, with the live progress of what runs. */
export const ownVideoSchema = z.object({
  id: z.string(),
  state: stateSchema,
  title: z.string(),
  steps: z.record(z.enum(publishSteps), stepStatusSchema).describe('`video` is the check of the file'),
  waitsUntil: z.string().optional().describe('How long a blocked one waits for a retry'),
  facts: fileFactsSchema.optional(),
  artifacts: z.record(z.string(), artifactRefSchema),
  publication: publicationSchema.optional(),
  failure: failureSchema.optional(),
  progress: z.array(progressSchema),
  createdAt: z.string(),
  updatedAt: z.string(),
});
