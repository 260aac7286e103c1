import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { ArtifactRef } from '../../contracts/artifact.ts';
import { Failure } from '../../contracts/failures.ts';
import type { PipelineRecord } from '../../contracts/records.ts';
import { namesTag, readByteRange } from '../byte-range.ts';
import { createPipelineAccess, type PipelineContext } from '../pipeline-access.ts';
import { callerOf } from '../plugins/access.ts';
import { pipelineParams } from './pipeline-views.ts';

const chunkBytes = 1 << 18;

const mediaTypes = ['video/mp4', 'image/jpeg', 'application/json', 'application/x-subrip', 'text/vtt; charset=utf-8'];
const file = (description: string) => ({
  description,
  content: Object.fromEntries(mediaTypes.map((type) => [type, { schema: z.custom<Readable>() }])),
});

/** The files of a pipeline by their names, whole or in part, so that a browser can seek in a film. */
export function registerPipelineArtifactRoutes(app: FastifyInstance, context: PipelineContext): void {
  const { pipelines, artifacts } = context;
  const access = createPipelineAccess(context);

  app.withTypeProvider<ZodTypeProvider>().get(
    '/api/pipelines/:id/artifacts/:name',
    {
      config: { access: 'viewer', problems: [410, 416] },
      schema: {
        tags: ['pipelines'],
        summary:
          'A file of a pipeline: video.mp4, captions.srt, captions.vtt, thumbnail-a.jpg, metadata.json, script.json',
        params: pipelineParams.extend({ name: z.string().regex(/^[a-z0-9][a-z0-9.-]{0,79}$/) }),
        querystring: z.object({
          download: z.enum(['', '1', 'true']).optional().describe('To be saved instead of shown'),
        }),
        headers: z.looseObject({
          range: z.string().max(200).optional().describe('One range: `bytes=0-1023`'),
          'if-range': z.string().max(200).optional(),
          'if-none-match': z.string().max(2000).optional(),
        }),
        response: {
          200: file('The file'),
          206: file('The bytes that were asked for'),
          304: z.undefined().describe('It is the one that `If-None-Match` names'),
        },
      },
    },
    async (request, reply) => {
      const { id, name } = request.params;
      const { range, 'if-range': ifRange, 'if-none-match': ifNoneMatch } = request.headers;
      const ref = await findFile(await access.read(callerOf(request), id), name);
      const tag = `"${ref.sha256}"`;
      // The name stays when the file becomes another, as after a retry: it may be kept, and has to be asked about.
      const known = { etag: tag, 'cache-control': 'private, no-cache', 'accept-ranges': 'bytes' };
      if (namesTag(ifNoneMatch, tag)) return reply.code(304).headers(known).send(undefined);

      const isHead = request.method === 'HEAD';
      const ignored = isHead || (ifRange !== undefined && ifRange !== tag);
      const part = ignored ? undefined : readByteRange(range, ref.bytes);
      if (part === 'unsatisfiable') {
        reply.header('content-range', `bytes */${ref.bytes}`);
        throw new Failure('InvalidInput', `${name} has ${ref.bytes} bytes: ${range} is beyond its end`, {
          details: { status: 416 },
        });
      }
      // Verified as a whole, which the store does once: what is damaged must not be taken for the film.
      const path = await artifacts.localFile(ref);
      const handle = isHead ? undefined : await open(path);
      reply
        .headers(known)
        .type(typeOf(ref))
        .header('content-length', part ? part.end - part.start + 1 : ref.bytes);
      if (part) reply.code(206).header('content-range', `bytes ${part.start}-${part.end}/${ref.bytes}`);
      if (request.query.download !== undefined) {
        reply.header('content-disposition', `attachment; filename="${id}-${name}"`);
      }
      return reply.send(handle?.createReadStream({ ...part, highWaterMark: chunkBytes }) ?? Readable.from([]));
    },
  );

  async function findFile(record: PipelineRecord, name: string): Promise<ArtifactRef> {
    const files = record.state === 'review' ? await inReview(record) : record.artifacts;
    const ref = Object.hasOwn(files, name) ? files[name] : undefined;
    if (ref) return ref;
    const known = Object.keys(files).join(', ') || 'none yet';
    throw new Failure('NotFound', `${record.pipelineId} has no file '${name}'; it has: ${known}`);
  }

  /** An edit of the script is recorded only with the event that comes after the review. */
  async function inReview({ pipelineId, artifacts: recorded }: PipelineRecord): Promise<PipelineRecord['artifacts']> {
    try {
      return (await pipelines.status(pipelineId)).artifacts;
    } catch (error) {
      app.log.warn({ err: error, pipelineId }, 'the run does not answer: its record does');
      return recorded;
    }
  }
}

function typeOf({ mediaType }: ArtifactRef): string {
  return mediaType.startsWith('text/') ? `${mediaType}; charset=utf-8` : mediaType;
}
