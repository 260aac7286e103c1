import { randomBytes } from 'node:crypto';
import { Failure } from '../../contracts/failures.ts';
import { type UserRole, userRoles } from '../../contracts/users.ts';
import { createPasswords } from '../../infra/auth/passwords.ts';
import type { Config } from '../../infra/config/config.ts';
import { createUsers, noSuchUser, type Users } from '../../infra/database/users.ts';
import { askPassword } from '../ask-password.ts';
import type { CommandContext } from '../context.ts';
import { formatTable } from '../display/text.ts';
import { withDatabase } from '../open-database.ts';

const print = (text: string) => void process.stdout.write(`${text}\n`);

interface PasswordOptions {
  /** Make a password up and print it, instead of asking for one. */
  generate?: boolean;
}

export async function addUser(
  { config }: CommandContext,
  name: string,
  { role: wanted = 'operator', generate }: PasswordOptions & { role?: string },
): Promise<number> {
  const role = checkRole(wanted);
  return withUsers(config, async (users) => {
    if (await users.find(name)) throw new Failure('Conflict', `there is a user ${name} already`);
    const password = await choosePassword(generate);
    const added = await users.add({ name, role, password });
    print(`${added.name} is added as ${added.role}.`);
    if (generate) printOnce(added.name, password);
    if (!config.auth.secret) print('Logging in takes FACELESS_AUTH_SECRET: set it for the API.');
    return 0;
  });
}

export async function disableUser({ config }: CommandContext, name: string): Promise<number> {
  return withUsers(config, async (users) => {
    await users.disable(name);
    print(`${name} is disabled: an access token from before is good for 15 minutes at most.`);
    return 0;
  });
}

export async function enableUser({ config }: CommandContext, name: string): Promise<number> {
  return withUsers(config, async (users) => {
    await users.enable(name);
    print(`${name} may log in again.`);
    return 0;
  });
}

export async function changePassword(
  { config }: CommandContext,
  given: string,
  { generate }: PasswordOptions,
): Promise<number> {
  return withUsers(config, async (users) => {
    const known = await users.find(given);
    if (!known) throw noSuchUser(given);
    const { name } = known;
    const password = await choosePassword(generate);
    await users.setPassword(name, password);
    print(`${name} has another password; sessions from before have ended.`);
    if (generate) printOnce(name, password);
    return 0;
  });
}

export async function listUsers({ config }: CommandContext, { json }: { json?: boolean }): Promise<number> {
  return withUsers(config, async (users) => {
    const found = await users.list();
    if (json) print(JSON.stringify(found));
    else if (found.length === 0) print('No users yet: ./faceless users add <name> adds one.');
    else {
      const rows = found.map(({ name, role, disabled, createdAt }) => [
        name,
        role,
        disabled ? 'disabled' : 'active',
        createdAt.slice(0, 10),
      ]);
      print(formatTable([['User', 'Role', 'State', 'Since'], ...rows]));
    }
    return 0;
  });
}

function withUsers<T>(config: Config, work: (users: Users) => Promise<T>): Promise<T> {
  return withDatabase(config, (database) => work(createUsers(database, createPasswords())));
}

async function choosePassword(generate = false): Promise<string> {
  if (!generate) return askPassword({ input: process.stdin, output: process.stderr });
  // 144 bits.
  return randomBytes(18).toString('base64url');
}

function printOnce(name: string, password: string): void {
  print(`The password of ${name}, shown this once: ${password}`);
}

function checkRole(wanted: string): UserRole {
  const role = userRoles.find((known) => known === wanted);
  if (role) return role;
  throw new Failure('InvalidInput', `there is no role '${wanted}'; there are: ${userRoles.join(', ')}`);
}
