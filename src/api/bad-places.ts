import { type Brief, type BriefInput, briefSchema } from '../contracts/brief.ts';
import { Failure } from '../contracts/failures.ts';

export interface BadPlace {
  /** `body.script.scenes` */
  path: string;
  message: string;
}

/** A request that is not right, with all its mistakes and where they are. */
export function badPlaces(errors: readonly BadPlace[], cause?: unknown): Failure {
  const said = errors.map(({ path, message }) => `${path}: ${message}`).join('; ');
  return new Failure('InvalidInput', said, { details: { errors }, ...(cause !== undefined && { cause }) });
}

/** @throws Failure `InvalidInput` with the place of each mistake */
export function readBrief(input: BriefInput): Brief {
  const parsed = briefSchema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw badPlaces(parsed.error.issues.map(({ path, message }) => ({ path: ['body', ...path].join('.'), message })));
}
