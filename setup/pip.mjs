// @ts-check
import { lastLines, runCommand } from './child.mjs';
import { SetupProblem } from './problem.mjs';

const network =
  /NewConnectionError|ConnectTimeout|ReadTimeout|Max retries exceeded|name resolution|Name or service not known|nodename nor servname|Network is unreachable|ProxyError|ProtocolError|SSLError/i;

/**
 * Runs pip; nothing is built from source.
 * @param {string[]} args
 * @param {{ staging: string, what: string, instead: string }} options `staging`: for what is half fetched; `what`: what is
 *   fetched; `instead`: what a person can do without it, for the messages
 */
export async function runPip(args, { staging, what, instead }) {
  const quiet = ['--quiet', '--no-input', '--disable-pip-version-check', '--progress-bar', 'off'];
  const patience = ['--retries', '2', '--timeout', '20'];
  // pip keeps what it is fetching in the temporary folder: there its size tells how far it is, and it is cleaned up.
  const env = { ...process.env, TMPDIR: staging };
  const command = ['-m', 'pip', ...args, '--only-binary=:all:', ...quiet, ...patience];
  const { code, missing, output } = await runCommand('python3', command, { env });
  if (code === 0) return;
  if (missing)
    throw new SetupProblem(
      `Python 3 is needed to fetch ${what}, and there is no \`python3\` on PATH: install it (Debian: apt-get install python3 python3-pip), or ${instead}`,
    );
  if (/No module named pip/.test(output)) {
    throw new SetupProblem(
      `Python's pip is needed to fetch ${what}: install it (Debian: apt-get install python3-pip), or ${instead}`,
    );
  }
  if (network.test(output)) {
    throw new SetupProblem(
      `no network: ${what} could not be fetched. Connect this machine (or set the proxy for pip) and run this again, or ${instead}`,
    );
  }
  throw new SetupProblem(`pip could not fetch ${what}:\n${lastLines(output)}`);
}
