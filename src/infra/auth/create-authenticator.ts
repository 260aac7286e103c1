import { decodeJwt, type JWTPayload } from 'jose';
import { LRUCache } from 'lru-cache';
import { Failure } from '../../contracts/failures.ts';
import type { Caller } from '../../contracts/users.ts';
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

// Checking a signature is the dearest part of a small request, and who asks once asks again. A minute at most, so that the
// tokens of an issuer who takes a key back are soon refused.
const rememberedMs = 60_000;
const mostRemembered = 1000;

// RFC 6750, 2.1; the name of the scheme in any case (RFC 9110, 11.1).
const bearerPattern = /^bearer +([\w.~+/-]+=*)$/i;

/**
 * Knows callers by the access token in `Authorization`, in no other place: each issuer's tokens are checked by its own keys,
 * one that was good is good for a minute more, as long as it has not expired.
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
  const remembered = new LRUCache<string, { caller: Caller; until: number }>({ max: mostRemembered });

  async function verify(token: string): Promise<Caller> {
    const { iss, exp = 0 } = readClaims(token);
    const verifier = verifiers.find((known) => known.issuer === iss);
    if (!verifier) {
      throw new Failure('NotAuthenticated', 'the access token comes from an issuer this service does not know');
    }
    const caller = Object.freeze(await verifier.verify(token));
    remembered.set(token, { caller, until: Math.min(exp * 1000, Date.now() + rememberedMs) });
    return caller;
  }

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
      const known = remembered.get(token);
      return known && Date.now() < known.until ? known.caller : verify(token);
    },
  };
}

/** Read before anything is checked: they say no more than whose keys to check them by. */
function readClaims(token: string): JWTPayload {
  try {
    return decodeJwt(token);
  } catch (cause) {
    throw new Failure('NotAuthenticated', 'the access token is no JSON Web Token', { cause });
  }
}
