import {
  type CryptoKey,
  createRemoteJWKSet,
  customFetch,
  errors,
  type JWTPayload,
  type JWTVerifyGetKey,
  jwtVerify,
} from 'jose';
import { Failure } from '../../contracts/failures.ts';
import { type UserRole, userRoles } from '../../contracts/users.ts';
import type { TokenVerifier } from './authenticator.ts';
import { tokenFailure } from './token-failures.ts';

export interface OutsideIssuerOptions {
  /** The claim `iss` of its tokens. */
  name: string;
  /** What their claim `aud` has to hold. */
  audience: string;
  /** Where its JSON Web Key Set is. */
  keysUrl: string;
  /** The claim that holds the role, or several. */
  roleClaim: string;
}

export interface KeyTimes {
  /** An unknown key makes the keys be fetched again, but not sooner than this after the last time. */
  cooldownMs: number;
  /** Nor are they asked for again sooner than this after they were not to be had. */
  pauseMs: number;
}

// Public keys only. A shared secret would let our copy of the issuer's public key be used as one (RFC 8725, 2.1).
const algorithms = ['RS256', 'ES256'];
// Its clock is not ours.
const clockToleranceSeconds = 30;
const keysTimeoutMs = 5000;

/**
 * The access tokens of another issuer, by its published keys, which are kept for ten minutes. The owner is the issuer's host
 * and `sub`, as in `login.example.org:ada`. Names of this service's own users have no colon: nobody is taken for one of them,
 * nor, when the issuer is changed, for one of the earlier issuer's.
 */
export function createOutsideIssuer(
  { name, audience, keysUrl, roleClaim }: OutsideIssuerOptions,
  { cooldownMs, pauseMs }: KeyTimes = { cooldownMs: 30_000, pauseMs: 5000 },
): TokenVerifier {
  const findKey = createKeyFinder(name, keysUrl, { cooldownMs, pauseMs });
  const host = (URL.canParse(name) && new URL(name).host) || name;
  const options = { algorithms, issuer: name, audience, requiredClaims: ['exp', 'sub'] };
  return {
    issuer: name,
    async verify(token) {
      const { payload } = await jwtVerify(token, findKey, { ...options, clockTolerance: clockToleranceSeconds }).catch(
        (error: unknown) => {
          throw tokenFailure(error);
        },
      );
      return {
        owner: ownerOf(host, payload),
        role: roleOf(Object.hasOwn(payload, roleClaim) ? payload[roleClaim] : undefined),
      };
    },
  };
}

/** What the key set has to say of a token; anything else that goes wrong is the key set's own trouble. */
const verdicts = [errors.JWKSNoMatchingKey, errors.JWKSMultipleMatchingKeys, errors.JOSENotSupported];

function createKeyFinder(
  issuer: string,
  keysUrl: string,
  { cooldownMs, pauseMs }: KeyTimes,
): JWTVerifyGetKey<CryptoKey> {
  let askAgainAt = 0;
  const away = (cause?: unknown) =>
    new Failure('Unavailable', `the keys of the issuer ${issuer} can't be had now, so its users can't be known`, {
      cause,
      retryAfterMs: Math.max(askAgainAt - performance.now(), 1000),
    });
  const keys = createRemoteJWKSet(new URL(keysUrl), {
    timeoutDuration: keysTimeoutMs,
    cooldownDuration: cooldownMs,
    // It knows a pause after keys were fetched only: without ours each request would knock at a server that is down.
    [customFetch]: (url, options) => (performance.now() < askAgainAt ? Promise.reject(away()) : fetch(url, options)),
  });
  return async (header, token) => {
    try {
      return await keys(header, token);
    } catch (error) {
      if (error instanceof Failure || verdicts.some((verdict) => error instanceof verdict)) throw error;
      askAgainAt = performance.now() + pauseMs;
      throw away(error);
    }
  };
}

// It stands in headers, logs, search attributes and records.
const longestOwner = 80;

function ownerOf(host: string, { sub }: JWTPayload): string {
  const most = longestOwner - `${host}:`.length;
  if (typeof sub === 'string' && sub.length <= most && /^[\x21-\x7e]+$/.test(sub)) return `${host}:${sub}`;
  throw new Failure(
    'NotAuthenticated',
    `the claim \`sub\` of the access token is not 1 to ${most} visible ASCII characters`,
  );
}

/** The highest of those it names; someone without a role we know may look. */
function roleOf(claim: unknown): UserRole {
  const named = Array.isArray(claim) ? claim : [claim];
  return userRoles.findLast((role) => named.includes(role)) ?? 'viewer';
}
