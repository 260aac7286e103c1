import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat, unlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { errorCode } from './artifact-failures.ts';
import type { KeepFiles } from './artifact-store.ts';

/** Who uses which file of a folder store. Files go by their names, `<sha256>.<extension>`. */
interface FolderUses {
  use(user: string, names: readonly string[]): Promise<void>;
  release(user: string, keep?: KeepFiles): Promise<number>;
  handOver(from: string, to: string): Promise<void>;
  /** Their names as files have them. */
  usersUnchangedSince(moment: Date): Promise<string[]>;
  /** Puts a file back that a release moved away and did not come to delete; answers whether there was one. */
  bringBack(name: string): Promise<boolean>;
}

/**
 * Uses as empty files: `uses/users/<user>/<name>` says what a user has, `uses/files/ab/<name>~<user>` who has a file. The first
 * is there whenever the second is, so that a release finds all of them. They lie beside the files, because whoever
 * reaches these must be able to say that they use them: workers on other hosts need no database for it.
 *
 * No lock is held. A release moves a file away, into `doomed/`, before it looks for the last time whether somebody uses it. Who
 * says a use and finds the file after that said so before it was moved, and is seen; who does not find it makes it anew.
 */
export function createFolderUses(folder: string): FolderUses {
  const files = join(folder, 'sha256');
  const uses = join(folder, 'uses');
  const doomed = join(folder, 'doomed');

  const shardOf = (name: string) => name.slice(0, 2);
  const placeOf = (name: string) => join(files, shardOf(name), name);
  const folderOf = (user: string) => join(uses, 'users', fileNameOf(user));
  const markOf = (name: string, user: string) => join(uses, 'files', shardOf(name), `${name}~${fileNameOf(user)}`);

  async function withoutUse(shard: string, names: readonly string[]): Promise<Set<string>> {
    const marks = await namesIn(join(uses, 'files', shard));
    const used = new Set(marks.map((mark) => mark.slice(0, mark.indexOf('~'))));
    return new Set(names.filter((name) => !used.has(name)));
  }

  /** Deletes those of the names nobody uses. They all lie in one shard. */
  async function deleteUnused(shard: string, names: readonly string[]): Promise<number> {
    const candidates = await withoutUse(shard, names);
    for (const name of candidates) await unlessMissing(rename(placeOf(name), join(doomed, name)));
    const unused = await withoutUse(shard, names);
    let deleted = 0;
    for (const name of names) {
      if (!unused.has(name)) await bringBack(name);
      else if (candidates.has(name) && (await unlessMissing(unlink(join(doomed, name))))) deleted++;
    }
    return deleted;
  }

  const bringBack = (name: string) => unlessMissing(rename(join(doomed, name), placeOf(name)));

  async function use(user: string, names: readonly string[]): Promise<void> {
    for (const name of names) {
      await touch(join(folderOf(user), name));
      await touch(markOf(name, user));
    }
  }

  return {
    use,

    async release(user, keep) {
      const names = await namesIn(folderOf(user));
      const kept = await keep?.(names.map(sha256Of));
      if (names.length > 0) await mkdir(doomed, { recursive: true });
      let deleted = 0;
      for (const [shard, members] of groupBy(names, shardOf)) {
        for (const name of members) await unlessMissing(unlink(markOf(name, user)));
        deleted += await deleteUnused(
          shard,
          members.filter((name) => !kept?.has(sha256Of(name))),
        );
      }
      // Last: a release that is done again begins with it.
      await rm(folderOf(user), { recursive: true, force: true });
      return deleted;
    },

    async handOver(from, to) {
      const names = await namesIn(folderOf(from));
      await use(to, names);
      for (const name of names) await unlessMissing(unlink(markOf(name, from)));
      await rm(folderOf(from), { recursive: true, force: true });
    },

    async usersUnchangedSince(moment) {
      const users = await namesIn(join(uses, 'users'));
      const changes = await Promise.all(users.map((user) => changedAt(join(uses, 'users', user))));
      return users.filter((_, index) => (changes[index] ?? Infinity) < moment.getTime());
    },

    bringBack,
  };
}

/** Stands for the pipelines of before uses were said. No pipeline has this name. */
const earlierPipelines = 'earlier.pipelines';

/**
 * Makes the folder of uses. What is in the store at that moment belongs to pipelines of an earlier version, which said none: it
 * is marked as used for good.
 */
export function prepareUses(folder: string, temporaryFolder: string): void {
  const uses = join(folder, 'uses');
  if (existsSync(uses)) return;
  const building = join(temporaryFolder, randomUUID());
  mkdirSync(join(building, 'users'), { recursive: true });
  const files = join(folder, 'sha256');
  for (const shard of existsSync(files) ? readdirSync(files) : []) {
    mkdirSync(join(building, 'files', shard), { recursive: true });
    for (const name of readdirSync(join(files, shard))) {
      writeFileSync(join(building, 'files', shard, `${name}~${earlierPipelines}`), '');
    }
  }
  try {
    renameSync(building, uses);
  } catch (error) {
    rmSync(building, { recursive: true, force: true });
    // Another process was first.
    if (!existsSync(uses)) throw error;
  }
}

const sha256Of = (name: string) => name.slice(0, 64);

/** Ids of pipelines are file names; what else somebody called a workflow gets one. */
function fileNameOf(user: string): string {
  if (/^[a-zA-Z0-9][\w.-]{0,150}$/.test(user)) return user;
  return createHash('sha256').update(user).digest('hex');
}

async function touch(path: string): Promise<void> {
  const write = () => writeFile(path, '', { flag: 'a' });
  try {
    await write();
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
    await mkdir(dirname(path), { recursive: true });
    await write();
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

/** A folder changes when a file comes into it or leaves it. Undefined when it has just gone. */
async function changedAt(folder: string): Promise<number | undefined> {
  try {
    return (await stat(folder)).mtimeMs;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Whether it was there to be changed. */
async function unlessMissing(change: Promise<void>): Promise<boolean> {
  try {
    await change;
    return true;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
}

function groupBy(names: readonly string[], keyOf: (name: string) => string): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const name of names) {
    const key = keyOf(name);
    groups.set(key, [...(groups.get(key) ?? []), name]);
  }
  return groups;
}
