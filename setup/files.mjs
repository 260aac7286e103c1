// @ts-check
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, readdirSync, statSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** @param {string} path @returns {Promise<string>} hexadecimal */
export async function sha256OfFile(path) {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
  return hash.digest('hex');
}

/**
 * One hash for all files of a folder: that of the list `sha256sum` makes of them, sorted by name.
 * @param {string} folder
 */
export async function sha256OfFolder(folder) {
  const list = [];
  for (const name of listFiles(folder)) list.push(`${await sha256OfFile(join(folder, name))}  ${name}\n`);
  return createHash('sha256').update(list.join('')).digest('hex');
}

/** Names of all files under the folder, relative to it, sorted; none when it is not there. @param {string} folder @returns {string[]} */
export function listFiles(folder) {
  const walk = (/** @type {string} */ under) => {
    /** @type {string[]} */
    const names = [];
    for (const entry of readdirSync(join(folder, under), { withFileTypes: true })) {
      const name = under ? `${under}/${entry.name}` : entry.name;
      if (entry.isDirectory()) names.push(...walk(name));
      else names.push(name);
    }
    return names;
  };
  try {
    return walk('').sort();
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return [];
    throw error;
  }
}

/** Size and time of a file, by which a change shows; undefined when it is not there. @param {string} path */
export function footprint(path) {
  try {
    const { size, mtimeMs } = statSync(path);
    return `${size} ${mtimeMs}`;
  } catch {
    return undefined;
  }
}

/** Sum of the sizes of the files under a folder, in bytes. @param {string} folder */
export function bytesUnder(folder) {
  let bytes = 0;
  try {
    for (const name of listFiles(folder)) bytes += statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0;
  } catch {
    // A folder that vanishes while it is looked at: the figure is for a progress display only.
  }
  return bytes;
}

/** @param {string[]} paths @param {string} target */
export async function joinFiles(paths, target) {
  for (const [index, path] of paths.entries()) {
    await pipeline(createReadStream(path), createWriteStream(target, { flags: index === 0 ? 'w' : 'a' }));
  }
}

/** Either the whole new text or the old one is read, never a part. @param {string} path @param {string} text */
export async function writeWhole(path, text) {
  await mkdir(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}`;
  try {
    await writeFile(temporary, text);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/**
 * A path from the environment, read as the program's configuration reads it; undefined when it is not set.
 * @param {string | undefined} value
 */
export function givenPath(value) {
  return value ? resolve(value.replace(/^~(?=\/|$)/, homedir())) : undefined;
}
