import { z } from 'zod';
import { artifactRefSchema } from '../../contracts/artifact.ts';
import { type FailureType, failureTypes } from '../../contracts/failures.ts';
import { pipelineIdPattern } from '../../contracts/ids.ts';
import { privacies } from '../../contracts/publishing.ts';
import { steps } from '../../contracts/steps.ts';

export const pipelineParams = z.object({ id: z.string().regex(pipelineIdPattern).describe('Id of a pipeline') });

export const stepParams = pipelineParams.extend({ step: z.enum(steps) });

export const stateSchema = z.enum(['running', 'review', 'blocked', 'completed', 'failed', 'cancelled']);

export const failureSchema = z.object({
  type: z.enum(Object.keys(failureTypes) as FailureType[]),
  message: z.string(),
  advice: z.string(),
});

/** `Publication`. */
export const publicationSchema = z.object({
  target: z.string(),
  id: z.string().describe('The target’s own id of it'),
  url: z.string().describe('Where a person finds it'),
  files: z.array(z.string()).optional(),
  privacy: z.enum(privacies).optional().describe('Who may see it, on a platform'),
  publishAt: z.string().optional().describe('When the platform makes it public'),
  channel: z.object({ id: z.string(), title: z.string() }).optional(),
});

export const stepStatusSchema = z.object({
  state: z.enum(['pending', 'running', 'done', 'failed', 'skipped', 'cancelled']),
  provider: z.string().optional(),
  model: z.string().optional(),
  done: z.int().describe('Parts of the step that are done: scenes for audio and video'),
  total: z.int(),
  found: z.int().describe('Parts whose finished file was found'),
  costUsd: z.number(),
  startedAt: z.iso.datetime().optional(),
  finishedAt: z.iso.datetime().optional(),
  note: z.string().optional(),
  doing: z.string().optional().describe('What a running step is at'),
  waitsUntil: z.string().optional().describe('Until when it waits for that'),
  failure: failureSchema.optional(),
});

const boardSchema = z.record(z.enum(steps), stepStatusSchema);
const artifactsSchema = z.record(z.string(), artifactRefSchema).describe('File name → file, as they become known');

export const listingSchema = z.object({
  pipelineId: z.string(),
  owner: z.string(),
  topic: z.string(),
  language: z.string(),
  format: z.string(),
  state: stateSchema,
  step: z.enum([...steps, 'done', '']).describe('The step it is at, or the next'),
  costUsd: z.number(),
  durationSeconds: z.number().optional().describe('Of the film'),
  publicationUrl: z.string().optional(),
  failure: z.string().optional(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});

/** A pipeline as its last event left it. */
export const pipelineSchema = listingSchema.extend({
  runId: z.string(),
  steps: boardSchema,
  artifacts: artifactsSchema,
});

export const stepSchema = stepStatusSchema.extend({
  pipelineId: z.string(),
  step: z.enum(steps),
  progress: z
    .array(z.object({ unit: z.string(), done: z.number(), total: z.number() }))
    .describe('Of each activity of the step that runs at this moment'),
});

export const startedSchema = z.object({ pipelineId: z.string(), state: stateSchema });

export const acceptedSchema = z.object({ pipelineId: z.string() });

/** The run's own answer, to the moment. */
export const statusSchema = z.object({
  pipelineId: z.string(),
  runId: z.string(),
  state: stateSchema,
  topic: z.string(),
  brief: z.looseObject({ topic: z.string(), language: z.string(), format: z.string(), owner: z.string() }),
  review: z.enum(['script', 'film']).optional().describe('What waits for an approval'),
  waitsUntil: z.iso.datetime().optional().describe('Until when a blocked run waits for a retry'),
  steps: boardSchema,
  results: z.partialRecord(z.enum(steps), z.unknown()).describe('What each finished step answered'),
  takes: z.partialRecord(z.enum(steps), z.int()),
  artifacts: artifactsSchema,
  durationSeconds: z.number().optional(),
  costUsd: z.number(),
  publication: publicationSchema.optional(),
  failure: failureSchema.optional(),
  notices: z.array(z.string()).describe('What a signal asked for that could not be done, and why'),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
