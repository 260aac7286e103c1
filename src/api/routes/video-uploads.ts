import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Failure } from '../../contracts/failures.ts';
import { pipelineIdPattern } from '../../contracts/ids.ts';
import { publishSteps, videoFieldsSchema } from '../../contracts/publish.ts';
import type { ArtifactStore } from '../../infra/artifacts/artifact-store.ts';
import { fileExtension } from '../../infra/artifacts/file-extension.ts';
import type { EraseHistory } from '../../infra/temporal/erase-history.ts';
import type { PublishClient } from '../../infra/temporal/publish-client.ts';
import { briefOf, ownWords, scriptOf } from '../own-video.ts';
import { callerOf, owns } from '../plugins/access.ts';
import { idempotentName } from '../plugins/idempotency.ts';
import { acceptForms } from '../read-form.ts';
import { receiveFile } from '../receive-file.ts';
import { clips } from './assets.ts';
import { ownVideoSchema, startedSchema } from './video-upload-views.ts';

export interface VideoUploadContext {
  artifacts: ArtifactStore;
  publications: PublishClient;
  eraseHistory: EraseHistory;
  /** Largest file that may be sent in. */
  uploadBytes: number;
}

const formSchema = videoFieldsSchema.extend({ file: z.file().describe('With a file name') });
const idParams = z.object({ id: z.string().regex(pipelineIdPattern) });
const tags = ['videos'];

/** `/api/videos/upload`: a finished video of one's own gets thumbnails and metadata, and is published. */
export function registerVideoUploadRoutes(app: FastifyInstance, context: VideoUploadContext): void {
  const { artifacts, publications, eraseHistory, uploadBytes } = context;

  void app.register(async (scope) => {
    await acceptForms(scope);
    scope.withTypeProvider<ZodTypeProvider>().post(
      '/api/videos/upload',
      {
        config: { access: 'operator', idempotent: true, problems: [507] },
        schema: {
          tags,
          summary: 'Send in a video of one’s own, to be published',
          description: `One of ${clips.join(', ')}, by its first bytes. \`Location\` is where to ask how it goes.`,
          consumes: ['multipart/form-data'],
          body: formSchema,
          response: { 202: startedSchema },
        },
        // The form is read by the route, as it arrives.
        validatorCompiler: (route) => (route.httpPart === 'body' ? () => true : validatorCompiler(route as never)),
      },
      async (request, reply) => {
        const { owner } = callerOf(request);
        const id = `video-${(idempotentName(request) ?? randomBytes(16).toString('hex')).slice(0, 24)}`;
        const { file, name, fields } = await receiveFile(request, {
          artifacts,
          user: id,
          maxBytes: uploadBytes,
          fields: videoFieldsSchema,
          mediaTypes: () => clips,
        });
        const words = ownWords(fields, name);
        try {
          const script = await artifacts.putJson(scriptOf(words, fields.language));
          await artifacts.use(id, [script]);
          await publications.start(id, {
            brief: briefOf({ words, fields, owner, correlationId: request.id }),
            format: fields.format,
            video: file,
            fileName: name,
            videoName: `video.${fileExtension(file.mediaType)}`,
            script,
            words,
          });
        } catch (error) {
          await releaseUnstarted(id).catch((cause: unknown) => request.log.warn({ err: cause }, 'not released'));
          throw error;
        }
        reply.code(202).header('location', `/api/videos/upload/${id}`);
        return { id, state: 'running' as const };
      },
    );
  });

  /** A start that was not answered may have happened, or have happened to the same request before: the run needs its files. */
  async function releaseUnstarted(id: string): Promise<void> {
    try {
      await publications.look(id);
    } catch (error) {
      if (!(error instanceof Failure && error.type === 'NotFound')) throw error;
      await artifacts.release(id);
    }
  }

  /** Another's upload is answered as if it were not there. */
  async function lookAtOwn(request: FastifyRequest, id: string) {
    const seen = await publications.look(id);
    if (!owns(callerOf(request), seen.owner)) throw new Failure('NotFound', `there is no upload '${id}'`);
    return seen;
  }

  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.get(
    '/api/videos/upload/:id',
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'How the publication of a video of one’s own goes',
        params: idParams,
        response: { 200: ownVideoSchema },
      },
    },
    async (request) => {
      const { id } = request.params;
      const { progress } = await lookAtOwn(request, id);
      return { ...(await publications.status(id)), progress };
    },
  );

  routes.post(
    '/api/videos/upload/:id/retry',
    {
      config: { access: 'operator' },
      schema: {
        tags,
        summary: 'Go on with a step that failed',
        params: idParams,
        body: z.strictObject({ step: z.enum(publishSteps) }),
        response: { 202: startedSchema },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      await lookAtOwn(request, id);
      await publications.retry(id, request.body.step);
      reply.code(202);
      return { id, state: 'running' as const };
    },
  );

  routes.post(
    '/api/videos/upload/:id/cancel',
    {
      config: { access: 'operator' },
      schema: {
        tags,
        summary: 'Stop the publication',
        description: 'What was begun is taken back; what is published stays.',
        params: idParams,
        body: z.strictObject({ reason: z.string().max(500).optional() }).nullish(),
        response: { 202: startedSchema },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      await lookAtOwn(request, id);
      await publications.cancel(id, request.body?.reason);
      reply.code(202);
      return { id, state: 'cancelled' as const };
    },
  );

  routes.delete(
    '/api/videos/upload/:id',
    {
      config: { access: 'operator' },
      schema: {
        tags,
        summary: 'Delete an upload that has ended, with its files that nobody else uses',
        description:
          'One that runs is refused with 409: cancel it first. What was published stays published. Of one that has only just ' +
          'ended the address may answer for a minute more.',
        params: idParams,
        response: { 204: z.null().describe('It is deleted') },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const { isOpen } = await lookAtOwn(request, id);
      if (isOpen) throw new Failure('Conflict', `${id} is running: cancel it first, then delete it`);
      // By its history an upload is known: killed in between, the same request finishes the work. One that ended stays so.
      await artifacts.release(id);
      await eraseHistory(id);
      return reply.code(204).send(null);
    },
  );
}
