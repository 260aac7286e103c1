import { z } from 'zod';
import { Failure } from '../../contracts/failures.ts';

/** Where a page of the list ended: the sort key of its last item. */
interface Cursor {
  createdAt: string;
  pipelineId: string;
}

const encodedSchema = z.tuple([
  // The calendar of PostgreSQL has no year 0.
  z.iso.datetime().refine((time) => time >= '0001'),
  z.string().min(1).max(200),
]);

export function encodeCursor({ createdAt, pipelineId }: Cursor): string {
  return Buffer.from(JSON.stringify([createdAt, pipelineId])).toString('base64url');
}

export function decodeCursor(text: string): Cursor {
  try {
    const [createdAt, pipelineId] = encodedSchema.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
    return { createdAt, pipelineId };
  } catch (error) {
    throw new Failure('InvalidInput', 'the cursor is not one this list gave: start again without it', { cause: error });
  }
}
