import { webcrypto } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import { Failure } from '../../contracts/failures.ts';
import { type Caller, userRoles } from '../../contracts/users.ts';
import type { TokenVerifier } from './authenticator.ts';
import { tokenFailure } from './token-failures.ts';

export const accessTokenSeconds = 15 * 60;

export const ownIssuer = 'faceless';
const audience = 'faceless-api';
const algorithm = 'HS256';
const hmac = { name: 'HMAC', hash: 'SHA-256' };
// RFC 9068: what was signed for another purpose is no access token.
const type = 'at+jwt';

export interface AccessTokens extends TokenVerifier {
  /** A token for fifteen minutes. */
  issue(caller: Required<Caller>): Promise<string>;
}

const claimsSchema = z.object({ sub: z.string(), role: z.enum(userRoles), sid: z.string() });

/**
 * This service's own access tokens: `sub` is the owner, `sid` the login session. They can't be taken back: a session that is
 * ended, or a user who is disabled, has until the token expires.
 *
 * @param secret 32 characters or more; whoever has it can be anyone
 */
export function createAccessTokens(secret: string): AccessTokens {
  // In the form it is used in: any other would be brought into it for every request, a tenth of what one costs.
  const key = webcrypto.subtle.importKey('raw', Buffer.from(secret), hmac, false, ['sign', 'verify']);
  return {
    issuer: ownIssuer,
    issue: async ({ owner, role, session }) =>
      new SignJWT({ role, sid: session })
        .setProtectedHeader({ alg: algorithm, typ: type })
        .setIssuer(ownIssuer)
        .setAudience(audience)
        .setSubject(owner)
        .setIssuedAt()
        .setExpirationTime(`${accessTokenSeconds}s`)
        .sign(await key),
    async verify(token) {
      const options = { algorithms: [algorithm], issuer: ownIssuer, audience, typ: type, requiredClaims: ['exp'] };
      const { payload } = await jwtVerify(token, await key, options).catch((error: unknown) => {
        throw tokenFailure(error);
      });
      const { data } = claimsSchema.safeParse(payload);
      if (!data) throw new Failure('NotAuthenticated', 'the access token does not say who it is for: log in');
      return { owner: data.sub, role: data.role, session: data.sid };
    },
  };
}
