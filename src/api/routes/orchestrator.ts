import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { briefSchema } from '../../contracts/brief.ts';
import { languageCodes } from '../../contracts/languages.ts';
import { checkPublishingTime, publishingChangesSchema } from '../../contracts/publishing.ts';
import { createPipelineAccess, type PipelineContext } from '../pipeline-access.ts';
import { callerOf } from '../plugins/access.ts';
import { idempotentName } from '../plugins/idempotency.ts';
import { acceptedSchema, pipelineParams, statusSchema, stepParams } from './pipeline-views.ts';
import { registerStartRoute } from './start-pipeline.ts';
import { budgetSchema, musicSchema, styleNameSchema, watermarkSchema } from './start-request.ts';

const tags = ['orchestrator'];

const retryBody = z
  .strictObject({
    provider: z.string().min(1).max(80).optional().describe('Use this provider from now on for the step'),
    changes: z
      .strictObject({
        language: z.enum(languageCodes).optional(),
        durationSeconds: z.int().min(10).max(3600).optional(),
        voice: briefSchema.shape.voice,
        music: musicSchema.optional(),
        style: styleNameSchema.optional(),
        captions: z.boolean().optional(),
        watermark: watermarkSchema.optional(),
        budgetUsd: budgetSchema.optional(),
        publish: publishingChangesSchema.optional().describe('Of the publication, only what is named changes'),
      })
      .optional()
      .describe(
        'Parts of the brief to change from now on; in an open run only the budget and those the step itself works by',
      ),
  })
  .nullish();

/** `/orchestrator`: the front of the workflows themselves. */
export function registerOrchestratorRoutes(app: FastifyInstance, context: PipelineContext): void {
  const { pipelines } = context;
  const access = createPipelineAccess(context);
  const routes = app.withTypeProvider<ZodTypeProvider>();

  registerStartRoute(app, '/orchestrator/start', context);

  routes.get(
    '/orchestrator/status/:id',
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'Everything the run knows of itself, to the moment',
        params: pipelineParams,
        response: { 200: statusSchema },
      },
    },
    async (request) => {
      const { id } = request.params;
      await access.assertOwn(callerOf(request), id);
      const status = await pipelines.status(id);
      return { ...status, results: { ...status.results } };
    },
  );

  routes.post(
    '/orchestrator/retry/:id/:step',
    {
      config: { access: 'operator', idempotent: true },
      schema: {
        tags,
        summary: 'Let a failed step go on, or run a closed pipeline again from a step',
        params: stepParams,
        body: retryBody,
        response: {
          202: acceptedSchema.extend({
            how: z.enum(['signalled', 'started']).describe('The open run goes on, or a new one was started'),
          }),
        },
      },
    },
    async (request, reply) => {
      const { id: pipelineId, step } = request.params;
      await access.assertOwn(callerOf(request), pipelineId);
      checkPublishingTime(request.body?.changes?.publish);
      const how = await pipelines.retry(
        pipelineId,
        { step, ...request.body },
        { name: idempotentName(request), correlationId: request.id },
      );
      reply.code(202).header('location', `/api/pipelines/${pipelineId}`);
      return { pipelineId, how };
    },
  );
}
