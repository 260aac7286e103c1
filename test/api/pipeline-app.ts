import type { FastifyInstance } from 'fastify';
import { createRecordActivities } from '../../src/activities/records/record-pipeline.ts';
import { createBareApp } from '../../src/api/bare-app.ts';
import type { PipelineContext } from '../../src/api/pipeline-access.ts';
import { registerAccess } from '../../src/api/plugins/access.ts';
import { registerIdempotency } from '../../src/api/plugins/idempotency.ts';
import { registerOrchestratorRoutes } from '../../src/api/routes/orchestrator.ts';
import { registerPipelineArtifactRoutes } from '../../src/api/routes/pipeline-artifacts.ts';
import { registerPipelineRoutes } from '../../src/api/routes/pipelines.ts';
import type { Activities } from '../../src/contracts/activities.ts';
import { Failure } from '../../src/contracts/failures.ts';
import type { UserRole } from '../../src/contracts/users.ts';
import type { Authenticator } from '../../src/infra/auth/authenticator.ts';
import { readConfig } from '../../src/infra/config/config.ts';
import { createEstimator } from '../../src/infra/costs/estimator.ts';
import { createIdempotentRequests } from '../../src/infra/database/idempotent-requests.ts';
import type { PipelineRecords } from '../../src/infra/database/records.ts';
import { createLogger } from '../../src/infra/logging/logger.ts';
import { createFakeStages, type FakeStages } from '../support/fake-stages.ts';

/** `Bearer ada:operator` is Ada, an operator. */
const byName: Authenticator = {
  identify: async ({ authorization }) => {
    const [, owner, role] = /^Bearer ([^:]+):(.+)$/.exec(authorization ?? '') ?? [];
    if (!owner) throw new Failure('NotAuthenticated', 'say who you are');
    return { owner, role: role as UserRole };
  },
};

export interface Answer<Body> {
  status: number;
  headers: Headers;
  body: Body;
}

export interface PipelineApp {
  url: string;
  /** Asks as `ada:operator` unless told otherwise. */
  ask<Body = Record<string, unknown>>(
    request: string,
    options?: { as?: string; body?: unknown; headers?: Record<string, string> },
  ): Promise<Answer<Body>>;
  close(): Promise<void>;
}

/** The routes of pipelines alone, listening. @param environment keys of services, for what a run would cost */
export async function openPipelineApp({
  environment = {},
  ...others
}: Omit<PipelineContext, 'estimate'> & { environment?: Record<string, string> }): Promise<PipelineApp> {
  const context = { ...others, estimate: createEstimator(readConfig(environment), others.artifacts) };
  const app: FastifyInstance = createBareApp({ logger: createLogger({ level: 'silent' }) });
  registerAccess(app, byName);
  registerIdempotency(app, async () => createIdempotentRequests(await context.database()));
  registerPipelineRoutes(app, context);
  registerPipelineArtifactRoutes(app, context);
  registerOrchestratorRoutes(app, context);
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    url,
    async ask<Body>(
      request: string,
      options: { as?: string; body?: unknown; headers?: Record<string, string> } = {},
    ): Promise<Answer<Body>> {
      const [method = 'GET', path = '/'] = request.split(' ');
      const { as = 'ada:operator', body, headers } = options;
      const response = await fetch(`${url}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${as}`,
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        body: body === undefined ? undefined : JSON.stringify(body),
      });
      const text = await response.text();
      return {
        status: response.status,
        headers: response.headers,
        body: (text ? JSON.parse(text) : undefined) as Body,
      };
    },
    close: () => app.close(),
  };
}

/** Activities that answer as the stages of the moment do, and whose records are kept where a test reads them. */
export function recordedStages(stages: () => FakeStages, records: () => PipelineRecords): Activities {
  const { recordPipeline } = createRecordActivities(
    { ...records(), write: (input) => records().write(input) },
    { wake: () => undefined },
  );
  const names = Object.keys(createFakeStages().activities) as (keyof Activities)[];
  const call = (name: keyof Activities) => async (input: never) => {
    const answer = await (stages().activities[name] as (given: never) => Promise<unknown>)(input);
    if (name === 'recordPipeline') await recordPipeline(input);
    return answer;
  };
  return Object.fromEntries(names.map((name) => [name, call(name)])) as unknown as Activities;
}
