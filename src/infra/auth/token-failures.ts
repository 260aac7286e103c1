import { errors } from 'jose';
import { Failure } from '../../contracts/failures.ts';

/** Claims whose check can fail in a token that is well signed, and what that means. */
const claimMeanings: Readonly<Record<string, string>> = {
  iss: 'comes from an issuer this service does not know',
  aud: 'is meant for another service',
  nbf: 'is not valid yet',
};

/**
 * What the refusal of an access token means. Of one whose signature did not hold nothing is said: it could tell a forger
 * how far they got.
 */
export function tokenFailure(error: unknown): unknown {
  if (error instanceof errors.JWTExpired) return refusal('has expired: renew it at /auth/refresh, or log in', error);
  if (error instanceof errors.JWTClaimValidationFailed) {
    return refusal(claimMeanings[error.claim] ?? `does not have the claim \`${error.claim}\` as it should be`, error);
  }
  if (error instanceof errors.JOSEError) return refusal('is not one this service accepts: log in', error);
  return error;
}

function refusal(reason: string, cause: unknown): Failure {
  return new Failure('NotAuthenticated', `the access token ${reason}`, { cause });
}
