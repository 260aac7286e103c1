import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { inspect } from 'node:util';
import { PGlite } from '@electric-sql/pglite';
import type { PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import { Failure } from '../../contracts/failures.ts';
import { lockFolder } from '../locks/folder-lock.ts';
import { columnParsers } from './column-parsers.ts';
import { databaseFailure } from './database-failures.ts';
import { assertFreeSpace } from './free-space.ts';

/** A new database is 40 MB. Its log grows by files of 16 MB, and a statement may also grow tables and indexes. */
const newDatabaseBytes = 100e6;
const writeBytes = 40e6;
// A disk with so much free is not full a second later.
const plenty = { bytes: 4e9, ms: 1000 };

/**
 * PGlite as a pool of one connection: who connects waits for the one before to release, so a transaction is never mixed
 * with another's statements.
 *
 * The folder holds `data/` and a lock file; without a folder the database is in memory and gone when closed. Making it
 * takes 2 to 5 s, opening it again 0.2 to 0.4 s (2 cores; write-ahead log size and syncing made no difference).
 * It isn't synced at each commit: what was written survives the end of the process, not a power cut.
 */
export async function openEmbeddedPool(folder?: string): Promise<PostgresPool> {
  if (folder === undefined) {
    return createPool({ pglite: await PGlite.create({ parsers: columnParsers }), place: 'the database in memory' });
  }
  const home = resolve(folder);
  const place = `the database folder ${home}`;
  let unlock: (() => void) | undefined;
  try {
    mkdirSync(home, { recursive: true });
    unlock = lockFolder(join(home, 'lock'), `the database folder ${home}`);
    return createPool({ pglite: await openFolder(home), place, assertRoom: createRoomCheck(home), unlock });
  } catch (error) {
    unlock?.();
    const failure = databaseFailure(error, place);
    if (failure instanceof Failure) throw failure;
    throw new Failure(
      'ToolFailed',
      `${place} cannot be opened (${inspect(error)}): move it away and start again; it holds the list of pipelines, not their files`,
      { cause: error },
    );
  }
}

async function openFolder(home: string): Promise<PGlite> {
  const data = join(home, 'data');
  const unfinished = join(home, 'unfinished');
  // A process killed while it made the database leaves one that doesn't open.
  if (existsSync(unfinished)) rmSync(data, { recursive: true, force: true });
  const isNew = !existsSync(data);
  await assertFreeSpace(home, isNew ? newDatabaseBytes : writeBytes);
  if (isNew) writeFileSync(unfinished, '');
  const pglite = await PGlite.create({ dataDir: data, parsers: columnParsers });
  if (isNew) rmSync(unfinished);
  return pglite;
}

interface Embedded {
  pglite: PGlite;
  place: string;
  assertRoom?: () => Promise<void>;
  unlock?: () => void;
}

function createPool(embedded: Embedded): PostgresPool {
  const { pglite, place, unlock } = embedded;
  let last: Promise<void> = Promise.resolve();
  let closed = false;

  function reserve(): Promise<() => void> {
    let release = (): void => undefined;
    const before = last;
    last = new Promise((done) => {
      release = done;
    });
    return before.then(() => release);
  }

  return {
    async connect() {
      if (closed) throw new Failure('Cancelled', `${place} is closed`);
      return createClient(embedded, await reserve());
    },
    async end() {
      closed = true;
      await last;
      try {
        await pglite.close();
      } finally {
        unlock?.();
      }
    },
  };
}

/** Asks before what may write, as often as needed. */
function createRoomCheck(folder: string): () => Promise<void> {
  let roomyUntil = 0;
  return async () => {
    if (Date.now() < roomyUntil) return;
    const free = await assertFreeSpace(folder, writeBytes);
    if (free >= plenty.bytes) roomyUntil = Date.now() + plenty.ms;
  };
}

function createClient({ pglite, place, assertRoom }: Embedded, release: () => void): PostgresPoolClient {
  async function query<Row>(sql: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<Row>> {
    try {
      if (assertRoom && !/^(select|commit|rollback)\b/.test(sql)) await assertRoom();
      const { rows, rowCount, command } = await pglite.query<Row>(sql, [...parameters]);
      return { rows, rowCount: rowCount ?? 0, command: command as PostgresQueryResult<Row>['command'] };
    } catch (error) {
      throw databaseFailure(error, place);
    }
  }
  return { query: query as PostgresPoolClient['query'], release };
}
