// @ts-check
import { mkdirSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { takeLock } from './lock.mjs';
import { buildPart } from './parts/build.mjs';
import { packagesPart } from './parts/packages.mjs';
import { pinnedPart } from './parts/pinned.mjs';
import { toolPart } from './parts/tool.mjs';
import { pins } from './pins.mjs';
import { explain, SetupProblem } from './problem.mjs';
import { megabytes } from './report.mjs';

/**
 * @typedef {import('./parts/part.mjs').Part} Part
 * @typedef {import('./parts/part.mjs').Place} Place
 * @typedef {'program' | 'everything'} Extent `program`: only what the command line itself needs
 */

/** @param {Place} place @param {Extent} extent @returns {Part[]} */
export function chooseParts(place, extent) {
  const program = [packagesPart(place), buildPart(place)];
  if (extent === 'program') return program;
  const copy = (/** @type {string} */ folder) =>
    `copy the folder ${join(place.tools, folder)} from a machine that has it`;
  // Where another server is used, this machine runs none.
  const ownServer = place.dev || !place.env.TEMPORAL_ADDRESS;
  return [
    ...program,
    toolPart(place, 'ffmpeg'),
    ...(ownServer ? [toolPart(place, 'temporal')] : []),
    ...(place.dev ? [toolPart(place, 'temporalTestServer')] : []),
    pinnedPart(place, 'voice', pins.voice(), copy('models')),
    pinnedPart(place, 'music', pins.music(), copy('music')),
    pinnedPart(place, 'fonts', pins.fonts(), copy('fonts')),
  ];
}

/**
 * Does what is not done yet; independent parts side by side. One set-up at a time writes into a folder: another waits.
 * A part that fails does not stop the others, so that the next run has less to do.
 * @param {Place} place @param {Part[]} parts @param {ReturnType<typeof import('./report.mjs').createReport>} report
 * @returns {Promise<'done before' | 'done'>}
 */
export async function setUp(place, parts, report) {
  if ((await undone(parts)).length === 0) return 'done before';
  const began = Date.now();
  const release = await takeLocks(place, (holder) =>
    report.line(`faceless set-up: another one (${holder}) is at work here: waiting for it`),
  );
  try {
    const missing = await undone(parts);
    if (missing.length === 0) return 'done';
    announce(missing, report);
    checkDisk(place, missing);
    const problems = await runParts(missing, report);
    if (problems.length > 0) throw new SetupProblem(problems.join('\n'));
    report.line(`faceless set-up: done in ${Math.round((Date.now() - began) / 1000)} s`);
    return 'done';
  } finally {
    report.close();
    release();
  }
}

/** @param {Part[]} parts */
async function undone(parts) {
  const done = await Promise.all(parts.map((part) => part.isDone()));
  return parts.filter((_part, index) => !done[index]);
}

/** The checkout's lock and, where the tools lie outside it, theirs. @param {Place} place @param {(holder: string) => void} onWait */
async function takeLocks({ root, tools }, onWait) {
  const folders = [...new Set([join(root, '.faceless'), tools])];
  /** @type {(() => void)[]} */
  const releases = [];
  for (const folder of folders) releases.push(await takeLock(join(folder, 'setup.lock'), { onWait }));
  return () => releases.reverse().forEach((release) => release());
}

/** @param {Part[]} parts @param {ReturnType<typeof import('./report.mjs').createReport>} report */
function announce(parts, report) {
  const bytes = parts.reduce((sum, { fetches }) => sum + fetches, 0);
  const size = bytes > 0 ? `, up to ${megabytes(bytes)} to fetch` : '';
  report.line(`faceless set-up: ${parts.map(({ title }) => title).join(', ')}${size}`);
}

/** @param {Place} place @param {Part[]} parts */
function checkDisk({ tools }, parts) {
  mkdirSync(tools, { recursive: true });
  const { bavail, bsize } = statfsSync(tools);
  const needed = parts.reduce((sum, { fills }) => sum + fills, 0);
  if (bavail * bsize >= needed) return;
  throw new SetupProblem(
    `the set-up needs about ${megabytes(needed)} of disk for a moment, and ${tools} has ${megabytes(bavail * bsize)} free: free some space, then run this again`,
  );
}

/**
 * @param {Part[]} parts @param {ReturnType<typeof import('./report.mjs').createReport>} report
 * @returns {Promise<string[]>} what went wrong
 */
async function runParts(parts, report) {
  /** @type {string[]} */
  const problems = [];
  /** @type {Map<string, Promise<boolean>>} */
  const runs = new Map();
  const run = async (/** @type {Part} */ part) => {
    const ready = await Promise.all(part.after.map((name) => runs.get(name) ?? true));
    if (ready.includes(false)) return false;
    report.began(part);
    try {
      report.ended(part, await part.run());
      return true;
    } catch (error) {
      const problem = `${part.title}: ${explain(error)}`;
      report.ended(part, 'failed');
      problems.push(problem);
      return false;
    }
  };
  // A part stands after those it needs, so theirs are already in the map.
  for (const part of parts) runs.set(part.name, run(part));
  await Promise.all(runs.values());
  return problems;
}
