import { z } from 'zod';
import { artifactRefSchema } from '../../../contracts/artifact.ts';
import { type FailureType, failureTypes } from '../../../contracts/failures.ts';
import type { StageRun } from '../../../infra/temporal/stage-client.ts';

/** What every stage's result says besides what it made. */
const outcome = {
  provider: z.string().describe('Who did it'),
  model: z.string().optional(),
  costUsd: z.number().describe('What this call cost in US dollars'),
  found: z.boolean().describe('The same was asked before: this is what was made then, at no cost'),
  note: z.string().optional().describe('What a person should know'),
};

export const fileAnswer = artifactRefSchema.describe('A stored file; later requests may name it by this');

/** @param made what the stage made, as it is answered */
export const stageResultSchema = <Shape extends z.ZodRawShape>(made: Shape) => z.object({ ...made, ...outcome });

const failureTypeNames = Object.keys(failureTypes) as [FailureType, ...FailureType[]];

export function stageAnswerSchema(result: z.ZodType) {
  return z.object({
    id: z.string(),
    state: z.enum(['pending', 'running', 'done', 'failed']).describe('`pending`: no worker has taken it up yet'),
    attempt: z.int().describe('Which try this is, counted from 1'),
    startedAt: z.iso.datetime(),
    finishedAt: z.iso.datetime().optional(),
    progress: z
      .object({ unit: z.string(), done: z.number(), total: z.number() })
      .optional()
      .describe('Of the try that runs'),
    doing: z.string().optional().describe('What one that runs is at, where there is more to say than that it runs'),
    waitsUntil: z.string().optional().describe('Until when it waits for that, such as the next day’s quota'),
    result: result.optional(),
    files: z
      .record(z.string(), z.string())
      .optional()
      .describe('Name → address of each file of the result, to be downloaded; `?download` saves it. Kept for 30 days'),
    note: z.string().optional().describe('What a person should know while it goes on'),
    failure: z
      .object({ type: z.enum(failureTypeNames), message: z.string(), advice: z.string() })
      .optional()
      .describe('Why it failed; while it runs, why the try before failed'),
  });
}

export type StageAnswer = z.infer<ReturnType<typeof stageAnswerSchema>>;

interface Shown {
  /** What the stage answered, as it is shown. */
  result: unknown;
  files?: StageAnswer['files'];
  /** What to say until there is a result. */
  note?: string;
}

export function answerOf({ progress, failure, ...run }: StageRun, { result, files, note }: Shown): StageAnswer {
  return {
    ...run,
    note: result === undefined ? note : undefined,
    progress: progress && { unit: progress.unit, done: progress.done, total: progress.total },
    result,
    files,
    failure: failure && { type: failure.type, message: failure.message, advice: failure.advice },
  };
}
