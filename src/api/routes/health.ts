import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Metrics } from '../../infra/metrics/metrics.ts';

/** Resolves when the thing answers; a string it resolves to is shown. */
export type ReadinessCheck = () => Promise<string | void>;

const timeoutMs = 3000;

const readinessSchema = z.object({
  status: z.enum(['ready', 'unavailable']),
  checks: z.record(z.string(), z.object({ ready: z.boolean(), detail: z.string().optional() })),
});

// Asked by machines, often, and needed most when there is trouble.
const config = { access: 'public', rateLimit: false } as const;

/** `/health`: the process lives. `/ready`: what it depends on, one by one; 503 when one is away. `/metrics`: Prometheus. */
export function registerHealthRoutes(
  app: FastifyInstance,
  metrics: Metrics,
  checks: Record<string, ReadinessCheck>,
): void {
  const tags = ['operation'];

  app.get(
    '/health',
    {
      config,
      schema: { tags, summary: 'Whether the process lives', response: { 200: z.object({ status: z.literal('ok') }) } },
    },
    () => ({ status: 'ok' }),
  );

  app.get(
    '/ready',
    {
      config,
      schema: {
        tags,
        summary: 'Whether it can do its work: what it depends on, one by one',
        response: { 200: readinessSchema, 503: readinessSchema },
      },
    },
    async (_, reply) => {
      const results = await Promise.all(
        Object.entries(checks).map(async ([name, check]) => [name, await probe(check)] as const),
      );
      const ready = results.every(([, { ready }]) => ready);
      if (!ready) reply.code(503).header('retry-after', '5');
      return { status: ready ? 'ready' : 'unavailable', checks: Object.fromEntries(results) };
    },
  );

  app.get(
    '/metrics',
    {
      config,
      schema: {
        tags,
        summary: 'Metrics for Prometheus',
        response: { 200: { description: 'Text exposition format', content: { 'text/plain': { schema: z.string() } } } },
      },
    },
    async (_, reply) => {
      reply.type(metrics.registry.contentType);
      return metrics.registry.metrics();
    },
  );
}

async function probe(check: ReadinessCheck): Promise<{ ready: boolean; detail?: string }> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${timeoutMs / 1000} s`)), timeoutMs);
  });
  try {
    const detail = await Promise.race([check(), late]);
    return detail ? { ready: true, detail } : { ready: true };
  } catch (error) {
    return { ready: false, detail: error instanceof Error ? error.message : String(error) };
  } finally {
    clearTimeout(timer);
  }
}
