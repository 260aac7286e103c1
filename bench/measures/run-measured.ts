import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { groupMemoryMb } from './group-memory.ts';

/** What a command and all its descendants used. */
export interface Usage {
  /** User and system time. */
  cpuSeconds: number;
  wallSeconds: number;
  /** The most resident memory seen at once, in MB, looked at ten times a second; undefined where there is no /proc. */
  peakMemoryMb: number | undefined;
}

interface RunOptions {
  folder?: string;
  /** Each line of its standard error. */
  onLine?: (line: string) => void;
}

const sampleEveryMs = 100;
const running = new Set<ChildProcess>();

/**
 * Runs a command to its end. The shell's `times` counts descendants that were waited for: a process by itself, its threads,
 * and every FFmpeg it started.
 */
export function runMeasured(command: string, args: readonly string[], options: RunOptions = {}): Promise<Usage> {
  const began = performance.now();
  // A group of its own, so that its memory can be told from others' and all of it be ended.
  const child = spawn('sh', ['-c', '"$@"; code=$?; times; exit $code', 'sh', command, ...args], {
    cwd: options.folder,
    env: { ...process.env, LC_ALL: 'C' },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  running.add(child);
  let peak: number | undefined;
  const sampler = setInterval(() => {
    const memory = child.pid === undefined ? undefined : groupMemoryMb(child.pid);
    if (memory !== undefined) peak = Math.max(peak ?? 0, memory);
  }, sampleEveryMs);

  const said: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => {
    said.push(line);
    if (said.length > 20) said.shift();
    options.onLine?.(line);
  });
  let times = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    times = (times + text).slice(-1000);
  });

  return new Promise<Usage>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      const wallSeconds = (performance.now() - began) / 1000;
      if (code === 0) resolve({ cpuSeconds: readTimes(times), wallSeconds, peakMemoryMb: peak });
      else reject(new Error(`${command} ended with code ${code}:\n${said.join('\n')}`));
    });
  }).finally(() => {
    clearInterval(sampler);
    running.delete(child);
  });
}

/** Ends what is running, with all its descendants. */
export function endMeasured(): void {
  for (const { pid } of running) {
    if (pid === undefined) continue;
    try {
      process.kill(-pid, 'SIGKILL');
    } catch {
      // It has just ended by itself.
    }
  }
}

/** The second line of `times`, for the children: `1m2.34s 0m0.50s`, user and system. */
function readTimes(text: string): number {
  const fields = [...text.matchAll(/(\d+)m([\d.]+)s/g)].slice(-2);
  if (fields.length < 2) throw new Error(`the shell's times cannot be read: ${text}`);
  return fields.reduce((sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds), 0);
}
