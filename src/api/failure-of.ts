import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { Failure } from '../contracts/failures.ts';
import { isUnusable } from '../infra/database/database-failures.ts';
import { temporalFailure } from '../infra/temporal/temporal-failures.ts';
import { badPlaces } from './bad-places.ts';

/**
 * What went wrong, in the project's one vocabulary. Anything no sentence was written for is `Internal`, and says nothing.
 * @param bodyLimit most bytes of a body at the address that was asked
 */
export function failureOf(thrown: unknown, bodyLimit: number): Failure {
  const error = temporalFailure(thrown);
  if (error instanceof Failure) {
    // Who asked can't correct that.
    return isUnusable(error) ? new Failure('Unavailable', error.message, { cause: error }) : error;
  }
  if (hasZodFastifySchemaValidationErrors(error)) return badShape(error);
  return refusalOf(error, bodyLimit) ?? internal(error);
}

/** Fastify's own refusals, and its plugins', have codes; whatever else carries a status has a message that is not for everyone. */
function refusalOf(error: unknown, bodyLimit: number): Failure | undefined {
  if (!(error instanceof Error) || !('code' in error) || !('statusCode' in error)) return undefined;
  const { code, statusCode, message } = error;
  if (typeof code !== 'string' || !code.startsWith('FST_') || typeof statusCode !== 'number') return undefined;
  const options = { cause: error };
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    return new Failure('TooLarge', `the body is larger than the ${bodyLimit} bytes this address takes`, options);
  }
  if (statusCode === 413) return new Failure('TooLarge', message, options);
  if (statusCode === 406 || statusCode === 415) {
    return new Failure('NotSupported', 'the body is of a type that this address does not take', options);
  }
  return statusCode >= 400 && statusCode < 500 ? new Failure('InvalidInput', message, options) : undefined;
}

function internal(cause: unknown): Failure {
  return new Failure('Internal', 'something went wrong here: the log has it under the request id', { cause });
}

function badShape(error: {
  validation: readonly { instancePath: string; message?: string }[];
  validationContext?: string;
}): Failure {
  const place = error.validationContext ?? 'body';
  const errors = error.validation.map(({ instancePath, message = 'is not right' }) => ({
    path: [place, ...instancePath.split('/').filter(Boolean)].join('.'),
    message,
  }));
  return badPlaces(errors, error);
}
