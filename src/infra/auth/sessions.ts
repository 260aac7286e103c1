import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { Failure } from '../../contracts/failures.ts';
import type { Cache } from '../cache/cache.ts';
import type { Account, Users } from '../database/users.ts';

/** A session's id and its present secret, 128 and 256 random bits. */
export const refreshTokenPattern = /^[\w-]{22}\.[\w-]{43}$/;

const livesMs = 30 * 24 * 60 * 60_000;

interface Session {
  user: string;
  passwordMark: string;
  /** Of the secret that is good now: what is kept here lets nobody in. */
  secretHash: string;
}

interface Opened {
  sessionId: string;
  refreshToken: string;
  account: Account;
}

/** Login sessions: thirty days from their last use. */
export interface Sessions {
  open(account: Account): Promise<Opened>;
  /**
   * The next refresh token of the session; this one is used up. One that is sent again was copied: the session ends for both
   * who have it, as RFC 9700, 4.14.2 advises. So of two that send the same token at the same moment exactly one is answered,
   * and what it got can be used until the access token expires.
   * @throws Failure `NotAuthenticated` for a session that ended, or whose user was disabled or has another password since
   */
  renew(refreshToken: string): Promise<Opened>;
  end(refreshToken: string): Promise<void>;
}

export function createSessions({ cache, users }: { cache: Cache; users(): Promise<Users> }): Sessions {
  const end = (sessionId: string) => cache.delete(keyOf(sessionId));

  return {
    async open(account) {
      const sessionId = randomBytes(16).toString('base64url');
      const { secret, secretHash } = newSecret();
      const session: Session = { user: account.name, passwordMark: account.passwordMark, secretHash };
      await cache.set(keyOf(sessionId), JSON.stringify(session), livesMs);
      return { sessionId, refreshToken: `${sessionId}.${secret}`, account };
    },

    async renew(refreshToken) {
      const [sessionId, given] = split(refreshToken);
      const kept = await cache.get(keyOf(sessionId));
      if (kept === undefined) throw refusal('the login session has ended: log in');
      const session = JSON.parse(kept) as Session;
      const account = await (await users()).find(session.user);
      if (!account || account.disabled || account.passwordMark !== session.passwordMark) {
        await end(sessionId);
        throw refusal('the login session has ended with a change to its user: log in');
      }
      const { secret, secretHash } = newSecret();
      const next = JSON.stringify({ ...session, secretHash });
      if (!sameText(hash(given), session.secretHash) || !(await cache.replace(keyOf(sessionId), kept, next, livesMs))) {
        await end(sessionId);
        throw refusal('the refresh token was used before, so its login session has ended: log in');
      }
      return { sessionId, refreshToken: `${sessionId}.${secret}`, account };
    },

    // Who knows the id had a token of the session once.
    end: (refreshToken) => end(split(refreshToken)[0]),
  };
}

function keyOf(sessionId: string): string {
  return `session:${sessionId}`;
}

function split(refreshToken: string): [sessionId: string, secret: string] {
  if (!refreshTokenPattern.test(refreshToken)) throw refusal('this is no refresh token of this service');
  const [sessionId = '', secret = ''] = refreshToken.split('.');
  return [sessionId, secret];
}

function newSecret(): { secret: string; secretHash: string } {
  const secret = randomBytes(32).toString('base64url');
  return { secret, secretHash: hash(secret) };
}

/** One round: there is nothing to guess in 256 random bits. */
function hash(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

function sameText(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(one), Buffer.from(other));
}

function refusal(message: string): Failure {
  return new Failure('NotAuthenticated', message);
}
