import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { artifactRefSchema } from '../../contracts/artifact.ts';
import { sceneSchema } from '../../contracts/script.ts';
import { createPipelineAccess, type PipelineContext } from '../pipeline-access.ts';
import { callerOf } from '../plugins/access.ts';
import { acceptedSchema, pipelineParams } from './pipeline-views.ts';

const tags = ['pipelines'];

const approval = z
  .strictObject({ gate: z.enum(['script', 'film']).optional().describe('The review it waits at when left out') })
  .nullish();

const refusal = z.strictObject({ reason: z.string().max(500).optional() }).nullish();

const { id, narration, onScreenText, visual } = sceneSchema.shape;
const edit = z.strictObject({
  scenes: z
    .array(z.strictObject({ id, narration: narration.optional(), onScreenText, idea: visual.shape.idea.optional() }))
    .min(1)
    .max(400)
    .describe('The scenes to change, and what of them'),
});

/** What a person decides of a pipeline: approve, reject, cancel, edit the script while it waits for its review. */
export function registerDecisionRoutes(app: FastifyInstance, context: PipelineContext): void {
  const { pipelines } = context;
  const access = createPipelineAccess(context);
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const config = { access: 'operator' } as const;
  const response = { 202: acceptedSchema.describe('Told to the run') };

  routes.post(
    '/api/pipelines/:id/approve',
    {
      config,
      schema: { tags, summary: 'Let a pipeline pass its review', params: pipelineParams, body: approval, response },
    },
    async (request, reply) => {
      const { id: pipelineId } = request.params;
      await access.assertOwn(callerOf(request), pipelineId);
      await pipelines.approve(pipelineId, request.body?.gate);
      reply.code(202);
      return { pipelineId };
    },
  );

  routes.post(
    '/api/pipelines/:id/reject',
    {
      config,
      schema: { tags, summary: 'End a pipeline at its review', params: pipelineParams, body: refusal, response },
    },
    async (request, reply) => {
      const { id: pipelineId } = request.params;
      await access.assertOwn(callerOf(request), pipelineId);
      await pipelines.reject(pipelineId, request.body?.reason);
      reply.code(202);
      return { pipelineId };
    },
  );

  routes.post(
    '/api/pipelines/:id/cancel',
    {
      config,
      schema: {
        tags,
        summary: 'Cancel a pipeline; what is finished is kept, a retry goes on from there',
        params: pipelineParams,
        body: refusal,
        response,
      },
    },
    async (request, reply) => {
      const { id: pipelineId } = request.params;
      await access.assertOwn(callerOf(request), pipelineId);
      await pipelines.cancel(pipelineId, request.body?.reason);
      reply.code(202);
      return { pipelineId };
    },
  );

  routes.patch(
    '/api/pipelines/:id/script',
    {
      config,
      schema: {
        tags,
        summary: 'Change scenes of the script while it waits for its review',
        params: pipelineParams,
        body: edit,
        response: { 200: z.object({ script: artifactRefSchema, scenes: z.int().describe('How many it has') }) },
      },
    },
    async (request) => {
      const { id: pipelineId } = request.params;
      await access.assertOwn(callerOf(request), pipelineId);
      return pipelines.editScript(pipelineId, request.body);
    },
  );
}
