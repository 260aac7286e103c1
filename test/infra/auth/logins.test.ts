import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAccessTokens } from '../../../src/infra/auth/access-tokens.ts';
import { createLogins } from '../../../src/infra/auth/logins.ts';
import { createPasswords, type Passwords } from '../../../src/infra/auth/passwords.ts';
import { createMemoryCache } from '../../../src/infra/cache/memory-cache.ts';
import type { Database } from '../../../src/infra/database/database.ts';
import { createUsers } from '../../../src/infra/database/users.ts';
import { openTestDatabase } from '../../support/test-database.ts';

const secret = 'a secret of thirty-two characters';
const password = 'four words will do';
const address = '192.0.2.1';
const cheap = createPasswords({ logN: 4, r: 8, p: 1 });
const passwords: Passwords = { ...cheap, verify: vi.fn(cheap.verify) };
const wrong = { type: 'NotAuthenticated', message: 'the name or the password is wrong' };
const tooMany = { type: 'TooManyRequests', message: 'this user has tried to log in too often' };

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
  const users = createUsers(database, cheap);
  for (const name of ['ada', 'grace', 'mary']) await users.add({ name, role: 'operator', password });
  await users.disable('mary');
});
afterAll(() => database.close());
beforeEach(() => void vi.mocked(passwords.verify).mockClear());

const open = () => createLogins({ secret, cache: createMemoryCache(), database: async () => database, passwords });

describe('a login', () => {
  it('gives an access token of the user and a session that goes on with the role the user has then', async () => {
    const logins = open();
    const login = await logins.logIn({ name: 'ada', password, address });
    expect(login.user).toEqual({ name: 'ada', role: 'operator' });
    const caller = await createAccessTokens(secret).verify(login.accessToken);
    expect(caller).toEqual({ owner: 'ada', role: 'operator', session: login.refreshToken.slice(0, 22) });

    await database.kysely.updateTable('users').set({ role: 'admin' }).where('name', '=', 'ada').execute();
    const renewed = await logins.renew(login.refreshToken);
    expect(await createAccessTokens(secret).verify(renewed.accessToken)).toEqual({ ...caller, role: 'admin' });
    await logins.logOut(renewed.refreshToken);
    await expect(logins.renew(renewed.refreshToken)).rejects.toMatchObject({ type: 'NotAuthenticated' });
  });

  it.each([
    ['a wrong password', 'ada', 'five words will not do'],
    ['an unknown user', 'nobody', password],
    ['a disabled user', 'mary', password],
    ['a disabled user and a wrong password', 'mary', 'five words will not do'],
  ])('with %s is refused in the same words, at the cost of one password', async (_, name, given) => {
    await expect(open().logIn({ name, password: given, address })).rejects.toMatchObject(wrong);
    expect(passwords.verify).toHaveBeenCalledTimes(1);
  });
});

describe('tries to log in', () => {
  it('are ten from an address in fifteen minutes, whether the name or the password is right or not', async () => {
    for (const name of ['ada', 'nobody']) {
      const logins = open();
      for (let tries = 0; tries < 10; tries++)
        await expect(logins.logIn({ name, password: 'wrong', address })).rejects.toMatchObject(wrong);
      vi.mocked(passwords.verify).mockClear();
      const error: unknown = await logins.logIn({ name, password, address }).catch((refusal) => refusal);
      expect(error).toMatchObject(tooMany);
      const { retryAfterMs } = error as { retryAfterMs: number };
      expect(retryAfterMs).toBeGreaterThan(14 * 60_000);
      expect(retryAfterMs).toBeLessThanOrEqual(15 * 60_000);
      expect(passwords.verify, 'no password is looked at').not.toHaveBeenCalled();
    }
  });

  it('that are too many for one user, or from one address, leave the others alone', async () => {
    const logins = open();
    for (let tries = 0; tries < 11; tries++)
      await logins.logIn({ name: 'ada', password: 'wrong', address }).catch(() => {});
    await expect(logins.logIn({ name: 'ada', password, address })).rejects.toMatchObject(tooMany);
    await expect(logins.logIn({ name: 'ada', password, address: '192.0.2.2' })).resolves.toBeDefined();
    await expect(logins.logIn({ name: 'grace', password, address })).resolves.toBeDefined();
  });

  it('are not given back by a login that succeeds, the own or that to another account', async () => {
    const logins = open();
    for (let tries = 0; tries < 9; tries++)
      await logins.logIn({ name: 'ada', password: 'wrong', address }).catch(() => {});
    await logins.logIn({ name: 'grace', password, address });
    await logins.logIn({ name: 'ada', password, address });
    await expect(logins.logIn({ name: 'ada', password, address })).rejects.toMatchObject(tooMany);
  });

  it('are fifty from all addresses together; those refused for their address do not count', async () => {
    const logins = open();
    const from = (tail: number, times: number) =>
      Promise.allSettled(
        Array.from({ length: times }, () =>
          logins.logIn({ name: 'ada', password: 'wrong', address: `192.0.2.${tail}` }),
        ),
      );
    await from(1, 30);
    for (let tail = 2; tail <= 40; tail++) await from(tail, 1);
    await expect(logins.logIn({ name: 'ada', password, address: '192.0.2.41' }), 'the fiftieth').resolves.toBeDefined();
    await expect(logins.logIn({ name: 'ada', password, address: '192.0.2.42' })).rejects.toMatchObject(tooMany);
  });

  it('are refused while they cannot be counted', async () => {
    const away = () => Promise.reject(new Error('away'));
    const cache = { ...createMemoryCache(), count: away };
    const logins = createLogins({ secret, cache, database: async () => database, passwords });
    await expect(logins.logIn({ name: 'ada', password, address })).rejects.toThrow('away');
    expect(passwords.verify).not.toHaveBeenCalled();
  });
});
