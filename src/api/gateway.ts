import type { FastifyInstance } from 'fastify';
import type { Authenticator } from '../infra/auth/authenticator.ts';
import type { Cache } from '../infra/cache/cache.ts';
import type { Database } from '../infra/database/database.ts';
import { createIdempotentRequests } from '../infra/database/idempotent-requests.ts';
import { createBareApp } from './bare-app.ts';
import type { OpsAppOptions } from './ops-app.ts';
import { registerAccess } from './plugins/access.ts';
import { registerClosing } from './plugins/closing.ts';
import { registerIdempotency } from './plugins/idempotency.ts';
import { registerOpenApi } from './plugins/openapi.ts';
import { registerRateLimit } from './plugins/rate-limit.ts';
import { registerSecurity } from './plugins/security.ts';
import { registerHealthRoutes } from './routes/health.ts';

export interface GatewayContext {
  authenticator: Authenticator;
  cache: Cache;
  /** Opened when it is first needed; rejects while it is away. */
  database(): Promise<Database>;
}

export interface GatewayOptions extends OpsAppOptions {
  /** Addresses and networks of proxies whose `X-Forwarded-*` are believed. */
  trustedProxies: string[];
  /** Sites whose pages may use this from a browser. */
  allowedOrigins: string[];
  /** Requests an address may make a minute. */
  requestsPerMinute: number;
}

/** What every request goes through before a route has it. Every route says who may use it, or it is not added. */
export async function createGateway(context: GatewayContext, options: GatewayOptions): Promise<FastifyInstance> {
  const { logger, metrics, checks, trustedProxies, allowedOrigins, requestsPerMinute } = options;
  const app = createBareApp({ logger, trustedProxies });
  await registerSecurity(app, { allowedOrigins });
  registerClosing(app);
  await registerRateLimit(app, { cache: context.cache, perMinute: requestsPerMinute });
  // Before the routes that it describes and that have to say who may use them: its own are for everyone.
  await registerOpenApi(app);
  registerAccess(app, context.authenticator);
  registerIdempotency(app, async () => createIdempotentRequests(await context.database()));
  registerHealthRoutes(app, metrics, checks);
  return app;
}
