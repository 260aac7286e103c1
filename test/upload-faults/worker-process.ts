import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { projectRoot } from '../../src/infra/config/project-root.ts';

interface WorkerOptions {
  /** The worker's whole configuration: nothing of this process's own is handed on but where its programs are. */
  environment: Record<string, string>;
  workflowBundle: string;
  /** What it says goes there, at the end. */
  logFile: string;
}

/** A worker of uploads in a process of its own. */
export interface WorkerProcess {
  /** Resolves when it takes work. */
  start(): Promise<void>;
  /** `kill -9`. Resolves when it is gone. */
  kill(): Promise<void>;
  /** Rejects when it ends without having been killed. */
  readonly died: Promise<never>;
}

const inherited = ['PATH', 'HOME', 'TMPDIR'];

export function createWorkerProcess({ environment, workflowBundle, logFile }: WorkerOptions): WorkerProcess {
  let child: ChildProcess | undefined;
  let reportDeath: (error: Error) => void = () => undefined;
  const died = new Promise<never>((_, reject) => {
    reportDeath = reject;
  });
  died.catch(() => undefined);
  const own = Object.fromEntries(inherited.map((name) => [name, process.env[name]]));

  return {
    died,

    async start() {
      const log = openSync(logFile, 'a');
      const started = spawn(
        process.execPath,
        ['--import', 'tsx', fileURLToPath(new URL('./upload-worker.child.ts', import.meta.url)), workflowBundle],
        { cwd: projectRoot, env: { ...own, ...environment }, stdio: ['pipe', 'pipe', log] },
      );
      closeSync(log);
      child = started;
      started.once('exit', (code, signal) => {
        if (child === started) reportDeath(new Error(`the worker ended by itself (${code ?? signal})`));
      });
      await Promise.race([once(started.stdout as NonNullable<typeof started.stdout>, 'data'), died]);
    },

    async kill() {
      const killed = child;
      child = undefined;
      if (!killed || killed.exitCode !== null || killed.signalCode !== null) return;
      const exit = once(killed, 'exit');
      killed.kill('SIGKILL');
      await exit;
    },
  };
}
