import { decodeJwt } from 'jose';
import { Failure } from '../../contracts/failures.ts';
import { createAccessTokens, ownIssuer } from './access-tokens.ts';
import type { Authenticator, TokenVerifier } from './authenticator.ts';
import { createLocalAuthenticator } from './local-authenticator.ts';
import { createOutsideIssuer, type OutsideIssuerOptions } from './outside-issuer.ts';

export interface AuthenticatorOptions {
  /** Signs this service's own access tokens. */
  secret?: string;
  issuer?: OutsideIssuerOptions;
  /** Who sends no token is this machine's own user: only where no one else can reach the service. */
  allowLocal: boolean;
}

// RFC 6750, 2.1; the name of the scheme in any case (RFC 9110, 11.1).
const bearerPattern = /^bearer +([\w.~+/-]+=*)$/i;

/**
 * Knows callers by the access token in `Authorization`, in no other place: each issuer's tokens are checked by its own keys.
 * @throws Failure `InvalidInput` when the outside issuer has the name of this service's own
 */
export function createAuthenticator({ secret, issuer, allowLocal }: AuthenticatorOptions): Authenticator {
  if (issuer?.name === ownIssuer) {
    throw new Failure('InvalidInput', `FACELESS_AUTH_ISSUER=${ownIssuer} is the name of this service itself`);
  }
  const verifiers: TokenVerifier[] = [
    ...(secret === undefined ? [] : [createAccessTokens(secret)]),
    ...(issuer === undefined ? [] : [createOutsideIssuer(issuer)]),
  ];
  const local = allowLocal ? createLocalAuthenticator() : undefined;

  return {
    async identify(request) {
      if (request.authorization === undefined) {
        if (local) return local.identify(request);
        throw new Failure('NotAuthenticated', 'no access token came with the request');
      }
      const [, token] = bearerPattern.exec(request.authorization) ?? [];
      if (!token) {
        throw new Failure('NotAuthenticated', 'the header Authorization is not `Bearer` and an access token');
      }
      const name = issuerOf(token);
      const verifier = verifiers.find((known) => known.issuer === name);
      if (verifier) return verifier.verify(token);
      throw new Failure('NotAuthenticated', 'the access token comes from an issuer this service does not know');
    },
  };
}

/** Read before anything is checked: it says no more than whose keys to check it by. */
function issuerOf(token: string): string | undefined {
  try {
    return decodeJwt(token).iss;
  } catch (cause) {
    throw new Failure('NotAuthenticated', 'the access token is no JSON Web Token', { cause });
  }
}
