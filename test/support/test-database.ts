import { cpSync, existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { type Database, openDatabase } from '../../src/infra/database/database.ts';

/**
 * An embedded database with its tables and nothing in them, gone when closed. To make one takes seconds of a processor, so
 * one is made in a run and this is a copy of it.
 */
export async function openTestDatabase(): Promise<Database> {
  const folder = mkdtempSync(join(tmpdir(), 'faceless-database-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    await copyEmptyDatabase(folder);
    const database = await openDatabase({ folder });
    return {
      ...database,
      async close() {
        await database.close();
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}

/** Leaves the folder as a program does that opened a database in it for the first time, and closed it. */
export async function copyEmptyDatabase(folder: string): Promise<void> {
  cpSync(await makeEmptyDatabase(), folder, { recursive: true });
}

/** The one of this run. Two processes may make it at a time: the first to be done is believed. */
async function makeEmptyDatabase(): Promise<string> {
  const made = join(inject('sharedFolder'), 'database');
  if (existsSync(made)) return made;
  const own = mkdtempSync(`${made}-`);
  await (await openDatabase({ folder: own })).close();
  try {
    renameSync(own, made);
  } catch (error) {
    if (!existsSync(made)) throw error;
    rmSync(own, { recursive: true, force: true });
  }
  return made;
}
