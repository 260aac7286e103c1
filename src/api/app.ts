import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import type { Logger } from '../infra/logging/logger.ts';
import type { Metrics } from '../infra/metrics/metrics.ts';
import { type ReadinessCheck, registerHealthRoutes } from './routes/health.ts';

export interface AppOptions {
  logger: Logger;
  metrics: Metrics;
  /** What has to answer before this process can do its work, by name. */
  checks: Record<string, ReadinessCheck>;
}

/** The HTTP application, not yet listening. Every role's ops port serves the same three routes. */
export function createApp({ logger, metrics, checks }: AppOptions): FastifyInstance {
  const log: FastifyBaseLogger = logger.child({ component: 'http' });
  const app = fastify({ loggerInstance: log, logController: new LogController({ disableRequestLogging: true }) });
  registerHealthRoutes(app, metrics, checks);
  return app;
}
