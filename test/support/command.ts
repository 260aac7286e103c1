import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../src/infra/config/project-root.ts';

export interface RunningCommand {
  child: ChildProcess;
  stdout(): string;
  stderr(): string;
  /** The exit code, or the signal that ended it. */
  ended: Promise<number | NodeJS.Signals>;
}

/** Runs the built `./faceless` in a home of its own, away from the default ports. */
export function runFaceless(
  args: readonly string[],
  home: string,
  environment: Record<string, string> = {},
): RunningCommand {
  const child = spawn(process.execPath, [join(projectRoot, 'dist/cli/main.js'), ...args], {
    cwd: projectRoot,
    env: {
      ...process.env,
      FACELESS_HOME: home,
      FACELESS_TOOLS: process.env.FACELESS_TOOLS ?? join(projectRoot, '.faceless'),
      FACELESS_OUT: join(home, 'out'),
      FACELESS_TEMPORAL_PORT: '0',
      FACELESS_TEMPORAL_UI: 'off',
      FACELESS_API_PORT: '0',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (data: Buffer) => {
    stdout += data.toString();
  });
  child.stderr.on('data', (data: Buffer) => {
    stderr += data.toString();
  });
  const ended = once(child, 'close').then(([code, signal]) => (code ?? signal) as number | NodeJS.Signals);
  return { child, stdout: () => stdout, stderr: () => stderr, ended };
}

/** `kill -9` of a process and all that descend from it, the detached ones too. */
export function killTree(pid: number): void {
  for (const child of descendants(pid)) kill(child);
  kill(pid);
}

export function descendants(pid: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      const [, parent] = readFileSync(`/proc/${name}/stat`, 'utf8')
        .replace(/^.*\)\s/s, '')
        .split(' ');
      parents.set(Number(name), Number(parent));
    } catch {
      // It ended while we looked.
    }
  }
  const found: number[] = [];
  const collect = (of: number) => {
    for (const [child, parent] of parents) {
      if (parent !== of) continue;
      found.push(child);
      collect(child);
    }
  };
  collect(pid);
  return found;
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Gone already.
  }
}
