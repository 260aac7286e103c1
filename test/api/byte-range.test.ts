import { describe, expect, it } from 'vitest';
import { namesTag, readByteRange } from '../../src/api/byte-range.ts';

describe('a range of bytes', () => {
  it.each<[string, { start: number; end: number }]>([
    ['bytes=0-0', { start: 0, end: 0 }],
    ['bytes=10-19', { start: 10, end: 19 }],
    ['BYTES= 90-', { start: 90, end: 99 }],
    ['bytes=90-1000', { start: 90, end: 99 }],
    ['bytes=-7', { start: 93, end: 99 }],
    ['bytes=-1000', { start: 0, end: 99 }],
  ])('is read from %s', (header, range) => {
    expect(readByteRange(header, 100)).toEqual(range);
  });

  it.each(['bytes=100-', 'bytes=100-200', 'bytes=-0'])('beyond the end is unsatisfiable: %s', (header) => {
    expect(readByteRange(header, 100)).toBe('unsatisfiable');
  });

  it.each([undefined, '', 'bytes=', 'bytes=-', 'bytes=5-4', 'bytes=0-1,4-5', 'lines=0-1', 'bytes=a-b', 'bytes=1-2x'])(
    'is the whole for %j',
    (header) => {
      expect(readByteRange(header, 100)).toBeUndefined();
    },
  );

  it('of nothing is unsatisfiable', () => {
    expect(readByteRange('bytes=0-', 0)).toBe('unsatisfiable');
    expect(readByteRange('bytes=-5', 0)).toBe('unsatisfiable');
  });
});

it('a tag is found in a list, weak or not, and by a star', () => {
  for (const header of ['"a"', 'W/"a"', '"b", "a"', '*']) expect(namesTag(header, '"a"'), header).toBe(true);
  for (const header of [undefined, '', '"b"', 'a', '"aa"']) expect(namesTag(header, '"a"'), header).toBe(false);
});
