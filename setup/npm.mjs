// @ts-check
import { basename } from 'node:path';
import { lastLines, runCommand } from './child.mjs';
import { SetupProblem } from './problem.mjs';

const network = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|network/;

/**
 * Many requests failed and none was answered. Without a network npm would first try each of hundreds three times: a minute.
 * @param {string} output
 */
function isOffline(output) {
  const failures = output.match(/failed with (ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ENETUNREACH)/g) ?? [];
  return failures.length >= 20 && !/^npm http (fetch|cache) GET 200/m.test(output);
}

/**
 * Runs npm; one that started us is taken, else the one on PATH.
 * @param {string[]} args
 * @param {{ cwd: string, what: string }} options `what`: what is fetched, for the messages
 */
export async function runNpm(args, { cwd, what }) {
  const started = process.env.npm_execpath;
  const [command, ...before] = started && basename(started) === 'npm-cli.js' ? [process.execPath, started] : ['npm'];
  // No package of ours needs its install script, and one of them fetches half a gigabyte nobody uses.
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=http'];
  const patience = ['--fetch-retries=2', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=5000'];
  const { code, missing, output } = await runCommand(
    /** @type {string} */ (command),
    [...before, ...args, ...quiet, ...patience],
    { cwd, isHopeless: isOffline },
  );
  if (code === 0) return;
  if (missing)
    throw new SetupProblem(`npm is needed to fetch ${what}, and there is none on PATH: install it with Node.js`);
  if (/ENOSPC/.test(output))
    throw new SetupProblem(`the disk is full: ${what} could not be unpacked. Free some space, then run this again`);
  if (network.test(output)) {
    throw new SetupProblem(
      `no network: ${what} could not be fetched. Connect this machine (or set npm's proxy) and run this again`,
    );
  }
  const errors = output.split('\n').filter((line) => !/^npm (http|warn)/.test(line));
  throw new SetupProblem(`npm could not fetch ${what}:\n${lastLines(errors.join('\n'))}`);
}
