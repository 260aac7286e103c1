import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSessions, refreshTokenPattern } from '../../../src/infra/auth/sessions.ts';
import type { Cache } from '../../../src/infra/cache/cache.ts';
import type { Account, Users } from '../../../src/infra/database/users.ts';

const ended = { type: 'NotAuthenticated', message: 'the login session has ended: log in' };
const usedBefore = {
  type: 'NotAuthenticated',
  message: 'the refresh token was used before, so its login session has ended: log in',
};
const userChanged = {
  type: 'NotAuthenticated',
  message: 'the login session has ended with a change to its user: log in',
};

/** What sessions are in any cache. */
export function sessionsConformance(name: string, usersOf: () => Users, openCache: () => Promise<Cache>): void {
  describe(`sessions in ${name}`, () => {
    let users: Users;
    let cache: Cache;
    let ada: Account;

    const open = (over: Cache = cache) => createSessions({ cache: over, users: async () => users });

    beforeAll(async () => {
      users = usersOf();
      cache = await openCache();
    });
    afterAll(() => cache.close());
    beforeEach(async () => {
      const { name: added } = await users.add({
        name: `ada-${(await users.list()).length}`,
        role: 'operator',
        password: 'four words will do',
      });
      ada = (await users.find(added)) as Account;
    });

    it('go on with another refresh token each time, and stay the same session', async () => {
      const sessions = open();
      const { sessionId, refreshToken: first, account } = await sessions.open(ada);
      expect(account).toEqual(ada);
      expect(first).toMatch(refreshTokenPattern);
      const second = await sessions.renew(first);
      const third = await sessions.renew(second.refreshToken);
      expect([second.sessionId, third.sessionId]).toEqual([sessionId, sessionId]);
      expect(third.account).toEqual(ada);
      expect(new Set([first, second.refreshToken, third.refreshToken]).size).toBe(3);
    });

    it('end when a refresh token is used again, for whoever has the next one too', async () => {
      const sessions = open();
      const { refreshToken: first } = await sessions.open(ada);
      const other = await sessions.open(ada);
      const { refreshToken: second } = await sessions.renew(first);
      await expect(sessions.renew(first)).rejects.toMatchObject(usedBefore);
      await expect(sessions.renew(second)).rejects.toMatchObject(ended);
      await expect(sessions.renew(first)).rejects.toMatchObject(ended);
      await expect(sessions.renew(other.refreshToken), 'another session of the user goes on').resolves.toBeDefined();
    });

    it('answer exactly one of many that send the same token at once, and have ended then', async () => {
      const sessions = open();
      const { refreshToken } = await sessions.open(ada);
      const answers = await Promise.allSettled(Array.from({ length: 8 }, () => sessions.renew(refreshToken)));
      const won = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
      expect(won).toHaveLength(1);
      await expect(sessions.renew(won[0]?.refreshToken ?? '')).rejects.toMatchObject(ended);
    });

    it('are of the processes that share the cache together', async () => {
      const { refreshToken } = await open().open(ada);
      await expect(open().renew(refreshToken)).resolves.toMatchObject({ account: ada });
      await expect(open().renew(refreshToken)).rejects.toMatchObject(usedBefore);
    });

    it('end with a logout, even by a token that was used', async () => {
      const sessions = open();
      const { refreshToken: first } = await sessions.open(ada);
      const { refreshToken: second } = await sessions.renew(first);
      await sessions.end(first);
      await expect(sessions.renew(second)).rejects.toMatchObject(ended);
      await sessions.end(second);
    });

    it('have ended when the user is disabled, and stay so when enabled again', async () => {
      const sessions = open();
      const { refreshToken } = await sessions.open(ada);
      await users.disable(ada.name);
      await expect(sessions.renew(refreshToken)).rejects.toMatchObject(userChanged);
      await users.enable(ada.name);
      await expect(sessions.renew(refreshToken)).rejects.toMatchObject(ended);
    });

    it('have ended when the password is set, be it to the same', async () => {
      const sessions = open();
      const { refreshToken } = await sessions.open(ada);
      await users.setPassword(ada.name, 'four words will do');
      await expect(sessions.renew(refreshToken)).rejects.toMatchObject(userChanged);
      const { refreshToken: later } = await sessions.open((await users.find(ada.name)) as Account);
      await expect(sessions.renew(later)).resolves.toBeDefined();
    });

    it('lose nothing while the database is away', async () => {
      const { refreshToken } = await open().open(ada);
      const apart = createSessions({ cache, users: () => Promise.reject(new Error('away')) });
      await expect(apart.renew(refreshToken)).rejects.toThrow('away');
      await expect(open().renew(refreshToken)).resolves.toBeDefined();
    });

    it('live thirty days from their last use', async () => {
      const lives: number[] = [];
      const sessions = open({
        ...cache,
        set: (key, value, ttlMs) => {
          lives.push(ttlMs);
          return cache.set(key, value, ttlMs);
        },
        replace: (key, expected, value, ttlMs) => {
          lives.push(ttlMs);
          return cache.replace(key, expected, value, ttlMs);
        },
      });
      const { refreshToken } = await sessions.open(ada);
      await sessions.renew(refreshToken);
      expect(lives).toEqual([2_592_000_000, 2_592_000_000]);
    });

    it('keep nothing in the cache that lets anyone in', async () => {
      const kept: string[] = [];
      const sessions = open({
        ...cache,
        set: (key, value, ttlMs) => {
          kept.push(key, value);
          return cache.set(key, value, ttlMs);
        },
      });
      const { refreshToken } = await sessions.open(ada);
      expect(kept.join()).toContain(refreshToken.slice(0, 22));
      expect(kept.join()).not.toContain(refreshToken.slice(23));
    });

    it.each(['', 'x', 'a.b', `${'a'.repeat(22)}.${'b'.repeat(43)}`, `${'a'.repeat(22)}.${'b'.repeat(43)}\n`])(
      'are not known by the token %j',
      async (token) => {
        await expect(open().renew(token)).rejects.toMatchObject({ type: 'NotAuthenticated' });
      },
    );
  });
}
