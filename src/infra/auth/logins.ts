import { Failure } from '../../contracts/failures.ts';
import type { UserRole } from '../../contracts/users.ts';
import type { Cache } from '../cache/cache.ts';
import type { Database } from '../database/database.ts';
import { createUsers } from '../database/users.ts';
import { createAccessTokens } from './access-tokens.ts';
import { createPasswords, type Passwords } from './passwords.ts';
import { createSessions } from './sessions.ts';

/** What a login, or its renewal, gives. */
export interface Login {
  accessToken: string;
  refreshToken: string;
  user: { name: string; role: UserRole };
}

export interface Logins {
  /**
   * @param address where it comes from
   * @throws Failure `NotAuthenticated`, without telling an unknown user from a wrong password; `TooManyRequests` when it was
   *   tried too often, right or wrong
   */
  logIn(credentials: { name: string; password: string; address: string }): Promise<Login>;
  /** Takes the role the user has now. @throws Failure `NotAuthenticated` as `Sessions.renew` says */
  renew(refreshToken: string): Promise<Login>;
  /** Ends the session; one that has ended stays so. */
  logOut(refreshToken: string): Promise<void>;
}

export interface LoginsOptions {
  /** Signs the access tokens. */
  secret: string;
  cache: Cache;
  database(): Promise<Database>;
  passwords?: Passwords;
}

const windowMs = 15 * 60_000;
const triesFromAddress = 10;
/** From all addresses together: a guesser has many. Whoever uses these up also locks the user out for the window. */
const triesOfUser = 50;

export function createLogins({ secret, cache, database, passwords = createPasswords() }: LoginsOptions): Logins {
  const tokens = createAccessTokens(secret);
  const users = async () => createUsers(await database(), passwords);
  const sessions = createSessions({ cache, users });

  async function grant({
    sessionId,
    refreshToken,
    account: { name, role },
  }: Awaited<ReturnType<typeof sessions.open>>) {
    const accessToken = await tokens.issue({ owner: name, role, session: sessionId });
    return { accessToken, refreshToken, user: { name, role } };
  }

  /** Before the password is looked at. A name nobody has is counted like any other. */
  async function countTry(key: string, most: number): Promise<void> {
    const { count, endsInMs } = await cache.count(key, windowMs);
    if (count <= most) return;
    throw new Failure('TooManyRequests', 'this user has tried to log in too often', { retryAfterMs: endsInMs });
  }

  return {
    async logIn({ name, password, address }) {
      await countTry(`login:${name}:${address}`, triesFromAddress);
      await countTry(`login:${name}`, triesOfUser);
      const account = await (await users()).logIn(name, password);
      if (!account) throw new Failure('NotAuthenticated', 'the name or the password is wrong');
      return grant(await sessions.open(account));
    },
    renew: async (refreshToken) => grant(await sessions.renew(refreshToken)),
    logOut: (refreshToken) => sessions.end(refreshToken),
  };
}
