import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextPacificMidnight, pacificDay } from '../../../src/infra/youtube/pacific-day.ts';

const at = (time: string) => Date.parse(time);
const midnightAfter = (time: string) => new Date(nextPacificMidnight(at(time))).toISOString();
const hours = (from: string) => (nextPacificMidnight(at(from)) - at(from)) / 3_600_000;

describe('the day on the Pacific coast', () => {
  it.each([
    ['2026-11-24T07:59:59.999Z', '2026-11-23'],
    ['2026-11-24T08:00:00.000Z', '2026-11-24'],
    ['2026-07-04T06:59:59.999Z', '2026-07-03'],
    ['2026-07-04T07:00:00.000Z', '2026-07-04'],
    ['2027-01-01T07:59:59.999Z', '2026-12-31'],
  ])('at %s is %s', (time, day) => {
    expect(pacificDay(at(time))).toBe(day);
  });

  it('ends at its midnight, in winter and in summer', () => {
    expect(midnightAfter('2026-11-23T12:00:00Z')).toBe('2026-11-24T08:00:00.000Z');
    expect(midnightAfter('2026-07-03T12:00:00Z')).toBe('2026-07-04T07:00:00.000Z');
    expect(midnightAfter('2026-12-31T12:00:00Z')).toBe('2027-01-01T08:00:00.000Z');
    expect(midnightAfter('2028-02-28T12:00:00Z')).toBe('2028-02-29T08:00:00.000Z');
  });

  it('has 23 hours when clocks go forward, 25 when they go back, and 24 otherwise', () => {
    expect(hours('2026-03-08T08:00:00Z')).toBe(23);
    expect(hours('2026-03-09T07:00:00Z')).toBe(24);
    expect(hours('2026-11-01T07:00:00Z')).toBe(25);
    expect(hours('2026-11-02T08:00:00Z')).toBe(24);
  });

  it('is the same until that midnight, and another from then on, whenever it is asked', () => {
    const time = fc.integer({ min: at('2024-01-01T00:00:00Z'), max: at('2034-01-01T00:00:00Z') });
    fc.assert(
      fc.property(time, (ms) => {
        const next = nextPacificMidnight(ms);
        expect(next).toBeGreaterThan(ms);
        expect(next - ms).toBeLessThanOrEqual(25 * 3_600_000);
        expect(pacificDay(next - 1)).toBe(pacificDay(ms));
        expect(pacificDay(next)).not.toBe(pacificDay(ms));
      }),
      { numRuns: 300 },
    );
  });
});
