import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { PipelineContext } from '../pipeline-access.ts';
import { callerOf } from '../plugins/access.ts';
import { idempotentName } from '../plugins/idempotency.ts';
import { startedSchema } from './pipeline-views.ts';
import { readStartRequest, startRequestSchema } from './start-request.ts';

/** Starts a pipeline at `POST url`. The run carries the request's id as its correlation id. */
export function registerStartRoute(app: FastifyInstance, url: string, { pipelines, artifacts }: PipelineContext): void {
  app.withTypeProvider<ZodTypeProvider>().post(
    url,
    {
      config: { access: 'operator', idempotent: true },
      schema: {
        tags: ['pipelines'],
        summary: 'Start a pipeline: a topic becomes a published film',
        body: startRequestSchema,
        response: { 202: startedSchema.describe('Started; `Location` is where to look at it') },
      },
    },
    async (request, reply) => {
      const { owner } = callerOf(request);
      const brief = await readStartRequest(request.body, { owner, correlationId: request.id }, artifacts);
      const pipelineId = await pipelines.start(brief, { name: idempotentName(request) });
      // Until its first stage reads it, nobody else would say so.
      if (brief.script) await artifacts.use(pipelineId, [brief.script]);
      reply.code(202).header('location', `/api/pipelines/${pipelineId}`);
      return { pipelineId, state: 'running' as const };
    },
  );
}
