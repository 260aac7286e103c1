import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import type { ArtifactStore } from '../../src/infra/artifacts/artifact-store.ts';
import { createFolderStore } from '../../src/infra/artifacts/folder-store.ts';
import { projectRoot } from '../../src/infra/config/project-root.ts';
import { connectClient } from '../../src/infra/temporal/connection.ts';
import { startYoutubeEmulator, type YoutubeEmulator } from '../emulators/youtube/start-youtube-emulator.ts';
import { testTools } from '../support/tools.ts';
import { startTemporal, type TemporalProcess } from './temporal-process.ts';
import { createWorkerProcess, type WorkerProcess } from './worker-process.ts';

/** All that takes part: YouTube in this process, Temporal and the worker in theirs, what they keep in one folder. */
export interface CampaignPlace {
  artifacts: ArtifactStore;
  youtube: YoutubeEmulator;
  temporal: TemporalProcess;
  worker: WorkerProcess;
  client: Client;
}

// No campaign is to wait for the next day.
const plenty = 100_000_000;

/**
 * Runs `work` there; everything has ended afterwards, and the folder is gone.
 * @param workflowBundle made from the sources when left out
 * @param keep the folder stays, with its logs, where `work` fails or this holds for what it answers
 */
export async function withCampaignPlace<T>(
  workflowBundle: string | undefined,
  work: (place: CampaignPlace) => Promise<T>,
  keep: (result?: T) => boolean,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'faceless-upload-faults-'));
  const closers: (() => Promise<unknown>)[] = [];
  let result: T | undefined;
  try {
    const home = join(folder, 'home');
    await mkdir(home);
    const youtube = await startYoutubeEmulator({
      quota: { units: plenty, inserts: plenty },
      // A timer runs while the film is processed, over whatever happens to Temporal meanwhile.
      settings: { processingPolls: 1 },
    });
    closers.unshift(() => youtube.close());
    const logsFolder = join(home, 'logs');
    const databaseFile = join(folder, 'temporal.db');
    const temporal = await startTemporal({ cli: testTools().temporal, databaseFile, logsFolder });
    closers.unshift(() => temporal.stop());
    const worker = createWorkerProcess({
      environment: {
        ...youtube.environment,
        ...{ YOUTUBE_DAILY_UNITS: `${plenty}`, YOUTUBE_DAILY_UPLOADS: `${plenty}` },
        ...{ FACELESS_HOME: home, TEMPORAL_ADDRESS: temporal.address },
      },
      workflowBundle: workflowBundle ?? (await bundleWorkflows(folder)),
      logFile: join(folder, 'worker.log'),
    });
    closers.unshift(() => worker.kill());
    const connection = await connectClient({ address: temporal.address, namespace: 'default', tls: false });
    closers.unshift(() => connection.close());
    const client = new Client({ connection });
    const artifacts = createFolderStore({ folder: join(home, 'artifacts') });
    await worker.start();
    result = await work({ artifacts, youtube, temporal, worker, client });
    return result;
  } finally {
    for (const close of closers) await close();
    if (!keep(result)) await rm(folder, { recursive: true, force: true });
    else console.error(`its logs are kept in ${folder}`);
  }
}

async function bundleWorkflows(folder: string): Promise<string> {
  const path = join(folder, 'workflow-bundle.js');
  const workflowsPath = join(projectRoot, 'src/workflows/index.ts');
  const { code } = await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('WARN') });
  await writeFile(path, code);
  return path;
}
