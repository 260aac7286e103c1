import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '../../contracts/failures.ts';
import { createMetrics } from '../../infra/metrics/metrics.ts';
import { openConnection, temporalTarget } from '../../infra/temporal/connection.ts';
import { openResources, type Resources } from '../../workers/resources.ts';
import type { CommandContext } from '../context.ts';
import { serveApi } from '../serve-api.ts';
import { stopSignal } from '../stop-signal.ts';

type Say = (message: string) => void;

// A server that hangs would keep its connections, and with them this process.
const closeMs = 2000;

/**
 * `api`: the HTTP service alone, as often as wanted, against the servers of the configuration, until told to stop. It serves
 * while they are away, and says so at `/ready`.
 */
export async function api({ config, logger }: CommandContext): Promise<number> {
  if (!config.databaseUrl) {
    throw new Failure(
      'InvalidInput',
      'the API reads what workers of other processes record, and the embedded database is for one process: set DATABASE_URL ' +
        'to the PostgreSQL they use, or serve all from one process with `./faceless start`',
    );
  }
  const say: Say = (message) => void process.stderr.write(`${message}\n`);
  const stop = stopSignal(() => say('stopping; what is asked by now is answered, for a few seconds'));
  const resources = await openResources(config, logger, createMetrics());
  try {
    const target = temporalTarget(config);
    const connection = openConnection(target);
    resources.closeLater(() => connection.close());
    await tryDatabase(resources, say);
    if (!config.redisUrl) say('without REDIS_URL sessions and limits are of this process alone');
    const server = await serveApi({ resources, connection, namespace: target.namespace });
    say(`api: serving ${server.url}, with Temporal at ${target.address}`);
    await stop.requested;
    await server.close();
    return 0;
  } finally {
    await Promise.race([resources.close(), sleep(closeMs)]);
    stop.release();
  }
}

/** One that is away may come; what a person has to correct is said now. */
async function tryDatabase(resources: Pick<Resources, 'database'>, say: Say): Promise<void> {
  try {
    await resources.database();
  } catch (error) {
    if (!(error instanceof Failure) || error.type !== 'ProviderUnavailable') throw error;
    say(`${error.message}; until then, what needs it is answered with 503`);
  }
}
