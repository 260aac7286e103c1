import { join } from 'node:path';
import { createAccessTokens } from '../../src/infra/auth/access-tokens.ts';
import type { PostgresServer } from '../../test/infra/database/postgres-server.ts';
import { type Child, startChild } from '../measures/child.ts';

export type Say = (message: string) => void;

/** Where the bench runs: a folder of its own and a PostgreSQL server, where this machine has one. */
export interface Place {
  folder: string;
  postgres: PostgresServer | undefined;
  rounds: number;
  say: Say;
}

/** A database that is new: the embedded one in a folder, or one of the server. */
export interface NewDatabase {
  kind: string;
  url?: string;
}

/** A server's only where there is one. */
export const kindsOf = ({ postgres }: Place) => (postgres ? ['PGlite', 'PostgreSQL'] : ['PGlite']);

export async function newDatabase(kind: string, { postgres }: Place): Promise<NewDatabase> {
  return { kind, url: kind === 'PostgreSQL' ? await postgres?.createDatabase() : undefined };
}

export const secret = 'a secret for the bench and for nothing else';

/** Of one who looks at their own runs, unless told otherwise. */
export async function headersOf(owner: string, role: 'viewer' | 'operator' | 'admin'): Promise<Record<string, string>> {
  const token = await createAccessTokens(secret).issue({ owner, role, session: 'bench' });
  return { authorization: `Bearer ${token}` };
}

export interface OurApi extends Child {
  url: string;
}

/**
 * The program's API in a process of its own, with its own log, limits and checks: only the number of requests an address may
 * make is out of the way.
 */
export async function startOurApi(
  { folder }: Place,
  { name, url, temporal }: { name: string; url?: string; temporal?: string },
): Promise<OurApi> {
  const environment = {
    FACELESS_HOME: join(folder, name),
    FACELESS_API_PORT: '0',
    FACELESS_AUTH_SECRET: secret,
    FACELESS_REQUESTS_PER_MINUTE: '1000000',
    DATABASE_URL: url,
  };
  const child = await startChild('api/our-child', { environment, temporal });
  return { ...child, url: await child.ask<string>('url') };
}

export const round = (value: number, digits = 2) => value.toFixed(digits);
