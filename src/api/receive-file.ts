import type { FastifyRequest } from 'fastify';
import type { ZodType } from 'zod';
import type { ArtifactRef } from '../contracts/artifact.ts';
import { Failure } from '../contracts/failures.ts';
import type { ArtifactStore } from '../infra/artifacts/artifact-store.ts';
import { fileExtension } from '../infra/artifacts/file-extension.ts';
import { badPlaces } from './bad-places.ts';
import { chunksOf, readForm } from './read-form.ts';
import { sniffedBytes, sniffMediaType } from './sniff-media-type.ts';

export interface ReceiveOptions<Fields> {
  artifacts: Pick<ArtifactStore, 'putStream' | 'use' | 'has'>;
  /** As whom the file is used in the store: its asset's or upload's id. */
  user: string;
  /** Of the file. */
  maxBytes: number;
  /** The small fields beside the file. */
  fields: ZodType<Fields>;
  /** Media types that are taken, as far as the fields that came so far tell. */
  mediaTypes(fields: Readonly<Record<string, string>>): readonly string[];
  /** Who sends nothing for so long is cut off; a minute when left out. */
  stalledMs?: number;
}

export interface ReceivedFile<Fields> {
  file: ArtifactRef;
  /** As the client calls it, without folders and control characters. */
  name: string;
  fields: Fields;
}

// Boundaries, headers and fields around the file.
const envelopeBytes = 2 << 20;
const aMinute = 60_000;
// As nginx does: `lingering_time`.
const lingerMs = 30_000;

/**
 * Takes in a form of one file and some fields, in any order. The file goes straight into the store, as fast as that takes
 * it, and is kept only when the whole form was there and right.
 *
 * The route is in a scope of `acceptForms`.
 * @throws Failure `NotSupported` for no form, or a file of a type that is not taken; `TooLarge`; `InvalidInput` for a form
 * without a file, with two, cut off, or with fields that are not right; `DiskFull`
 */
export async function receiveFile<Fields>(
  request: FastifyRequest,
  options: ReceiveOptions<Fields>,
): Promise<ReceivedFile<Fields>> {
  if (!request.isMultipart()) {
    throw new Failure('NotSupported', 'the body is no form: send multipart/form-data with one file in it');
  }
  const { raw } = request;
  raw.setTimeout(options.stalledMs ?? aMinute);
  try {
    if (Number(raw.headers['content-length']) > options.maxBytes + envelopeBytes) throw tooLarge(options.maxBytes);
    // So that the store knows of uses before it has the file.
    await options.artifacts.use(options.user, []);
    return await receive(request, options);
  } catch (error) {
    discardRest(request);
    throw error;
  } finally {
    raw.setTimeout(0);
  }
}

async function receive<Fields>(
  request: FastifyRequest,
  { artifacts, user, maxBytes, fields: schema, mediaTypes }: ReceiveOptions<Fields>,
): Promise<ReceivedFile<Fields>> {
  const form = readForm(request, maxBytes);
  const part = await form.nextFile();
  if (!part) throw new Failure('InvalidInput', 'the form has no file: send one, with a file name');
  try {
    part.file.once('limit', () => part.file.destroy(tooLarge(maxBytes)));
    const chunks = chunksOf(part);
    const head = await readHead(chunks);
    const mediaType = sniffMediaType(head);
    const name = plainName(part.filename, mediaType);
    if (head.length === 0) throw new Failure('InvalidInput', `the file ${name} is empty`);
    refuseType(mediaType, name, mediaTypes(form.fields()));
    let fields: Fields | undefined;

    const content = async function* () {
      yield head;
      yield* chunks;
      if (await form.nextFile()) throw new Failure('InvalidInput', 'the form has two files: send one at a time');
      // Now it is the store that takes its time.
      request.raw.setTimeout(0);
      fields = checkFields(schema, form.fields());
      refuseType(mediaType, name, mediaTypes(form.fields()));
    };
    const file = await artifacts.putStream(content(), mediaType);
    await artifacts.use(user, [file]);
    // The same bytes may have been there, and on their way out.
    if (!(await artifacts.has(file))) throw new Failure('Unavailable', `the file ${name} was not kept: send it again`);
    return { file, name, fields: fields as Fields };
  } finally {
    part.file.destroy();
  }
}

async function readHead(chunks: AsyncGenerator<Buffer>): Promise<Buffer> {
  const head: Buffer[] = [];
  for (let bytes = 0; bytes < sniffedBytes; ) {
    const next = await chunks.next();
    if (next.done) break;
    head.push(next.value);
    bytes += next.value.length;
  }
  return Buffer.concat(head);
}

function checkFields<Fields>(schema: ZodType<Fields>, fields: Readonly<Record<string, string>>): Fields {
  const { success, data, error } = schema.safeParse(fields);
  if (success) return data;
  throw badPlaces(error.issues.map(({ path, message }) => ({ path: ['body', ...path].join('.'), message })));
}

function refuseType(found: string | undefined, name: string, taken: readonly string[]): asserts found is string {
  if (found !== undefined && taken.includes(found)) return;
  const is = found === undefined ? 'of no kind that is known here' : found;
  throw new Failure('NotSupported', `the file ${name} is ${is}: send one of ${taken.join(', ')}`);
}

function tooLarge(maxBytes: number): Failure {
  return new Failure('TooLarge', `the file is larger than ${maxBytes / 1e6} MB, the limit set by FACELESS_UPLOAD_MB`);
}

/** What people can see and a database can keep. */
function plainName(given: string | undefined, mediaType = ''): string {
  const bare = (given ?? '').replace(/[\p{Cc}\p{Cs}]/gu, '').trim();
  return [...bare].slice(0, 200).join('') || `file.${fileExtension(mediaType)}`;
}

/** Lets what is still coming go by for a while: cut off at once, the client would see a broken connection, not the answer. */
function discardRest({ raw }: FastifyRequest): void {
  if (raw.readableEnded || raw.destroyed) return;
  raw.unpipe();
  raw.resume();
  const timer = setTimeout(() => raw.destroy(), lingerMs);
  timer.unref();
  raw.once('close', () => clearTimeout(timer));
}
