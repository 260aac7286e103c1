import multipart, { type Multipart, type MultipartFile } from '@fastify/multipart';
import type { FastifyError, FastifyInstance, FastifyRequest } from 'fastify';
import { Failure } from '../contracts/failures.ts';

const limits = { fields: 20, fieldSize: 64 << 10, parts: 21, headerPairs: 100 };

/** For the routes of this scope, which read their forms as they arrive; any other body is left to them unread. */
export async function acceptForms(scope: FastifyInstance): Promise<void> {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', (_request, _payload, done) => done(null));
  await scope.register(multipart, { throwFileSizeLimit: false });
}

export interface Form {
  /** Those that came so far. */
  fields(): Readonly<Record<string, string>>;
  /** Keeps the fields on the way. The file before has to be read to its end. */
  nextFile(): Promise<MultipartFile | undefined>;
}

/**
 * The parts of a form as they arrive. A file that is larger than `fileSize` just ends there.
 * @throws Failure `InvalidInput`: whatever is wrong with a form is its sender's
 */
export function readForm(request: FastifyRequest, fileSize: number): Form {
  const parts = request.parts({ limits: { ...limits, fileSize } });
  const fields = new Map<string, string>();

  function keep({ fieldname, value, valueTruncated }: Exclude<Multipart, MultipartFile>): void {
    if (typeof value !== 'string') throw wrongField(fieldname, 'is not plain text');
    if (valueTruncated) throw wrongField(fieldname, `is longer than ${limits.fieldSize} bytes`);
    if (fields.has(fieldname)) throw wrongField(fieldname, 'is given twice');
    fields.set(fieldname, value);
  }

  return {
    fields: () => Object.fromEntries(fields),
    async nextFile() {
      for (;;) {
        const next = await asInput(parts.next());
        if (next.done) return undefined;
        if (next.value.type === 'file') return next.value;
        keep(next.value);
      }
    },
  };
}

/** The bytes of a file in a form. @throws Failure `InvalidInput` when the form breaks off in it */
export async function* chunksOf({ file }: MultipartFile): AsyncGenerator<Buffer> {
  const chunks = file[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  for (;;) {
    const next = await asInput(chunks.next());
    if (next.done) return;
    yield next.value;
  }
}

async function asInput<Read>(reading: Promise<Read>): Promise<Read> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof Failure) throw error;
    const { code = '', message } = error as FastifyError;
    const isCut = code === 'FST_MP_PREMATURE_CLOSE' || /unexpected end|terminated early/i.test(message);
    const said = isCut ? 'the form was cut off before its end: send it again' : `the form can't be read: ${message}`;
    throw new Failure('InvalidInput', said, { cause: error });
  }
}

function wrongField(name: string, what: string): Failure {
  const path = `body.${name.slice(0, 100)}`;
  return new Failure('InvalidInput', `${path} ${what}`, { details: { errors: [{ path, message: what }] } });
}
