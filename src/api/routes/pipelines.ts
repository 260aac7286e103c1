import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { PipelineRecord } from '../../contracts/records.ts';
import type { ActivityProgress } from '../../contracts/stages.ts';
import { steps } from '../../contracts/steps.ts';
import { createPipelineAccess, type PipelineContext } from '../pipeline-access.ts';
import { callerOf } from '../plugins/access.ts';
import { registerDecisionRoutes } from './pipeline-decisions.ts';
import {
  listingSchema,
  pipelineParams,
  pipelineSchema,
  stateSchema,
  stepParams,
  stepSchema,
} from './pipeline-views.ts';
import { registerStartRoute } from './start-pipeline.ts';

const tags = ['pipelines'];

const listQuery = z.object({
  state: stateSchema.optional(),
  step: z
    .enum([...steps, 'done'])
    .optional()
    .describe('The step it is at'),
  owner: z
    .string()
    .regex(/^[\x21-\x7e]{1,80}$/)
    .optional()
    .describe('For administrators: others are shown their own in any case'),
  text: z.string().max(200).optional().describe('Words of topic or id, in any order, whatever their case and accents'),
  limit: z.coerce.number().int().min(1).max(100).default(20).describe('Items a page'),
  cursor: z
    .string()
    .regex(/^[\w-]{1,400}$/)
    .optional()
    .describe('`nextCursor` of the page before'),
});

const endStates: readonly PipelineRecord['state'][] = ['completed', 'failed', 'cancelled'];

/** `/api/pipelines`: start, list and look at pipelines, and decide what waits for a person. */
export function registerPipelineRoutes(app: FastifyInstance, context: PipelineContext): void {
  const { pipelines } = context;
  const access = createPipelineAccess(context);
  const routes = app.withTypeProvider<ZodTypeProvider>();

  registerStartRoute(app, '/api/pipelines', context);
  registerDecisionRoutes(app, context);

  routes.get(
    '/api/pipelines',
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'Pipelines, newest first',
        querystring: listQuery,
        response: { 200: z.object({ items: z.array(listingSchema), nextCursor: z.string().optional() }) },
      },
    },
    async (request) => {
      const { owner: own, role } = callerOf(request);
      const { owner, ...wanted } = request.query;
      if (role !== 'admin' && owner !== undefined && owner !== own) return { items: [] };
      return (await access.records()).list({ ...wanted, owner: role === 'admin' ? owner : own });
    },
  );

  routes.get(
    '/api/pipelines/:id',
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'A pipeline, as its last event left it',
        params: pipelineParams,
        response: { 200: pipelineSchema },
      },
      // Records have the schema's shape, which a test makes sure of: encoding each by it would cost more than reading it.
      serializerCompiler: () => JSON.stringify,
    },
    (request) => access.read(callerOf(request), request.params.id),
  );

  routes.get(
    '/api/pipelines/:id/steps/:step',
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'A step of a pipeline: state, provider, failure, cost, and its live progress while it runs',
        params: stepParams,
        response: { 200: stepSchema },
      },
    },
    async (request) => {
      const { id: pipelineId, step } = request.params;
      const { steps: board, progress } = await upToDate(await access.read(callerOf(request), pipelineId));
      const running = progress.filter((part) => part.step === step);
      return {
        pipelineId,
        step,
        ...board[step],
        progress: running.map(({ unit, done, total }) => ({ unit, done, total })),
      };
    },
  );

  /** A record is as of the last event; a run that goes on knows more, when it can be asked. */
  async function upToDate(record: PipelineRecord): Promise<{
    steps: PipelineRecord['steps'];
    progress: ActivityProgress[];
  }> {
    const recorded = { steps: record.steps, progress: [] };
    if (endStates.includes(record.state)) return recorded;
    const { pipelineId } = record;
    try {
      const [status, progress] = await Promise.all([pipelines.status(pipelineId), pipelines.progress(pipelineId)]);
      return { steps: status.steps, progress };
    } catch (error) {
      app.log.warn({ err: error, pipelineId }, 'the run does not answer: its record does');
      return recorded;
    }
  }
}
