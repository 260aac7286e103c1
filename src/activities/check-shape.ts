import type { ZodError, ZodType } from 'zod';
import { Failure, type FailureType } from '../contracts/failures.ts';

/** What does not fit, each with its place: `scenes.2.narration: a scene needs a narration`. */
export function describeProblems({ issues }: ZodError, most = issues.length): string {
  return issues
    .slice(0, most)
    .map(({ path, message }) => `${path.join('.')}: ${message}`)
    .join('; ');
}

/**
 * The value as its schema has it.
 *
 * @param what the value's name, as the error gives it
 * @param blame whose fault a bad value is
 * @throws Failure of the type `blame`
 */
export function checkShape<T>(schema: ZodType<T>, value: unknown, what: string, blame: FailureType): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Failure(blame, `the ${what} is not valid: ${describeProblems(parsed.error, 5)}`);
}
