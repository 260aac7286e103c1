import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Failure } from '../../contracts/failures.ts';
import { pipelineIdPattern } from '../../contracts/ids.ts';
import type { ArtifactStore } from '../../infra/artifacts/artifact-store.ts';
import { usedByAssets } from '../../infra/database/artifact-uses.ts';
import type { Database } from '../../infra/database/database.ts';
import { createPipelineEvents } from '../../infra/database/pipeline-events.ts';
import type { EraseHistory } from '../../infra/temporal/erase-history.ts';
import type { PipelineClient } from '../../infra/temporal/pipeline-client.ts';
import { noSuchPipeline } from '../pipeline-access.ts';
import { callerOf, owns } from '../plugins/access.ts';

interface DeletePipelineContext {
  pipelines: Pick<PipelineClient, 'find'>;
  eraseHistory: EraseHistory;
  artifacts: Pick<ArtifactStore, 'release'>;
  database(): Promise<Database>;
}

/**
 * `DELETE /api/pipelines/:id`: a closed pipeline goes, with its events, its history in Temporal, and the files nobody else uses.
 * What was published stays where it is.
 *
 * The history goes first: what has none can't be retried, which would need the files. Then the files; last the record, by which
 * a pipeline is known: killed anywhere before, the same request finds it and finishes, and after it there is none (404).
 * Temporal may take a minute to do its part, but a closed run without a record is taken for deleted already: a run closes
 * only after its last record is written.
 */
export function registerDeletePipelineRoute(app: FastifyInstance, context: DeletePipelineContext): void {
  const { pipelines, eraseHistory, artifacts } = context;

  app.withTypeProvider<ZodTypeProvider>().delete(
    '/api/pipelines/:id',
    {
      config: { access: 'operator' },
      schema: {
        tags: ['pipelines'],
        summary: 'Delete a pipeline that has ended, with its events and the files no other one uses',
        description: 'One that runs is refused with 409: cancel it first. What was published stays published.',
        params: z.object({ id: z.string().regex(pipelineIdPattern) }),
        response: { 204: z.null().describe('It is deleted') },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const database = await context.database();
      const events = createPipelineEvents(database);
      const caller = callerOf(request);
      const recorded = await events.look(id);
      if (!recorded) {
        const run = await pipelines.find(id);
        if (!run?.open || !owns(caller, run.owner)) throw noSuchPipeline(id);
        throw new Failure('Conflict', `the pipeline ${id} has just been started: cancel it first, then delete it`);
      }
      if (!owns(caller, recorded.owner)) throw noSuchPipeline(id);
      await eraseHistory(id);
      const files = await artifacts.release(id, (sha256s) => usedByAssets(database, sha256s));
      await events.forget(id);
      request.log.info({ pipelineId: id, files }, 'pipeline deleted');
      return reply.code(204).send(null);
    },
  );
}
