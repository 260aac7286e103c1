import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import type { ArtifactRef } from '../contracts/artifact.ts';
import { Failure } from '../contracts/failures.ts';
import type { ArtifactStore } from '../infra/artifacts/artifact-store.ts';
import { namesTag, readByteRange } from './byte-range.ts';

const chunkBytes = 1 << 18;

const mediaTypes = [
  'video/mp4',
  'audio/wav',
  'image/jpeg',
  'application/json',
  'application/x-subrip',
  'text/vtt; charset=utf-8',
];
const file = (description: string) => ({
  description,
  content: Object.fromEntries(mediaTypes.map((type) => [type, { schema: z.custom<Readable>() }])),
});

/** Refusals of a route that sends files, besides those of its kind. */
export const fileProblems = [410, 416];

/** The name of a file in an address. */
export const fileNameParam = z.string().regex(/^[a-z0-9][a-z0-9.-]{0,79}$/);

/** The parts of a schema that every route that sends files has. */
export const fileSchema = {
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
};

interface FileRequest {
  method: string;
  headers: z.infer<typeof fileSchema.headers>;
  query: z.infer<typeof fileSchema.querystring>;
  params: { id: string; name: string };
}

/** What has this name among the files of one thing. @throws Failure `NotFound` with the names there are */
export function namedFile<File>(files: Readonly<Record<string, File>>, id: string, name: string): File {
  const file = Object.hasOwn(files, name) ? files[name] : undefined;
  if (file) return file;
  const known = Object.keys(files).join(', ') || 'none yet';
  throw new Failure('NotFound', `${id} has no file '${name}'; it has: ${known}`);
}

/** Sends a stored file whole or in part, so that a browser can seek in a film, or only says that a client has it already. */
export async function sendArtifact(
  { method, headers, query, params: { id, name } }: FileRequest,
  reply: FastifyReply,
  { artifacts, ref }: { artifacts: Pick<ArtifactStore, 'localFile'>; ref: ArtifactRef },
): Promise<FastifyReply> {
  const { range, 'if-range': ifRange, 'if-none-match': ifNoneMatch } = headers;
  const tag = `"${ref.sha256}"`;
  // The name stays when the file becomes another, as after a retry: it may be kept, and has to be asked about.
  const known = { etag: tag, 'cache-control': 'private, no-cache', 'accept-ranges': 'bytes' };
  if (namesTag(ifNoneMatch, tag)) return reply.code(304).headers(known).send(undefined);

  const isHead = method === 'HEAD';
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
  if (query.download !== undefined) reply.header('content-disposition', `attachment; filename="${id}-${name}"`);
  return reply.send(handle?.createReadStream({ ...part, highWaterMark: chunkBytes }) ?? Readable.from([]));
}

function typeOf({ mediaType }: ArtifactRef): string {
  return mediaType.startsWith('text/') ? `${mediaType}; charset=utf-8` : mediaType;
}
