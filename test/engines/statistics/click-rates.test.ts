import { describe, expect, it } from 'vitest';
import { beliefs, beliefsOfBetas } from '../../../src/engines/statistics/click-rates.ts';
import { type RandomNumbers, randomNumbers } from '../../../src/engines/statistics/random.ts';
import { logBeta } from '../../../src/engines/statistics/special-functions.ts';

type Beta = readonly [alpha: number, beta: number];

/** E. Miller’s sum: that a draw of the second is above one of the first; for whole numbers. */
function millersSum([alphaA, betaA]: Beta, [alphaB, betaB]: Beta): number {
  let sum = 0;
  for (let i = 0; i < alphaB; i += 1) {
    sum += Math.exp(
      logBeta(alphaA + i, betaA + betaB) - Math.log(betaB + i) - logBeta(1 + i, betaB) - logBeta(alphaA, betaA),
    );
  }
  return sum;
}

/** C. Stucchio’s loss of choosing the second, by the same sum. */
function stucchiosLoss(a: Beta, b: Beta): number {
  const mean = ([alpha, beta]: Beta) => alpha / (alpha + beta);
  const more = ([alpha, beta]: Beta): Beta => [alpha + 1, beta];
  return mean(a) * (1 - millersSum(more(a), b)) - mean(b) * (1 - millersSum(a, more(b)));
}

const betas: Beta[] = [
  ...([
    [1, 1],
    [1, 50],
    [2, 3],
    [11, 91],
    [16, 86],
    [30, 1],
    [128, 5608],
    [175, 5678],
    [900, 21_000],
  ] as const),
];

describe('beliefs of two variants', () => {
  it('are the closed sums, from nothing clicked to thousands', () => {
    for (const a of betas) {
      for (const b of betas) {
        const [first, second] = beliefsOfBetas([a, b]);
        const what = `Beta(${a}) and Beta(${b})`;
        expect(second?.probabilityBest, what).toBeCloseTo(millersSum(a, b), 8);
        expect(first?.probabilityBest, what).toBeCloseTo(millersSum(b, a), 8);
        expect(second?.expectedLoss, what).toBeCloseTo(stucchiosLoss(a, b), 8);
        expect(first?.expectedLoss, what).toBeCloseTo(stucchiosLoss(b, a), 8);
      }
    }
  });

  it('are even of two that nothing is known of, and begin from one click and one without', () => {
    const nothing = { impressions: 0, clicks: 0 };
    const [first, second] = beliefs([nothing, nothing]);
    expect(first?.probabilityBest).toBeCloseTo(0.5, 9);
    // E|X − Y| of two even draws is a third, one half of it on either side.
    expect(second?.expectedLoss).toBeCloseTo(1 / 6, 9);
    const few = { impressions: 10, clicks: 3 };
    expect(beliefs([few, nothing])).toEqual(
      beliefsOfBetas([
        [4, 8],
        [1, 1],
      ]),
    );
  });
});

describe('beliefs of more variants', () => {
  const sets: Beta[][] = [
    [
      [11, 91],
      [16, 86],
      [14, 88],
    ],
    [
      [2, 3],
      [1, 1],
      [5, 9],
    ],
    [
      [128, 5608],
      [175, 5678],
      [160, 5600],
      [150, 5400],
    ],
    [
      [3, 200],
      [5, 190],
      [3, 210],
      [40, 900],
    ],
  ];

  it.each(sets.map((set) => [set.length, set] as const))('of %i agree with 200,000 draws of %j', (_, set) => {
    const random = randomNumbers(20_261_101);
    const draws = 200_000;
    const best = set.map(() => 0);
    const losses = set.map(() => 0);
    const squares = set.map(() => 0);
    for (let draw = 0; draw < draws; draw += 1) {
      const rates = set.map((beta) => drawBeta(beta, random));
      const most = Math.max(...rates);
      for (const [own, rate] of rates.entries()) {
        if (rate === most) best[own] = (best[own] as number) + 1;
        losses[own] = (losses[own] as number) + most - rate;
        squares[own] = (squares[own] as number) + (most - rate) ** 2;
      }
    }
    const found = beliefsOfBetas(set);
    expect(found.reduce((sum, { probabilityBest }) => sum + probabilityBest, 0)).toBeCloseTo(1, 8);
    for (const [own, { probabilityBest, expectedLoss }] of found.entries()) {
      const error = Math.sqrt((probabilityBest * (1 - probabilityBest)) / draws);
      expect(Math.abs((best[own] as number) / draws - probabilityBest)).toBeLessThan(4 * error);
      const lossError = Math.sqrt((squares[own] as number) / draws / draws);
      expect(Math.abs((losses[own] as number) / draws - expectedLoss)).toBeLessThan(4 * lossError);
    }
  });

  it('of alike ones are alike, and one that is far behind changes nothing', () => {
    const alike = beliefsOfBetas([
      [50, 900],
      [50, 900],
      [50, 900],
      [50, 900],
    ]);
    for (const { probabilityBest } of alike) expect(probabilityBest).toBeCloseTo(0.25, 9);
    const [first, second] = beliefsOfBetas([
      [110, 900],
      [120, 900],
    ]);
    const [withLast, , last] = beliefsOfBetas([
      [110, 900],
      [120, 900],
      [2, 90_000],
    ]);
    expect(withLast?.probabilityBest).toBeCloseTo(first?.probabilityBest ?? 0, 9);
    expect(withLast?.expectedLoss).toBeCloseTo(first?.expectedLoss ?? 0, 9);
    expect(last?.probabilityBest).toBeCloseTo(0, 9);
    expect(second?.probabilityBest).toBeGreaterThan(0.5);
  });
});

/** A gamma to one of the sum of two. */
function drawBeta([alpha, beta]: Beta, random: RandomNumbers): number {
  const one = drawGamma(alpha, random);
  return one / (one + drawGamma(beta, random));
}

/** G. Marsaglia, W. W. Tsang, “A simple method for generating gamma variables” (2000); of shapes from one. */
function drawGamma(shape: number, random: RandomNumbers): number {
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = random.normal();
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - random()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}
