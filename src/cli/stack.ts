import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from '@temporalio/client';
import type { ReadinessCheck } from '../api/routes/health.ts';
import { Failure } from '../contracts/failures.ts';
import { roles } from '../contracts/roles.ts';
import type { Config } from '../infra/config/config.ts';
import { lockFolder } from '../infra/locks/folder-lock.ts';
import type { Logger } from '../infra/logging/logger.ts';
import { createMetrics } from '../infra/metrics/metrics.ts';
import { connectClient, temporalTarget } from '../infra/temporal/connection.ts';
import { type DevServer, startDevServer } from '../infra/temporal/dev-server.ts';
import { ensureSearchAttributes } from '../infra/temporal/search-attributes.ts';
import { builtWorkflows } from '../workers/built-workflows.ts';
import { openResources, type Resources } from '../workers/resources.ts';
import { type RunningWorkers, runWorkers } from '../workers/run-workers.ts';
import { serveApi } from './serve-api.ts';
import { isAlive, readStackInfo, removeStackInfo, type StackInfo, writeStackInfo } from './stack-file.ts';

const startTimeoutMs = 60_000;

export interface StackOptions {
  config: Config;
  logger: Logger;
  /** Serve the API too: `start` does, a single `create` needs none. */
  api: boolean;
  /** Said as the parts come up. */
  onProgress(message: string): void;
}

export interface Stack {
  info: StackInfo;
  client: Client;
  resources: Resources;
  /** Rejects when a worker ends by itself. */
  ended: Promise<void>;
  stop(): Promise<void>;
}

/**
 * The whole local stack in one process tree: Temporal's dev server unless `TEMPORAL_ADDRESS` names another, every role, and
 * the API. A second one on the same folder is refused.
 */
export async function startStack({ config, logger, api, onProgress }: StackOptions): Promise<Stack> {
  await mkdir(config.home, { recursive: true });
  const unlock = lockFolder(join(config.home, 'stack.lock'), `the folder ${config.home} of a local stack`);
  const stopping: (() => Promise<void> | void)[] = [unlock];
  const stop = async () => {
    for (const step of stopping.splice(0).reverse()) await step();
  };
  try {
    await endOrphan(config.home, logger);
    const metrics = createMetrics();
    const resources = await openResources(config, logger, metrics);
    stopping.push(() => resources.close());
    // The database takes its second while Temporal takes its own.
    const database = resources.database();
    database.catch(() => {});

    onProgress('starting Temporal');
    const server = await startTemporal(config, resources);
    if (server) stopping.push(() => server.stop());
    const target = temporalTarget(config, server?.address);
    // The database's first start keeps this thread busy for seconds, and a loaded machine for longer.
    const connection = await connectClient(target, startTimeoutMs);
    stopping.push(() => connection.close());
    if (!server) await ensureSearchAttributes(connection, target.namespace);

    onProgress('starting the workers');
    const workers = await runWorkers({ roles, target, resources, workflows: builtWorkflows });
    stopping.push(() => workers.stop());

    const { namespace } = target;
    const checks = { workers: checkWorkers(workers) };
    const http = api ? await serveApi({ resources, connection, namespace, checks }) : undefined;
    if (http) stopping.push(() => http.close());
    const info: StackInfo = {
      pid: process.pid,
      temporalAddress: target.address,
      temporalPid: server?.pid,
      uiUrl: server?.uiUrl,
      apiUrl: http?.url,
    };
    await writeStackInfo(config.home, info);
    stopping.push(() => removeStackInfo(config.home));
    const client = new Client({ connection, namespace: target.namespace });
    return { info, client, resources, ended: workers.ended, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startTemporal(config: Config, resources: Resources): Promise<DevServer | undefined> {
  if (config.temporal.address) return undefined;
  const { temporal } = await resources.tools();
  if (!temporal)
    throw new Failure(
      'ToolMissing',
      'the Temporal command line is missing: run `./faceless setup`, or name one with TEMPORAL_CLI_PATH',
    );
  const { devPort: port, devUi: ui } = config.temporal;
  const server = await startDevServer({
    cli: temporal.path,
    databaseFile: join(config.home, 'temporal.db'),
    logsFolder: config.logsFolder,
    port,
    ui,
  });
  // Written before anything else can go wrong, so that a server left alone by a crash is found.
  await writeStackInfo(config.home, {
    pid: process.pid,
    temporalAddress: server.address,
    temporalPid: server.pid,
    uiUrl: server.uiUrl,
  });
  return server;
}

/** Whether every role of this process has its worker polling. */
const checkWorkers = (workers: RunningWorkers): ReadinessCheck => {
  return async () => {
    const states = Object.entries(workers.states());
    const down = states.filter(([, state]) => state !== 'RUNNING').map(([role]) => role);
    if (down.length > 0) throw new Error(`not running: ${down.join(', ')}`);
    return `${states.length} roles`;
  };
};

/** A stack that was killed can leave its dev server behind, holding the port and the database file: it is ours to end. */
async function endOrphan(home: string, logger: Logger): Promise<void> {
  const pid = readStackInfo(home)?.temporalPid;
  if (pid === undefined || !isAlive(pid) || !commandOf(pid).includes('start-dev')) return;
  logger.warn({ pid }, 'ending the Temporal dev server of a stack that was killed');
  process.kill(pid, 'SIGTERM');
  for (const deadline = Date.now() + 10_000; isAlive(pid); ) {
    if (Date.now() > deadline) process.kill(pid, 'SIGKILL');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return ps(pid);
  }
}

function ps(pid: number): string {
  try {
    return execFileSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return '';
  }
}
