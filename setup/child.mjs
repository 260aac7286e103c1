// @ts-check
import { spawn } from 'node:child_process';

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/** Ends what `runCommand` started; for when the set-up itself is told to stop. */
export function endCommands() {
  for (const child of running) child.kill('SIGTERM');
}

/**
 * Runs a command to its end without a shell, and keeps what it prints. `missing` tells that there is no such command.
 * @param {string} command @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, isHopeless?: (output: string) => boolean }} [options] `isHopeless`:
 *   whether from what it has printed it cannot succeed any more, so that it is ended
 * @returns {Promise<{ code: number, missing: boolean, output: string }>} `output`: both streams, as they came
 */
export function runCommand(command, args, { cwd, env, isHopeless } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    running.add(child);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        output += text;
        if (isHopeless?.(output)) child.kill('SIGTERM');
      });
    }
    child.on('error', (/** @type {NodeJS.ErrnoException} */ error) => {
      running.delete(child);
      if (error.code === 'ENOENT') resolve({ code: 127, missing: true, output: '' });
      else reject(error);
    });
    child.on('close', (code, signal) => {
      running.delete(child);
      resolve({ code: code ?? 128, missing: false, output: signal ? `${output}\nended by ${signal}` : output });
    });
  });
}

/** The last lines of a long output, for a message. @param {string} output @param {number} [lines] */
export function lastLines(output, lines = 12) {
  return output.trim().split('\n').slice(-lines).join('\n');
}
