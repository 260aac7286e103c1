import { createHash } from 'node:crypto';
import type { Selectable } from 'kysely';
import { Failure } from '../../contracts/failures.ts';
import { newPasswordSchema, type UserRole, userNameSchema } from '../../contracts/users.ts';
import type { Passwords } from '../auth/passwords.ts';
import type { Database } from './database.ts';
import type { UsersTable } from './tables.ts';

export interface User {
  name: string;
  role: UserRole;
  disabled: boolean;
  createdAt: string;
}

export interface Account extends User {
  /** Another one after each change of the password; tells nothing of it. */
  passwordMark: string;
}

/** All but `find` and `logIn` reject with `InvalidInput` for a name or a password that can't be, `NotFound` for an unknown user. */
export interface Users {
  /** Rejects with `Conflict` when there is a user of that name. */
  add(user: { name: string; role: UserRole; password: string }): Promise<User>;
  /** A disabled user can't log in, nor renew an access token: the one they have ends within minutes. */
  disable(name: string): Promise<void>;
  enable(name: string): Promise<void>;
  /** Ends the user's sessions too. */
  setPassword(name: string, password: string): Promise<void>;
  /** By name. */
  list(): Promise<User[]>;
  find(name: string): Promise<Account | undefined>;
  /** The account when that is its password and it isn't disabled. Every refusal takes the same time. */
  logIn(name: string, password: string): Promise<Account | undefined>;
}

export function createUsers({ kysely }: Pick<Database, 'kysely'>, passwords: Passwords): Users {
  async function findRow(given: string): Promise<Selectable<UsersTable> | undefined> {
    const name = userNameSchema.safeParse(given).data;
    if (name === undefined) return undefined;
    return kysely.selectFrom('users').selectAll().where('name', '=', name).executeTakeFirst();
  }

  async function change(given: string, values: { disabled: boolean } | { password: string }): Promise<void> {
    const name = checkName(given);
    const changed = await kysely.updateTable('users').set(values).where('name', '=', name).returning('name').execute();
    if (changed.length === 0) throw noSuchUser(name);
  }

  /** The cost has grown since: only now is there a password to store anew. One that was changed meanwhile stays. */
  async function storeAnew({ name, password: stored }: Selectable<UsersTable>, password: string) {
    const row = await kysely
      .updateTable('users')
      .set({ password: await passwords.hash(password) })
      .where('name', '=', name)
      .where('password', '=', stored)
      .returningAll()
      .executeTakeFirst();
    return row && toAccount(row);
  }

  return {
    async add({ name: given, role, password }) {
      const name = checkName(given);
      const row = await kysely
        .insertInto('users')
        .values({ name, role, password: await passwords.hash(checkPassword(password)) })
        .onConflict((conflict) => conflict.column('name').doNothing())
        .returningAll()
        .executeTakeFirst();
      if (!row)
        throw new Failure(
          'Conflict',
          `there is a user ${name} already: \`./faceless users passwd ${name}\` sets another password`,
        );
      return toUser(row);
    },
    disable: (name) => change(name, { disabled: true }),
    enable: (name) => change(name, { disabled: false }),
    setPassword: async (name, password) => change(name, { password: await passwords.hash(checkPassword(password)) }),
    list: async () => (await kysely.selectFrom('users').selectAll().orderBy('name').execute()).map(toUser),
    async find(name) {
      const row = await findRow(name);
      return row && toAccount(row);
    },
    async logIn(name, password) {
      const row = await findRow(name);
      const isRight = await passwords.verify(password, row?.password);
      if (!row || !isRight || row.disabled) return undefined;
      return passwords.isOutdated(row.password) ? storeAnew(row, password) : toAccount(row);
    },
  };
}

export function noSuchUser(name: string): Failure {
  return new Failure('NotFound', `there is no user ${name}: \`./faceless users list\` shows who there is`);
}

function checkName(given: string): string {
  const { data, error } = userNameSchema.safeParse(given);
  if (data !== undefined) return data;
  throw new Failure('InvalidInput', `${JSON.stringify(given)}: ${error.issues[0]?.message}`);
}

function checkPassword(given: string): string {
  const { data, error } = newPasswordSchema.safeParse(given);
  if (data !== undefined) return data;
  throw new Failure('InvalidInput', error.issues[0]?.message ?? 'this is no password');
}

function toUser({ name, role, disabled, created_at }: Selectable<UsersTable>): User {
  return { name, role, disabled, createdAt: created_at };
}

function toAccount(row: Selectable<UsersTable>): Account {
  return { ...toUser(row), passwordMark: createHash('sha256').update(row.password).digest('base64url') };
}
