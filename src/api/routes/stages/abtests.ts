import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { abTestRequestSchema } from '../../../contracts/ab-test-requests.ts';
import type { AbTestStatus } from '../../../contracts/ab-test-run.ts';
import { Failure } from '../../../contracts/failures.ts';
import type { ArtifactStore } from '../../../infra/artifacts/artifact-store.ts';
import { createAssets } from '../../../infra/database/assets.ts';
import { type AbTestAccessContext, createAbTestAccess } from '../../ab-test-access.ts';
import { readAbTestSubject } from '../../ab-test-subject.ts';
import { holderOf, holdFiles } from '../../held-files.ts';
import { callerOf } from '../../plugins/access.ts';
import { idempotentName } from '../../plugins/idempotency.ts';
import { fileProblems, fileSchema, sendArtifact } from '../../send-artifact.ts';
import { abTestAnswerSchema, abTestParams, abTestStartedSchema, asOfQuery } from '../ab-test-views.ts';

export interface AbTestsContext extends AbTestAccessContext {
  artifacts: ArtifactStore;
  /** The target of tests that name none. */
  testsOn: string;
}

const tags = ['stages'];

/** `/abtests`: starts a test of a video that is there already, and says what it has shown. */
export function registerAbtestsRoutes(app: FastifyInstance, context: AbTestsContext): void {
  const { abTests, artifacts, database, testsOn } = context;
  const access = createAbTestAccess(context, app.log);
  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.post(
    '/abtests/create',
    {
      config: { access: 'operator', idempotent: true, problems: [507] },
      schema: {
        tags,
        summary: 'Starts an A/B test of thumbnails, titles or both',
        description:
          'Each Pacific day is given to one variant, by a schedule that is fixed before the first. It takes weeks; `Location` is ' +
          'where its results are, on any day. The first variant is what the others are compared with. With an ' +
          '`Idempotency-Key` it is started once, however often it is asked for.',
        body: abTestRequestSchema,
        response: { 202: abTestStartedSchema },
      },
    },
    async (request, reply) => {
      const { owner } = callerOf(request);
      const id = `abtest-${(idempotentName(request) ?? randomBytes(16).toString('hex')).slice(0, 24)}`;
      const { subject, files } = await readAbTestSubject(
        request.body,
        { testId: id, owner, correlationId: request.id, testsOn },
        { artifacts, assets: async () => createAssets(await database()) },
      );
      if (files.length > 0) await holdFiles(artifacts, id, files);
      await abTests.start(subject);
      // A start that was not answered may have happened: only here is it known, and else the sweep finds out.
      if (files.length > 0) {
        await artifacts
          .handOver(holderOf(id), id)
          .catch((cause: unknown) => request.log.warn({ err: cause, testId: id }, 'its files are not handed over yet'));
      }
      const links = { self: `/api/abtests/${id}`, results: `/abtests/${id}/results`, report: `/abtests/${id}/report` };
      reply.code(202).header('location', links.results);
      return { id, state: 'planning' as const, links };
    },
  );

  routes.get(
    '/abtests/:id/results',
    {
      config: { access: 'viewer', problems: [409, 504] },
      schema: {
        tags,
        summary: 'What an A/B test has shown',
        description:
          'May be looked at on any day: `alwaysValidP` and the confidence sequence hold however often one looks. ' +
          'Probabilities of being the best are shown, and decide nothing.',
        params: abTestParams,
        querystring: asOfQuery,
        response: { 200: abTestAnswerSchema },
      },
    },
    async (request) => {
      const { testId, state, reason, notices } = await readPlanned(request, request.params.id);
      return { ...(await abTests.results(testId, momentOf(request.query))), state, reason, notices };
    },
  );

  routes.get(
    '/abtests/:id/report',
    {
      config: { access: 'viewer', problems: [409, 504, ...fileProblems] },
      schema: {
        ...fileSchema,
        tags,
        summary: 'What an A/B test has shown, as a picture',
        description: 'A PNG of 1600×1000: the values of each day with their intervals, and how the evidence has grown.',
        params: abTestParams,
        querystring: fileSchema.querystring.extend(asOfQuery.shape),
        response: {
          ...fileSchema.response,
          200: pictureOf('The picture'),
          206: pictureOf('The bytes that were asked for'),
        },
      },
    },
    async (request, reply) => {
      const { method, headers, query } = request;
      const { testId: id } = await readPlanned(request, request.params.id);
      const ref = await abTests.report(id, momentOf(query));
      return sendArtifact({ method, headers, query, params: { id, name: 'report.png' } }, reply, { artifacts, ref });
    },
  );

  async function readPlanned(request: FastifyRequest, id: string): Promise<AbTestStatus> {
    const status = await access.read(callerOf(request), id);
    if (status.plan) return status;
    const why = status.reason === undefined ? '' : `: ${status.reason}`;
    throw new Failure(
      'Conflict',
      `the A/B test ${id} has no results: it is ${status.state}, and nothing was shown${why}`,
    );
  }
}

const pictureOf = (description: string) => ({
  description,
  content: { 'image/png': { schema: z.custom<NodeJS.ReadableStream>() } },
});

const momentOf = ({ asOf }: z.infer<typeof asOfQuery>) => asOf && new Date(asOf).toISOString();
