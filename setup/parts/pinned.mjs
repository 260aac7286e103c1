// @ts-check
import { bytesUnder } from '../files.mjs';
import { installPin, isInstalled, stagingFolder } from '../install-pin.mjs';
import { SetupProblem } from '../problem.mjs';

/**
 * The part that brings files which only we can bring: the voice, the music.
 * @param {import('./part.mjs').Place} place @param {string} name @param {import('../pins.mjs').Pin} pin @param {string} instead
 * @returns {import('./part.mjs').Part}
 */
export function pinnedPart({ tools }, name, pin, instead) {
  return {
    ...sizesOf(pin),
    name,
    title: pin.title,
    after: [],
    isDone: () => isInstalled(tools, name, pin),
    fetched: () => bytesUnder(stagingFolder(tools, name)),
    run: async () =>
      (await installPin(tools, name, pin, { instead })) === 'kept' ? 'already there, hashes checked' : describe(pin),
  };
}

/** @param {import('../pins.mjs').Pin} pin */
export function sizesOf({ archives }) {
  const fetches = archives.reduce((sum, { bytes }) => sum + bytes, 0);
  // Archive, unpacked archive and what is taken from it lie side by side for a moment.
  return { fetches, fills: fetches * 4 };
}

/** @param {import('../pins.mjs').Pin} pin */
export function describe({ archives }) {
  const [first] = archives;
  const more = archives.length > 1 ? ` and ${archives.length - 1} more` : '';
  return `from the ${first?.registry === 'npm' ? 'npm' : 'Python'} package ${first?.package} ${first?.version}${more}, hashes checked`;
}

/** @param {string} title @param {string} platform @param {string} instead @returns {never} */
export function refusePlatform(title, platform, instead) {
  throw new SetupProblem(`no ${title} is packaged for ${platform}: ${instead}`);
}
