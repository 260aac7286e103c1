import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { PipelineRecord } from '../../contracts/records.ts';
import { createPipelineAccess, type PipelineContext } from '../pipeline-access.ts';
import { callerOf } from '../plugins/access.ts';
import { fileNameParam, fileProblems, fileSchema, namedFile, sendArtifact } from '../send-artifact.ts';
import { pipelineParams } from './pipeline-views.ts';

/** The files of a pipeline by their names, whole or in part. */
export function registerPipelineArtifactRoutes(app: FastifyInstance, context: PipelineContext): void {
  const { pipelines, artifacts } = context;
  const access = createPipelineAccess(context);

  app.withTypeProvider<ZodTypeProvider>().get(
    '/api/pipelines/:id/artifacts/:name',
    {
      config: { access: 'viewer', problems: fileProblems },
      schema: {
        ...fileSchema,
        tags: ['pipelines'],
        summary:
          'A file of a pipeline: video.mp4, captions.srt, captions.vtt, thumbnail-a.jpg, metadata.json, script.json',
        params: pipelineParams.extend({ name: fileNameParam }),
      },
    },
    async (request, reply) => {
      const { id, name } = request.params;
      const record = await access.read(callerOf(request), id);
      const files = record.state === 'review' ? await inReview(record) : record.artifacts;
      return sendArtifact(request, reply, { artifacts, ref: namedFile(files, id, name) });
    },
  );

  /** An edit of the script is recorded beside the run: the run itself has it a moment before. */
  async function inReview({ pipelineId, artifacts: recorded }: PipelineRecord): Promise<PipelineRecord['artifacts']> {
    try {
      return (await pipelines.status(pipelineId)).artifacts;
    } catch (error) {
      app.log.warn({ err: error, pipelineId }, 'the run does not answer: its record does');
      return recorded;
    }
  }
}
