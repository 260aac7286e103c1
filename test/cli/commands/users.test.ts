import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { addUser, changePassword, disableUser, enableUser, listUsers } from '../../../src/cli/commands/users.ts';
import type { CommandContext } from '../../../src/cli/context.ts';
import { createPasswords } from '../../../src/infra/auth/passwords.ts';
import { readConfig } from '../../../src/infra/config/config.ts';
import { openDatabase } from '../../../src/infra/database/database.ts';
import { createUsers } from '../../../src/infra/database/users.ts';
import { createLogger } from '../../../src/infra/logging/logger.ts';
import { copyEmptyDatabase } from '../../support/test-database.ts';

let home: string;
let context: CommandContext;
let printed: string;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'faceless-users-'));
  await copyEmptyDatabase(join(home, 'database'));
  context = contextOf({});
});
afterAll(() => rmSync(home, { recursive: true }));
beforeEach(() => {
  printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
});
afterEach(() => void vi.restoreAllMocks());

function contextOf(environment: Record<string, string>): CommandContext {
  const config = readConfig({ FACELESS_HOME: home, ...environment });
  return { config, logger: createLogger({ level: 'silent' }) };
}

function pipeIn(text: string): void {
  const input = new PassThrough();
  input.end(text);
  vi.spyOn(process, 'stdin', 'get').mockReturnValue(input as unknown as typeof process.stdin);
}

async function logIn(name: string, password: string) {
  const database = await openDatabase({ folder: context.config.databaseFolder });
  try {
    return await createUsers(database, createPasswords()).logIn(name, password);
  } finally {
    await database.close();
  }
}

describe('./faceless users', () => {
  it('adds one with a password that is made up and shown', async () => {
    expect(await addUser(context, 'Ada', { generate: true })).toBe(0);
    const [, password = ''] =
      /^ada is added as operator\.\nThe password of ada, shown this once: ([\w-]{24})\nLogging in takes FACELESS_AUTH_SECRET: set it for the API\.\n$/.exec(
        printed,
      ) ?? [];
    expect(await logIn('ada', password)).toMatchObject({ name: 'ada', role: 'operator' });
  });

  it('adds one with the password of a pipe, and prints nothing of it', async () => {
    pipeIn('four words will do\n');
    const configured = contextOf({ FACELESS_AUTH_SECRET: 'a secret of thirty-two characters' });
    expect(await addUser(configured, 'grace', { role: 'admin' })).toBe(0);
    expect(printed).toBe('grace is added as admin.\n');
    expect(await logIn('grace', 'four words will do')).toMatchObject({ role: 'admin' });
  });

  it('sets another password', async () => {
    pipeIn('another password of hers');
    expect(await changePassword(context, 'Grace', {})).toBe(0);
    expect(printed).toBe('grace has another password; sessions from before have ended.\n');
    expect(await logIn('grace', 'four words will do')).toBeUndefined();
    expect(await logIn('grace', 'another password of hers')).toBeDefined();
  });

  it('makes another password up', async () => {
    expect(await changePassword(context, 'ada', { generate: true })).toBe(0);
    const [, password = ''] = /The password of ada, shown this once: ([\w-]{24})\n$/.exec(printed) ?? [];
    expect(await logIn('ada', password)).toBeDefined();
  });

  it('disables and enables', async () => {
    expect(await disableUser(context, 'grace')).toBe(0);
    expect(await logIn('grace', 'another password of hers')).toBeUndefined();
    expect(await enableUser(context, 'grace')).toBe(0);
    expect(await logIn('grace', 'another password of hers')).toBeDefined();
    expect(printed).toBe(
      'grace is disabled: an access token from before is good for 15 minutes at most.\ngrace may log in again.\n',
    );
  });

  it('lists them', async () => {
    await disableUser(context, 'ada');
    printed = '';
    expect(await listUsers(context, {})).toBe(0);
    expect(printed.replace(/\d{4}-\d\d-\d\d/g, 'DATE')).toBe(
      'User   Role      State     Since\nada    operator  disabled  DATE\ngrace  admin     active    DATE\n',
    );
    printed = '';
    await listUsers(context, { json: true });
    expect(JSON.parse(printed)).toMatchObject([
      { name: 'ada', disabled: true },
      { name: 'grace', disabled: false },
    ]);
  });

  it.each<[string, () => Promise<number>, string, string]>([
    [
      'a short password',
      () => addUser(context, 'mary', {}),
      'InvalidInput',
      'a password has 15 characters or more: four words will do',
    ],
    ['a user who is there', () => addUser(context, 'ADA', {}), 'Conflict', 'there is a user ADA already'],
    [
      'an unknown user',
      () => disableUser(context, 'mary'),
      'NotFound',
      'there is no user mary: `./faceless users list` shows who there is',
    ],
    [
      'the password of an unknown user',
      () => changePassword(context, 'mary', {}),
      'NotFound',
      'there is no user mary: `./faceless users list` shows who there is',
    ],
    [
      'a role',
      () => addUser(context, 'mary', { role: 'root' }),
      'InvalidInput',
      "there is no role 'root'; there are: viewer, operator, admin",
    ],
  ])('refuses %s', async (_, command, type, message) => {
    pipeIn('short\n');
    await expect(command()).rejects.toMatchObject({ type, message });
    expect(printed).toBe('');
    expect(existsSync(join(context.config.databaseFolder, 'lock')), 'the database is closed').toBe(false);
  });

  it('says who has the database open, and what to do', async () => {
    const database = await openDatabase({ folder: context.config.databaseFolder });
    try {
      await expect(listUsers(context, {})).rejects.toMatchObject({
        type: 'InvalidInput',
        message: `the local stack, process ${process.pid}, has the database open: stop it (Ctrl-C), run this again, then start it; a PostgreSQL server of DATABASE_URL can be used by both`,
      });
    } finally {
      await database.close();
    }
  });
});
