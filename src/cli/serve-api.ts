import { Client, type Connection } from '@temporalio/client';
import { createApp } from '../api/app.ts';
import type { ReadinessCheck } from '../api/routes/health.ts';
import { listen, type RunningServer } from '../api/server.ts';
import { Failure } from '../contracts/failures.ts';
import { createAuthenticator } from '../infra/auth/create-authenticator.ts';
import { isLoopback } from '../infra/auth/local-authenticator.ts';
import { createLogins } from '../infra/auth/logins.ts';
import { createEstimator } from '../infra/costs/estimator.ts';
import { createAbTestClient } from '../infra/temporal/ab-test-client.ts';
import { createHistoryEraser } from '../infra/temporal/erase-history.ts';
import { createFileProbe } from '../infra/temporal/file-probe.ts';
import { createPipelineClient } from '../infra/temporal/pipeline-client.ts';
import { createPublishClient } from '../infra/temporal/publish-client.ts';
import { createStageClient } from '../infra/temporal/stage-client.ts';
import { createUploadClient } from '../infra/temporal/upload-client.ts';
import type { Resources } from '../workers/resources.ts';

export interface ServeApiOptions {
  resources: Resources;
  connection: Connection;
  namespace: string;
  /** Of what runs in this process besides the API. */
  checks?: Record<string, ReadinessCheck>;
}

// Who asks is better told soon that Temporal is away: its client would try for twenty seconds.
const answerWithinMs = 5000;
const readyWithinMs = 2000;

/** The gateway, listening. @throws Failure `InvalidInput` when others could reach it and there is no secret to know users by */
export async function serveApi({
  resources,
  connection,
  namespace,
  checks = {},
}: ServeApiOptions): Promise<RunningServer> {
  const { config, logger, metrics, artifacts, bus, cache } = resources;
  const { host, port, ...settings } = config.api;
  const { secret, issuer } = config.auth;
  if (!isLoopback(host) && !secret && !issuer) {
    throw new Failure(
      'InvalidInput',
      `FACELESS_API_HOST=${host} lets others reach the API: set FACELESS_AUTH_SECRET, so that it knows its users, or serve 127.0.0.1`,
    );
  }
  const client = new Client({ connection, namespace });
  const database = () => resources.database();
  const app = await createApp(
    {
      authenticator: createAuthenticator({ secret, issuer, allowLocal: isLoopback(host) && !secret && !issuer }),
      cache,
      ...(secret && { logins: createLogins({ secret, cache, database }) }),
      pipelines: createPipelineClient(client, { answerWithinMs }),
      eraseHistory: createHistoryEraser(client, { answerWithinMs }),
      stages: createStageClient(client),
      uploads: createUploadClient(client, { answerWithinMs }),
      probe: createFileProbe(client),
      publications: createPublishClient(client),
      abTests: createAbTestClient(client, { answerWithinMs }),
      artifacts,
      estimate: createEstimator(config, artifacts),
      bus,
      database,
    },
    {
      ...settings,
      monthlyBudgetUsd: config.monthlyBudgetUsd,
      uploadsTo: config.vendors.youtube ? 'youtube' : 'folder',
      logger,
      metrics,
      checks: {
        temporal: () => checkTemporal(connection),
        database: async () => (await resources.database()).check(),
        artifacts: () => artifacts.check(),
        cache: () => cache.check(),
        ...checks,
      },
    },
  );
  return listen(app, { host, port, advice: 'stop it, or choose another with FACELESS_API_PORT' });
}

/** Everybody may read what `/ready` says: it doesn't say where Temporal is. */
async function checkTemporal(connection: Connection): Promise<void> {
  try {
    await connection.withDeadline(Date.now() + readyWithinMs, () => connection.workflowService.getSystemInfo({}));
  } catch (cause) {
    throw new Failure('Unavailable', 'Temporal does not answer', { cause });
  }
}
