import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { estimateSchema } from '../../contracts/estimates.ts';
import { type Script, scriptSchema } from '../../contracts/script.ts';
import { createAssets } from '../../infra/database/assets.ts';
import { holderOf, holdFiles } from '../held-files.ts';
import type { PipelineContext } from '../pipeline-access.ts';
import { callerOf } from '../plugins/access.ts';
import { idempotentName } from '../plugins/idempotency.ts';
import { startedSchema } from './pipeline-views.ts';
import { readStartRequest, startRequestSchema } from './start-request.ts';

/** Starts a pipeline at `POST url`. The run carries the request's id as its correlation id. */
export function registerStartRoute(app: FastifyInstance, url: string, context: PipelineContext): void {
  const { pipelines, artifacts, database } = context;
  const assets = async () => createAssets(await database());

  app.withTypeProvider<ZodTypeProvider>().post(
    url,
    {
      config: { access: 'operator', idempotent: true, problems: [507] },
      schema: {
        tags: ['pipelines'],
        summary: 'Start a pipeline: a topic becomes a published film',
        description:
          'Music, watermark, and the pictures, clips and recorded narrations of an own script’s scenes may be files of one’s ' +
          'own, by their asset ids. The film keeps them: the assets may be deleted while it is made.',
        querystring: z.object({
          dryRun: z
            .enum(['true', 'false'])
            .optional()
            .describe('Check the request and say what it would cost; start nothing'),
        }),
        body: startRequestSchema,
        response: {
          200: estimateSchema.describe('Of a dry run: what it would cost; nothing is started or kept'),
          202: startedSchema.describe('Started; `Location` is where to look at it'),
        },
      },
    },
    async (request, reply) => {
      const { owner } = callerOf(request);
      const asked = { owner, correlationId: request.id };
      if (request.query.dryRun === 'true') {
        const kept = keepNothing();
        const { brief } = await readStartRequest(request.body, asked, { artifacts: kept, assets });
        return reply.code(200).send(await context.estimate(brief, { script: kept.script() }));
      }
      const { brief, files } = await readStartRequest(request.body, asked, { artifacts, assets });
      const pipelineId = await pipelines.start(brief, {
        name: idempotentName(request),
        ...(files.length > 0 && { before: (id) => holdFiles(artifacts, id, files) }),
      });
      // A start that was not answered may have happened: only here is it known, and else the sweep finds out.
      if (files.length > 0) {
        await artifacts
          .handOver(holderOf(pipelineId), pipelineId)
          .catch((cause: unknown) => request.log.warn({ err: cause, pipelineId }, 'its files are not handed over yet'));
      }
      reply.code(202).header('location', `/api/pipelines/${pipelineId}`);
      return reply.send({ pipelineId, state: 'running' as const });
    },
  );
}

/** The script of a dry run, held for as long as the request takes. */
function keepNothing() {
  let kept: Script | undefined;
  return {
    script: () => kept,
    async putJson(value: unknown) {
      kept = scriptSchema.parse(value);
      return { sha256: '0'.repeat(64), bytes: 0, mediaType: 'application/json' };
    },
  };
}
