import jstat from 'jstat';
import { describe, expect, it } from 'vitest';
import {
  logBeta,
  logGamma,
  normalCdf,
  normalQuantile,
  regularisedBeta,
  studentCdf,
  studentQuantile,
  upperGammaHalf,
} from '../../../src/engines/statistics/special-functions.ts';

const { jStat } = jstat;

/** Both the same, relatively where they are large. */
function expectAgreement(ours: number, theirs: number, within: number, what: string): void {
  expect(Math.abs(ours - theirs) / Math.max(1, Math.abs(theirs)), `${what}: ${ours}, jstat ${theirs}`).toBeLessThan(
    within,
  );
}

const shapes = [0.5, 1, 1.5, 2, 3.7, 10, 42, 127, 500, 2203, 12_000, 250_000];
const chances = [1e-6, 0.001, 0.01, 0.025, 0.05, 0.2, 0.5, 0.7, 0.9, 0.975, 0.995, 0.999_99];
const freedoms = [1, 2, 3, 5, 10, 25, 26, 100, 363];

describe('agreement with jstat', () => {
  it('of the logarithms of gamma and beta, to twelve digits', () => {
    for (const x of [0.01, 0.1, 0.3, ...shapes, 1e7]) {
      expectAgreement(logGamma(x), jStat.gammaln(x), 1e-12, `logGamma(${x})`);
    }
    for (const a of shapes) {
      for (const b of shapes) expectAgreement(logBeta(a, b), jStat.betaln(a, b), 1e-9, `logBeta(${a}, ${b})`);
    }
  });

  it('of the incomplete beta function, from its lower tail to its upper, to seven digits', () => {
    for (const a of shapes) {
      for (const b of shapes) {
        const mean = a / (a + b);
        const deviation = Math.sqrt((mean * (1 - mean)) / (a + b + 1));
        for (const away of [-6, -3, -1, -0.1, 0, 0.5, 2, 5]) {
          const x = mean + away * deviation;
          if (x <= 0 || x >= 1) continue;
          // jstat takes a hundred steps at most, which are too few for shapes of thousands, and stops where a step changes less
          // than 3e-7: to twelve digits, and for larger shapes, ours is held against closed forms below.
          if (Math.max(a, b) > 600) continue;
          expectAgreement(regularisedBeta(x, a, b), jStat.ibeta(x, a, b), 1e-7, `I(${x}; ${a}, ${b})`);
        }
      }
    }
  });

  it('of the normal distribution and of erfc, to nine digits; jstat’s quantiles are good for eight', () => {
    for (let z = -8; z <= 8; z += 0.05) expectAgreement(normalCdf(z), jStat.normal.cdf(z, 0, 1), 1e-9, `Φ(${z})`);
    for (let x = 0.005; x < 40; x += 0.05) {
      expectAgreement(upperGammaHalf(x), 1 - jStat.chisquare.cdf(2 * x, 1), 1e-9, `Q(½, ${x})`);
    }
    for (const p of chances) expectAgreement(normalQuantile(p), jStat.normal.inv(p, 0, 1), 1e-8, `Φ⁻¹(${p})`);
  });

  it('of Student’s t, to seven digits, which is what jstat’s is good for', () => {
    for (const freedom of freedoms) {
      for (let t = -8; t <= 8; t += 0.25) {
        expectAgreement(studentCdf(t, freedom), jStat.studentt.cdf(t, freedom), 1e-7, `t ${t} of ${freedom}`);
      }
      for (const p of chances.filter((chance) => chance >= 0.001 && chance < 0.9999)) {
        const theirs = jStat.studentt.inv(p, freedom);
        expectAgreement(studentQuantile(p, freedom), theirs, 1e-7, `t of ${p} with ${freedom}`);
      }
    }
  });
});

describe('where jstat says nothing', () => {
  it('the incomplete beta function and Student’s t are their closed forms, to twelve digits', () => {
    for (let x = 0.01; x < 1; x += 0.01) {
      expect(regularisedBeta(x, 0.5, 0.5)).toBeCloseTo((2 / Math.PI) * Math.asin(Math.sqrt(x)), 12);
      for (const shape of [0.5, 1, 7, 300]) {
        expect(regularisedBeta(x, shape, 1)).toBeCloseTo(x ** shape, 12);
        expect(regularisedBeta(x, 1, shape)).toBeCloseTo(1 - (1 - x) ** shape, 12);
      }
    }
    for (let t = -9; t <= 9; t += 0.3) {
      expect(studentCdf(t, 1)).toBeCloseTo(0.5 + Math.atan(t) / Math.PI, 12);
      expect(studentCdf(t, 2)).toBeCloseTo(0.5 + t / (2 * Math.sqrt(2 + t * t)), 12);
    }
  });

  it('the incomplete beta function of large shapes is the sum of the binomial probabilities it stands for', () => {
    for (const [a, b] of [
      [2204, 5003],
      [3847, 8812],
      [127, 40_000],
    ] as const) {
      const mean = a / (a + b);
      for (const x of [0.97 * mean, mean, 1.02 * mean]) {
        // I_x(a, b) = P(Binomial(a + b − 1, x) ≥ a), for whole a and b.
        const n = a + b - 1;
        let sum = 0;
        for (let k = n; k >= a; k -= 1) {
          sum += Math.exp(k * Math.log(x) + (n - k) * Math.log1p(-x) - logBeta(k + 1, n - k + 1) - Math.log(n + 1));
        }
        expect(regularisedBeta(x, a, b)).toBeCloseTo(sum, 9);
      }
    }
  });

  it('the incomplete beta function of any shapes grows, and is one less that of the other side', () => {
    for (const a of shapes) {
      for (const b of shapes) {
        const around = Array.from({ length: 41 }, (_, index) => (a / (a + b)) * (0.8 + index * 0.01)).filter(
          (x) => x < 1,
        );
        const values = around.map((x) => regularisedBeta(x, a, b));
        for (const [index, x] of around.entries()) {
          const value = values[index] as number;
          // Logarithms of gamma of a quarter of a million leave nine digits.
          expect(Math.abs(value + regularisedBeta(1 - x, b, a) - 1)).toBeLessThan(2e-9);
          if (index > 0) expect(value - (values[index - 1] as number)).toBeGreaterThan(-2e-9);
        }
      }
    }
    expect([regularisedBeta(-0.1, 2, 3), regularisedBeta(0, 2, 3), regularisedBeta(1, 2, 3)]).toEqual([0, 0, 1]);
  });

  it('quantiles undo their distributions far out, and a probability that is none is refused', () => {
    for (const p of [1e-12, 1e-4, 0.3, 0.5, 0.999_999]) {
      expect(normalCdf(normalQuantile(p)) / p).toBeCloseTo(1, 9);
      expect(studentCdf(studentQuantile(p, 4), 4) / p).toBeCloseTo(1, 9);
    }
    for (const p of [0, 1, -0.1, Number.NaN]) {
      expect(() => normalQuantile(p)).toThrow(`a probability between 0 and 1 is needed, not ${p}`);
      expect(() => studentQuantile(p, 3)).toThrow(RangeError);
    }
  });

  it('tails keep their digits: far out, the normal distribution is as small as it should be', () => {
    // Abramowitz and Stegun, table 26.1 and formula 26.2.12.
    expect(normalCdf(-10) / 7.619_853_024_160_527e-24).toBeCloseTo(1, 9);
    expect(normalCdf(-20) / 2.753_624_118_606_233e-89).toBeCloseTo(1, 9);
    expect(normalCdf(-40)).toBe(0);
    expect(normalCdf(40)).toBe(1);
  });
});
