import fc from 'fast-check';
import { expect, it } from 'vitest';
import { spreadLabels } from '../../../../src/engines/pictures/reports/spread-labels.ts';

it('leaves labels where they are wanted while they do not touch', () => {
  expect(spreadLabels([300, 100, 200], 40, 0, 400)).toEqual([300, 100, 200]);
});

it('moves two that touch apart by the same', () => {
  expect(spreadLabels([210, 200], 40, 0, 400)).toEqual([225, 185]);
});

it('keeps labels within their range', () => {
  expect(spreadLabels([-50, 500], 40, 0, 400)).toEqual([20, 380]);
});

it('never lets labels touch, change their order or leave their range, wherever they are wanted', () => {
  const wanted = fc.array(fc.double({ min: -100, max: 400, noNaN: true }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(wanted, (places) => {
      const spread = spreadLabels(places, 46, 0, 300);
      const order = places.map((_, index) => index).sort((a, b) => (spread[a] as number) - (spread[b] as number));
      for (const [at, index] of order.entries()) {
        const place = spread[index] as number;
        expect(place).toBeGreaterThanOrEqual(23 - 1e-6);
        expect(place).toBeLessThanOrEqual(277 + 1e-6);
        const next = order[at + 1];
        if (next === undefined) continue;
        expect((spread[next] as number) - place).toBeGreaterThanOrEqual(46 - 1e-6);
        expect(places[next] as number).toBeGreaterThanOrEqual(places[index] as number);
      }
    }),
  );
});

it('lays labels over one another evenly where there is no room for all', () => {
  expect(spreadLabels([10, 10, 10], 50, 0, 100)).toEqual([25, 50, 75]);
});

it('has nothing to place without labels', () => {
  expect(spreadLabels([], 46, 0, 300)).toEqual([]);
});
