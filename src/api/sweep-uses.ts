import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { Failure } from '../contracts/failures.ts';
import { uploadIdPattern } from '../contracts/ids.ts';
import { steps } from '../contracts/steps.ts';
import type { ArtifactStore } from '../infra/artifacts/artifact-store.ts';
import { createAbTestRecords } from '../infra/database/ab-tests.ts';
import { createAssets } from '../infra/database/assets.ts';
import type { Database } from '../infra/database/database.ts';
import { createPipelineEvents } from '../infra/database/pipeline-events.ts';
import type { PipelineClient } from '../infra/temporal/pipeline-client.ts';
import type { PublishClient } from '../infra/temporal/publish-client.ts';
import { stageIdPattern } from '../infra/temporal/stage-client.ts';
import { heldFor } from './held-files.ts';

export interface SweepContext {
  artifacts: Pick<ArtifactStore, 'usersUnchangedSince' | 'handOver' | 'release'>;
  pipelines: Pick<PipelineClient, 'find'>;
  publications: Pick<PublishClient, 'look'>;
  database(): Promise<Database>;
}

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** The files of stages run alone, and of videos sent in: as long as our namespaces keep the runs themselves. */
const keptMs = 30 * dayMs;
/** No start takes so long: by then it has happened, or never will. */
const startedWithinMs = dayMs;

const stagePatterns = steps.map(stageIdPattern);

/**
 * Lets go of files whose time is over, and settles what starts that were cut off left behind. Films and assets have no such time:
 * theirs ends when they are deleted. Several processes may do it at once, and whatever cuts it off, the next one goes on.
 *
 * @param now for the ages
 */
export async function sweepUses(
  { artifacts, pipelines, publications, database }: SweepContext,
  { logger, signal, now = Date.now() }: { logger: FastifyBaseLogger; signal?: AbortSignal; now?: number },
): Promise<void> {
  const open = async () => {
    const opened = await database();
    return {
      assets: createAssets(opened),
      events: createPipelineEvents(opened),
      abTests: createAbTestRecords(opened),
    };
  };

  async function isThere(id: string): Promise<boolean> {
    const { assets, events, abTests } = await open();
    const isKept = (await assets.get(id)) ?? (await events.look(id)) ?? (await abTests.get(id));
    return Boolean(isKept ?? (await pipelines.find(id)));
  }

  async function isPublishing(id: string): Promise<boolean> {
    try {
      return (await publications.look(id)).isOpen;
    } catch (error) {
      if (error instanceof Failure && error.type === 'NotFound') return false;
      throw error;
    }
  }

  async function settle(user: string): Promise<void> {
    const id = heldFor(user);
    if (id === undefined) return;
    if (await isThere(id)) await artifacts.handOver(user, id);
    else await artifacts.release(user);
    logger.info({ id }, 'files of a start that was cut off are settled');
  }

  async function letGo(user: string): Promise<void> {
    const isStage = stagePatterns.some((pattern) => pattern.test(user));
    if (!isStage && !(uploadIdPattern.test(user) && !(await isPublishing(user)))) return;
    const files = await artifacts.release(user);
    logger.info({ id: user, files }, 'files are let go: their time is over');
  }

  for (const [age, tidy] of [
    [startedWithinMs, settle],
    [keptMs, letGo],
  ] as const) {
    for (const user of await artifacts.usersUnchangedSince(new Date(now - age))) {
      if (signal?.aborted) return;
      // Temporal or the database may be away: what needs neither is done.
      await tidy(user).catch((error: unknown) => logger.warn({ err: error, user }, 'its files were not looked after'));
    }
  }
}

/** Sweeps a minute after the service began to listen, and each day after that, until it is closed. */
export function registerSweep(app: FastifyInstance, context: SweepContext): void {
  const stop = new AbortController();
  const timers: NodeJS.Timeout[] = [];
  let sweeping: Promise<void> = Promise.resolve();
  const sweep = (): void => {
    sweeping = sweepUses(context, { logger: app.log, signal: stop.signal }).catch((error: unknown) =>
      app.log.warn({ err: error }, 'files whose time is over were not looked for'),
    );
  };
  app.addHook('onListen', async () => {
    timers.push(setTimeout(sweep, minuteMs).unref(), setInterval(sweep, dayMs).unref());
  });
  app.addHook('onClose', async () => {
    for (const timer of timers) clearTimeout(timer);
    stop.abort();
    await sweeping;
  });
}
