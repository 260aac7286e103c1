import type { FastifyInstance } from 'fastify';
import type { ArtifactStore } from '../infra/artifacts/artifact-store.ts';
import type { Logins } from '../infra/auth/logins.ts';
import type { EstimateCost } from '../infra/costs/estimator.ts';
import type { EventBus } from '../infra/events/event-bus.ts';
import type { AbTestClient } from '../infra/temporal/ab-test-client.ts';
import type { EraseHistory } from '../infra/temporal/erase-history.ts';
import type { FileProbe } from '../infra/temporal/file-probe.ts';
import type { PipelineClient } from '../infra/temporal/pipeline-client.ts';
import type { PublishClient } from '../infra/temporal/publish-client.ts';
import type { StageClient } from '../infra/temporal/stage-client.ts';
import { createGateway, type GatewayContext, type GatewayOptions } from './gateway.ts';
import { registerAbTestRoutes } from './routes/ab-tests.ts';
import { registerAssetRoutes } from './routes/assets.ts';
import { registerAuthRoutes } from './routes/auth.ts';
import { registerDeletePipelineRoute } from './routes/delete-pipeline.ts';
import { registerOrchestratorRoutes } from './routes/orchestrator.ts';
import { registerPipelineArtifactRoutes } from './routes/pipeline-artifacts.ts';
import { registerPipelineEventRoutes } from './routes/pipeline-events.ts';
import { registerPipelineRoutes } from './routes/pipelines.ts';
import { registerAbtestsRoutes } from './routes/stages/abtests.ts';
import { registerStages } from './routes/stages/register-stages.ts';
import { registerUsageRoutes } from './routes/usage.ts';
import { registerVideoUploadRoutes } from './routes/video-uploads.ts';
import { registerSweep } from './sweep-uses.ts';

/** What the routes ask: each outside thing behind its own small interface. */
export interface AppContext extends GatewayContext {
  /** Of the users this knows itself; none where only others' tokens, or this machine's own user, are served. */
  logins?: Logins;
  pipelines: PipelineClient;
  eraseHistory: EraseHistory;
  stages: StageClient;
  /** The stage `upload`. */
  uploads: StageClient;
  probe: FileProbe;
  publications: PublishClient;
  abTests: AbTestClient;
  artifacts: ArtifactStore;
  /** What a run would cost, as this process is configured. */
  estimate: EstimateCost;
  /** The events of what runs in this process, if anything does. */
  bus?: EventBus;
}

export interface AppOptions extends GatewayOptions {
  /** Largest file that may be sent in. */
  uploadBytes: number;
  /** What an owner may spend in a month where they have no budget of their own, in US dollars. */
  monthlyBudgetUsd?: number;
  /** The target of uploads that name none. */
  uploadsTo: string;
}

/** The whole service, not yet listening. */
export async function createApp(context: AppContext, options: AppOptions): Promise<FastifyInstance> {
  const app = await createGateway(context, options);
  const { uploadBytes, monthlyBudgetUsd, uploadsTo } = options;
  registerAuthRoutes(app, context);
  registerPipelineRoutes(app, context);
  registerPipelineArtifactRoutes(app, context);
  registerPipelineEventRoutes(app, context);
  registerDeletePipelineRoute(app, context);
  registerOrchestratorRoutes(app, context);
  registerStages(app, { ...context, uploadsTo });
  // A film that is published nowhere has no viewers: where none are, they are made up.
  registerAbtestsRoutes(app, { ...context, testsOn: uploadsTo === 'youtube' ? 'youtube' : 'simulated' });
  registerAbTestRoutes(app, context);
  registerAssetRoutes(app, { ...context, uploadBytes });
  registerVideoUploadRoutes(app, { ...context, uploadBytes });
  registerUsageRoutes(app, { ...context, monthlyBudgetUsd });
  registerSweep(app, context);
  return app;
}
