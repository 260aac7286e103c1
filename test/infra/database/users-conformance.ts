import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPasswords } from '../../../src/infra/auth/passwords.ts';
import type { Database } from '../../../src/infra/database/database.ts';
import { createUsers, type Users } from '../../../src/infra/database/users.ts';

const cheap = { logN: 4, r: 8, p: 1 };
const password = 'four words will do';
const noUser = { type: 'NotFound', message: 'there is no user nobody: `./faceless users list` shows who there is' };

/** What users are in any database. */
export function usersConformance(name: string, open: () => Promise<Database>): void {
  describe(`users in ${name}`, () => {
    let database: Database;
    let users: Users;

    beforeAll(async () => {
      database = await open();
      users = createUsers(database, createPasswords(cheap));
      await users.add({ name: 'grace', role: 'viewer', password });
    });
    afterAll(() => database.close());

    it('log in with the password they were added with, and no other', async () => {
      const added = await users.add({ name: ' Ada@Example.org ', role: 'operator', password });
      expect(added).toEqual({
        name: 'ada@example.org',
        role: 'operator',
        disabled: false,
        createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string,
      });
      expect(await users.logIn('ada@example.org', password)).toMatchObject(added);
      expect(await users.logIn('ADA@example.org', password)).toMatchObject(added);
      expect(await users.logIn('ada@example.org', `${password} `)).toBeUndefined();
      expect(await users.logIn('nobody', password)).toBeUndefined();
    });

    it('are added once', async () => {
      const again = users.add({ name: 'GRACE', role: 'admin', password: 'another password of hers' });
      await expect(again).rejects.toMatchObject({
        type: 'Conflict',
        message: 'there is a user grace already: `./faceless users passwd grace` sets another password',
      });
      expect(await users.logIn('grace', password)).toMatchObject({ role: 'viewer' });
    });

    it("can't log in while they are disabled", async () => {
      await users.add({ name: 'mary', role: 'operator', password });
      await users.disable('mary');
      expect(await users.logIn('mary', password)).toBeUndefined();
      expect(await users.find('mary')).toMatchObject({ disabled: true });
      await users.enable('mary');
      expect(await users.logIn('mary', password)).toMatchObject({ name: 'mary', disabled: false });
    });

    it('log in with the new password once it is set, and have another mark', async () => {
      await users.add({ name: 'joan', role: 'operator', password });
      const before = await users.find('joan');
      expect((await users.logIn('joan', password))?.passwordMark, 'a login changes nothing').toBe(before?.passwordMark);
      await users.setPassword('joan', 'another password of hers');
      expect(await users.logIn('joan', password)).toBeUndefined();
      const after = await users.logIn('joan', 'another password of hers');
      expect(after?.passwordMark).not.toBe(before?.passwordMark);
    });

    it('are listed by name, without their passwords', async () => {
      const listed = await users.list();
      const names = listed.map(({ name: listedName }) => listedName);
      expect(names).toEqual([...names].sort());
      expect(names).toContain('grace');
      expect(JSON.stringify(listed)).not.toContain('scrypt');
      for (const user of listed) expect(Object.keys(user)).toEqual(['name', 'role', 'disabled', 'createdAt']);
    });

    it("that are not there can't be changed", async () => {
      await expect(users.disable('nobody')).rejects.toMatchObject(noUser);
      await expect(users.enable('nobody')).rejects.toMatchObject(noUser);
      await expect(users.setPassword('nobody', password)).rejects.toMatchObject(noUser);
      expect(await users.find('nobody')).toBeUndefined();
    });

    it.each(['', '-ada', 'a b', 'a\0', 'x'.repeat(81), '\ud800', "'; drop table users"])(
      'are not named %j',
      async (bad) => {
        await expect(users.add({ name: bad, role: 'viewer', password })).rejects.toMatchObject({
          type: 'InvalidInput',
          message: `${JSON.stringify(bad)}: a user is named by 1 to 80 lower-case letters, digits and . _ @ -, such as ada or ada@example.org`,
        });
        expect(await users.find(bad)).toBeUndefined();
        expect(await users.logIn(bad, password)).toBeUndefined();
      },
    );

    it.each([
      ['fourteen chars', 'a password has 15 characters or more: four words will do'],
      ['x'.repeat(257), 'a password has at most 256 characters'],
    ])('have no password such as %j, which is not repeated', async (bad, message) => {
      await expect(users.setPassword('grace', bad)).rejects.toMatchObject({ type: 'InvalidInput', message });
      expect(await users.logIn('grace', password)).toBeDefined();
    });

    it('have their password stored anew when they log in after the cost has grown', async () => {
      await users.add({ name: 'hedy', role: 'operator', password });
      const stored = async () =>
        (
          await database.kysely
            .selectFrom('users')
            .select('password')
            .where('name', '=', 'hedy')
            .executeTakeFirstOrThrow()
        ).password;
      const dearer = createUsers(database, createPasswords({ ...cheap, logN: 5 }));
      expect(await dearer.logIn('hedy', 'wrong')).toBeUndefined();
      expect(await stored()).toMatch(/^\$scrypt\$ln=4,/);
      const account = await dearer.logIn('hedy', password);
      expect(await stored()).toMatch(/^\$scrypt\$ln=5,/);
      expect(account?.passwordMark, 'a session that begins now goes on').toBe((await users.find('hedy'))?.passwordMark);
      expect(await users.logIn('hedy', password), 'an older program can read it').toBeDefined();
    });

    it('keep a password that is set while the old one is being stored anew', async () => {
      await users.add({ name: 'radia', role: 'operator', password });
      const dearer = createPasswords({ ...cheap, logN: 5 });
      const late = createUsers(database, {
        ...dearer,
        async hash(old) {
          await users.setPassword('radia', 'another password of hers');
          return dearer.hash(old);
        },
      });
      expect(await late.logIn('radia', password)).toBeUndefined();
      expect(await users.logIn('radia', 'another password of hers')).toBeDefined();
    });
  });
}
