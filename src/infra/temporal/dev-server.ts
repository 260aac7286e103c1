import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import { Failure } from '../../contracts/failures.ts';
import { searchAttributeNames } from '../../contracts/search-attributes.ts';
import { connectClient } from './connection.ts';
import { freePort } from './free-port.ts';

export interface DevServerOptions {
  /** The Temporal command line. */
  cli: string;
  /** Left out, the server forgets everything when it stops. */
  databaseFile?: string;
  logsFolder: string;
  /** Namespaces beside `default`. */
  namespaces?: readonly string[];
  /** 0 takes any free port. */
  port: number;
  ui: boolean;
}

export interface DevServer {
  address: string;
  uiUrl: string | undefined;
  pid: number;
  stop(): Promise<void>;
}

// Written ahead and synced at checkpoints: a killed process loses nothing, and a start takes half the time.
const durable = ['--sqlite-pragma', 'journal_mode=WAL', '--sqlite-pragma', 'synchronous=NORMAL'];
const retentionDays = 30;
const startTimeoutMs = 60_000;
const stopTimeoutMs = 10_000;

/** Temporal's own dev server on loopback. With a database file, runs outlive it. */
export async function startDevServer(options: DevServerOptions): Promise<DevServer> {
  const { cli, databaseFile, logsFolder, namespaces = [], port, ui } = options;
  const own = `stop it, choose another with FACELESS_TEMPORAL_PORT, or, if it is a Temporal server, use it with TEMPORAL_ADDRESS=127.0.0.1:${port}`;
  const frontend = await freePort(port, 'Temporal', own);
  const uiPort = ui
    ? await freePort(port === 0 ? 0 : port + 1000, "Temporal's Web UI", 'stop it, or set FACELESS_TEMPORAL_UI=off')
    : 0;
  await mkdir(logsFolder, { recursive: true });
  const log = openSync(join(logsFolder, 'temporal.log'), 'a');
  const attributes = Object.values(searchAttributeNames).flatMap((name) => ['--search-attribute', `${name}=Keyword`]);
  const child = spawn(
    cli,
    [
      ...['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(frontend), '--log-level', 'warn'],
      ...(databaseFile ? ['--db-filename', databaseFile, ...durable] : []),
      ...namespaces.flatMap((name) => ['--namespace', name]),
      ...(ui ? ['--ui-port', String(uiPort)] : ['--headless']),
      ...attributes,
    ],
    // Its own group: Ctrl-C in a terminal must not end it before the workers have said goodbye.
    { stdio: ['ignore', log, log], detached: true },
  );
  closeSync(log);
  const address = `127.0.0.1:${frontend}`;
  try {
    await untilReady(child, address);
  } catch (error) {
    await stopProcess(child);
    throw error;
  }
  return {
    address,
    uiUrl: ui ? `http://127.0.0.1:${uiPort}` : undefined,
    pid: child.pid as number,
    stop: () => stopProcess(child),
  };
}

async function untilReady(child: ChildProcess, address: string): Promise<void> {
  const ended = new Promise<never>((_, reject) => {
    child.once('error', (cause) =>
      reject(new Failure('ToolMissing', `the Temporal command line can't be started: ${cause.message}`, { cause })),
    );
    child.once('exit', (code) =>
      reject(
        new Failure(
          'ToolFailed',
          `the Temporal dev server ended at once (code ${code}): see temporal.log in the logs folder`,
        ),
      ),
    );
  });
  ended.catch(() => {});
  const deadline = Date.now() + startTimeoutMs;
  for (;;) {
    const attempt = connectClient({ address, namespace: 'default', tls: false });
    try {
      const connection = await Promise.race([attempt, ended]);
      try {
        await keepRuns(connection);
      } finally {
        await connection.close();
      }
      return;
    } catch (error) {
      if (child.exitCode !== null || (error instanceof Failure && error.type !== 'ProviderUnavailable')) throw error;
      if (Date.now() > deadline)
        throw new Failure('ToolFailed', `the Temporal dev server did not answer within ${startTimeoutMs / 1000} s`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

/** Ended runs can be looked at and retried for as long: the dev server's own default is a day. */
async function keepRuns({ workflowService }: Connection): Promise<void> {
  const config = { workflowExecutionRetentionTtl: msToTs(`${retentionDays}d`) };
  await workflowService.updateNamespace({ namespace: 'default', config });
}

async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), stopTimeoutMs);
  await exit;
  clearTimeout(timer);
}
