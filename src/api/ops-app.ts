import type { FastifyInstance } from 'fastify';
import type { Logger } from '../infra/logging/logger.ts';
import type { Metrics } from '../infra/metrics/metrics.ts';
import { createBareApp } from './bare-app.ts';
import { registerClosing } from './plugins/closing.ts';
import { type ReadinessCheck, registerHealthRoutes } from './routes/health.ts';

export interface OpsAppOptions {
  logger: Logger;
  metrics: Metrics;
  /** What has to answer before this process can do its work, by name. */
  checks: Record<string, ReadinessCheck>;
}

/** What a worker serves on its ops port: `/health`, `/ready` and `/metrics`. */
export function createOpsApp({ logger, metrics, checks }: OpsAppOptions): FastifyInstance {
  const app = createBareApp({ logger });
  registerClosing(app);
  registerHealthRoutes(app, metrics, checks);
  return app;
}
