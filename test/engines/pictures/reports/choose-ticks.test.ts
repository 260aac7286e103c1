import fc from 'fast-check';
import { expect, it } from 'vitest';
import { chooseLogTicks, chooseTicks } from '../../../../src/engines/pictures/reports/choose-ticks.ts';

it('chooses round numbers', () => {
  expect(chooseTicks(0.0213, 0.0458, 6)).toEqual({ step: 0.005, values: [0.025, 0.03, 0.035, 0.04, 0.045] });
  expect(chooseTicks(-0.31, 0.62, 5)).toEqual({ step: 0.2, values: [-0.2, 0, 0.2, 0.4, 0.6] });
  expect(chooseTicks(0, 3, 4).values).toEqual([0, 1, 2, 3]);
});

it('finds two or more marks, and no more than there may be, on any axis', () => {
  const bound = fc.double({ min: -1e9, max: 1e9, noNaN: true });
  const span = fc.double({ min: 1e-3, max: 1e9, noNaN: true });
  fc.assert(
    fc.property(bound, span, fc.integer({ min: 4, max: 9 }), (low, width, most) => {
      const { values } = chooseTicks(low, low + width, most);
      expect(values.length).toBeGreaterThanOrEqual(1);
      expect(values.length).toBeLessThanOrEqual(most);
      const slack = (Math.abs(low) + width) * 1e-6;
      for (const value of values) {
        expect(value).toBeGreaterThanOrEqual(low - slack);
        expect(value).toBeLessThanOrEqual(low + width + slack);
      }
    }),
  );
});

it('marks powers, with numbers between them where there is room', () => {
  expect(chooseLogTicks(400, 60_000, 7)).toEqual([500, 1000, 2000, 5000, 10_000, 20_000, 50_000]);
  expect(chooseLogTicks(400, 60_000, 6)).toEqual([1000, 3000, 10_000, 30_000]);
  expect(chooseLogTicks(1, 1e6, 4)).toEqual([1, 100, 10_000, 1e6]);
});
