import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { abTestVideoSchema } from '../../contracts/ab-test.ts';
import { chooseVariantSchema, pauseAbTestSchema, stopAbTestSchema } from '../../contracts/ab-test-requests.ts';
import { pipelineIdPattern } from '../../contracts/ids.ts';
import { type AbTestAccessContext, createAbTestAccess } from '../ab-test-access.ts';
import { callerOf } from '../plugins/access.ts';
import {
  abTestAcceptedSchema,
  abTestListingSchema,
  abTestParams,
  abTestStateSchema,
  abTestStatusSchema,
} from './ab-test-views.ts';

const tags = ['abtests'];

const listQuery = z.object({
  state: abTestStateSchema.optional(),
  pipeline: z.string().regex(pipelineIdPattern).optional().describe('Tests that are the last step of this pipeline'),
  video: abTestVideoSchema.shape.id.optional().describe('Tests of this video'),
  limit: z.coerce.number().int().min(1).max(100).default(20).describe('Items a page'),
  cursor: z
    .string()
    .regex(/^[\w-]{1,400}$/)
    .optional()
    .describe('`nextCursor` of the page before'),
});

/** `/api/abtests`: lists tests, looks at one, and decides what waits for a person. */
export function registerAbTestRoutes(app: FastifyInstance, context: AbTestAccessContext): void {
  const { abTests } = context;
  const access = createAbTestAccess(context, app.log);
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const config = { access: 'operator' } as const;
  const response = { 202: abTestAcceptedSchema.describe('Told to the test') };

  routes.get(
    '/api/abtests',
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'A/B tests, newest first',
        description: 'Administrators see everyone’s, others their own.',
        querystring: listQuery,
        response: { 200: z.object({ items: z.array(abTestListingSchema), nextCursor: z.string().optional() }) },
      },
    },
    async (request) => {
      const { owner, role } = callerOf(request);
      const { pipeline: pipelineId, video: videoId, ...wanted } = request.query;
      const own = role === 'admin' ? undefined : owner;
      const { tests, next } = await (await access.records()).list({ ...wanted, pipelineId, videoId, owner: own });
      return { items: tests, nextCursor: next };
    },
  );

  routes.get(
    '/api/abtests/:id',
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'Where an A/B test stands: its plan, its days, and the evidence so far',
        params: abTestParams,
        response: { 200: abTestStatusSchema },
      },
    },
    (request) => access.read(callerOf(request), request.params.id),
  );

  routes.post(
    '/api/abtests/:id/pause',
    {
      config,
      schema: {
        tags,
        summary: 'Pause an A/B test',
        description: 'What is shown stays. The days until it is resumed don’t count, and are made up for later.',
        params: abTestParams,
        body: pauseAbTestSchema,
        response,
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      await access.assertOwn(callerOf(request), id);
      await abTests.pause(id, request.body?.reason);
      reply.code(202);
      return { id };
    },
  );

  routes.post(
    '/api/abtests/:id/resume',
    {
      config,
      schema: {
        tags,
        summary: 'Let an A/B test go on that is paused, or waits for a person',
        description: 'What is shown by then may be replaced, whoever put it there.',
        params: abTestParams,
        body: z.strictObject({}).nullish(),
        response,
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      await access.assertOwn(callerOf(request), id);
      await abTests.resume(id);
      reply.code(202);
      return { id };
    },
  );

  routes.post(
    '/api/abtests/:id/stop',
    {
      config,
      schema: {
        tags,
        summary: 'Stop an A/B test before its end',
        description: 'What was shown so far is judged by the evidence that holds on any day, and by nothing else.',
        params: abTestParams,
        body: stopAbTestSchema,
        response,
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      await access.assertOwn(callerOf(request), id);
      await abTests.stop(id, request.body ?? {});
      reply.code(202);
      return { id };
    },
  );

  routes.post(
    '/api/abtests/:id/choose',
    {
      config,
      schema: {
        tags,
        summary: 'Say which variant is to stay, when an A/B test asks',
        params: abTestParams,
        body: chooseVariantSchema,
        response,
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      await access.assertOwn(callerOf(request), id);
      await abTests.choose(id, request.body.variant);
      reply.code(202);
      return { id };
    },
  );
}
