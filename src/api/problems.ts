import { z } from 'zod';
import type { Failure, FailureType } from '../contracts/failures.ts';

/** The one table from failure to HTTP status. */
const statuses: Readonly<Record<FailureType, number>> = {
  InvalidInput: 400,
  UnsupportedLanguage: 400,
  UnknownProvider: 400,
  UnknownVoice: 400,
  ProviderUnavailable: 503,
  RateLimited: 503,
  BadCredentials: 502,
  QuotaExceeded: 503,
  SignInNeeded: 502,
  UploadLimitExceeded: 503,
  UploadRejected: 422,
  BudgetExceeded: 402,
  ContentRefused: 422,
  InvalidAnswer: 502,
  ToolMissing: 503,
  ToolFailed: 500,
  DiskFull: 507,
  ArtifactMissing: 410,
  ArtifactCorrupt: 500,
  FontMissing: 422,
  QualityCheckFailed: 422,
  Timeout: 504,
  Cancelled: 409,
  NotFound: 404,
  Conflict: 409,
  NotAuthenticated: 401,
  NotAllowed: 403,
  TooLarge: 413,
  NotSupported: 415,
  IdempotencyKeyReused: 422,
  TooManyRequests: 429,
  Unavailable: 503,
  Internal: 500,
};

/** RFC 9457. */
export const problemSchema = z
  .object({
    type: z.string().describe('`urn:faceless:problem:` and a type of docs/errors.md'),
    title: z.string().describe('The type in words'),
    status: z.int().min(400).max(599),
    detail: z.string().describe('What was wrong, where, and what to do'),
    advice: z.string(),
    requestId: z.string().describe('As in the header `X-Request-Id` and the log'),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .describe('Problem details');

export type Problem = z.infer<typeof problemSchema>;

export const problemMediaType = 'application/problem+json';

const retryAfterSeconds = 5;

/** The answer for a failure: status, headers, body. */
export function toProblem(
  { type, message, advice, retryAfterMs, details }: Failure,
  requestId: string,
): { status: number; headers: Record<string, string>; body: Problem } {
  const given = details?.status;
  const status = typeof given === 'number' ? given : statuses[type];
  const headers: Record<string, string> = { 'content-type': problemMediaType };
  if (status === 401) headers['www-authenticate'] = 'Bearer';
  if (retryAfterMs !== undefined) headers['retry-after'] = `${Math.ceil(retryAfterMs / 1000)}`;
  else if (status === 503) headers['retry-after'] = `${retryAfterSeconds}`;
  const errors = details?.errors as Problem['errors'];
  return {
    status,
    headers,
    body: {
      type: `urn:faceless:problem:${type}`,
      title: type.replace(/(?<!^)([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`),
      status,
      detail: message,
      advice,
      requestId,
      ...(errors && { errors }),
    },
  };
}
