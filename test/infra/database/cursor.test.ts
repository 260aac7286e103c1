import { describe, expect, it } from 'vitest';
import { decodeCursor, encodeCursor } from '../../../src/infra/database/cursor.ts';

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('a cursor', () => {
  it('names the last item of a page', () => {
    const last = { createdAt: '2026-11-22T10:00:00.000Z', pipelineId: 'a-film-abc234' };
    expect(decodeCursor(encodeCursor(last))).toEqual(last);
  });

  it.each([
    ['that is no JSON', 'AAAA'],
    ['of something else', encoded({ createdAt: '2026-11-22T10:00:00.000Z' })],
    ['of no time', encoded(['yesterday', 'a'])],
    ['of the year 0, which PostgreSQL does not have', encoded(['0000-01-01T00:00:00.000Z', 'a'])],
  ])('%s is refused', (_, cursor) => {
    expect(() => decodeCursor(cursor)).toThrowError('the cursor is not one this list gave: start again without it');
  });
});
