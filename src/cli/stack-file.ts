import { readFileSync, rmSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';

/** What a running local stack says of itself, in `stack.json` of its folder, so that other commands find it. */
export interface StackInfo {
  pid: number;
  temporalAddress: string;
  /** The dev server's process, when the stack started it. */
  temporalPid?: number;
  uiUrl?: string;
  apiUrl?: string;
}

const fileOf = (home: string) => join(home, 'stack.json');

export async function writeStackInfo(home: string, info: StackInfo): Promise<void> {
  await writeFile(`${fileOf(home)}.new`, JSON.stringify(info, undefined, 2));
  await rename(`${fileOf(home)}.new`, fileOf(home));
}

/** The last stack of the folder, running or not. */
export function readStackInfo(home: string): StackInfo | undefined {
  try {
    return JSON.parse(readFileSync(fileOf(home), 'utf8')) as StackInfo;
  } catch {
    return undefined;
  }
}

/**
 * The stack that runs on the folder now. Process ids come round again, after a restart of the machine the sooner: that its
 * Temporal server answers is what tells a stack from what a killed one left.
 */
export async function findRunningStack(home: string): Promise<StackInfo | undefined> {
  const info = readStackInfo(home);
  return info && isAlive(info.pid) && (await answers(info.temporalAddress)) ? info : undefined;
}

const answerTimeoutMs = 2000;

function answers(address: string): Promise<boolean> {
  const [host = '', port = ''] = address.split(':');
  return new Promise((resolve) => {
    const socket = connect({ host, port: Number(port), timeout: answerTimeoutMs });
    const end = (reached: boolean) => {
      socket.destroy();
      resolve(reached);
    };
    socket.once('connect', () => end(true));
    socket.once('timeout', () => end(false));
    socket.once('error', () => end(false));
  });
}

export function removeStackInfo(home: string): void {
  rmSync(fileOf(home), { force: true });
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
