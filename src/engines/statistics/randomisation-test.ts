import type { Residuals } from './residuals.ts';

/** A variant against the first, by how schedules that might have been drawn come out. */
export interface RandomisedComparison {
  /** Shift of the value of the metric, as the days have it. */
  shift: number;
  /** Shifts that the test does not refute; infinite where the days are too few. */
  low: number;
  high: number;
  /** Corrected for the number of variants. */
  p: number;
}

export interface RandomisationTest {
  comparisons: RandomisedComparison[];
  /**
   * Standard deviation of a shift over the schedules that might have been drawn, of the variant that is known worst. It follows
   * from what the days brought, not from which variant they were given to: a test may end by it and stays exact.
   */
  deviation: number;
}

interface Asked {
  residuals: Residuals;
  /** What each observed day was given to. */
  given: Uint8Array;
  /** What it would have been given to by other schedules of the same kind. */
  others: readonly Uint8Array[];
  /** Of the others, which would have been decided before: they count as farther apart than any. */
  decidedBefore?: (other: number) => boolean;
  variants: number;
  alpha: number;
}

/** Of one schedule and one variant, whose days may be shifted back. */
interface Distance {
  /** How far the variant's days are from the first's, in units of a day's standard deviation. NaN where one has no day. */
  of: number;
  /** How much of that each unit of a shift makes. */
  ofShift: number;
  /** Squares of what the days of one and the same variant differ by, all together: of no shift, by it, and by its square. */
  squares: readonly [number, number, number];
}

/**
 * Whether the days differ by their variants more than they would by chance: the schedule was drawn at random, so had it been
 * another, days that no variant has changed would be just the same. Of such schedules, p is the share that comes out as far apart.
 * It takes nothing for granted of how days differ, and is exact for any number of them. Several variants are each compared with
 * the first, by the largest of their distances, which corrects for their number. A distance is held against what days of the same
 * variant differ by: else one variant that is far off would make all the others look alike.
 *
 * Sources: I. Bojinov, D. Simchi-Levi, J. Zhao, “Design and analysis of switchback experiments”, Management Science 69 (2023),
 * arXiv 2009.00148; P. H. Westfall, S. S. Young, “Resampling-based multiple testing” (1993), for the largest distance; E. Chung,
 * J. P. Romano, “Exact and asymptotically robust permutation tests”, Annals of Statistics 41 (2013), for its unit.
 */
export function randomisationTest(asked: Asked): RandomisationTest {
  const { residuals, given, others, variants, alpha, decidedBefore = () => false } = asked;
  const { weights } = residuals;
  const compared = Array.from({ length: variants - 1 }, (_, index) => {
    const variant = index + 1;
    const shown = residuals.without(Float64Array.from(given, (which) => (which === variant ? 1 : 0)));
    const measure = measureOf({ values: residuals.residuals, shown, weights, variant, variants });
    return { real: measure(given), drawn: others.map(measure) };
  });
  const farthest = others.map((_, other) =>
    decidedBefore(other)
      ? Number.POSITIVE_INFINITY
      : Math.max(...compared.map(({ drawn }) => farness(drawn[other] as Distance) || 0)),
  );
  const weight = weights.reduce((sum, one) => sum + one, 0);
  const deviations = compared.map(({ drawn }) => {
    const square = drawn.reduce((sum, { of }) => sum + (Number.isFinite(of) ? of ** 2 : 0), 0) / drawn.length;
    return Math.sqrt((square * 2 * variants) / weight);
  });
  const comparisons = compared.map(({ real, drawn }): RandomisedComparison => {
    const distant = farness(real) * nearly;
    const beyond = farthest.reduce((count, far) => count + (far >= distant ? 1 : 0), 0);
    const isKnown = Number.isFinite(real.of / real.ofShift);
    return {
      shift: isKnown ? real.of / real.ofShift : 0,
      p: isKnown && Math.abs(real.of) > roundingDistance ? (1 + beyond) / (1 + others.length) : 1,
      ...notRefuted(real, drawn, alpha / (variants - 1)),
    };
  });
  return { comparisons, deviation: Math.max(0, ...deviations) };
}

// What is as far apart but for rounding is as far apart.
const nearly = 1 - 1e-9;
// Days that are all the same are as far apart as this by rounding, in standard deviations.
const roundingDistance = 1e-9;

// Days of one variant that are all the same leave rounding errors.
const leastSquares = 1e-12;

/** How far apart by what days of the same variant differ by. NaN where a variant has no day, or where no days differ. */
function farness({ of, ofShift, squares: [none, by, bySquare] }: Distance, shift = 0): number {
  const left = none - 2 * shift * by + shift ** 2 * bySquare;
  const apart = (of - shift * ofShift) ** 2;
  return Math.sqrt(apart / Math.max(left, leastSquares * apart));
}

interface Measured {
  values: Float64Array;
  /** What each unit of a shift of the variant makes of the values. */
  shown: Float64Array;
  weights: Float64Array;
  variant: number;
  variants: number;
}

/** Measures the distance of a variant from the first by any schedule. */
function measureOf({ values, shown, weights, variant, variants }: Measured): (schedule: Uint8Array) => Distance {
  const product = (one: Float64Array, other: Float64Array) =>
    one.reduce((sum, value, day) => sum + value * (other[day] as number) * (weights[day] as number), 0);
  const all = [product(values, values), product(values, shown), product(shown, shown)] as const;
  const [weight, value, shift] = [new Float64Array(variants), new Float64Array(variants), new Float64Array(variants)];
  return (schedule) => {
    for (const sums of [weight, value, shift]) sums.fill(0);
    for (let day = 0; day < values.length; day += 1) {
      const which = schedule[day] as number;
      const own = weights[day] as number;
      weight[which] = (weight[which] as number) + own;
      value[which] = (value[which] as number) + own * (values[day] as number);
      shift[which] = (shift[which] as number) + own * (shown[day] as number);
    }
    let [none, by, bySquare] = all;
    for (let which = 0; which < variants; which += 1) {
      const [own, sum, shiftSum] = [weight[which] as number, value[which] as number, shift[which] as number];
      if (own === 0) continue;
      none -= sum ** 2 / own;
      by -= (sum * shiftSum) / own;
      bySquare -= shiftSum ** 2 / own;
    }
    const [ownWeight, firstWeight] = [weight[variant] as number, weight[0] as number];
    const unit = Math.sqrt((ownWeight * firstWeight) / (ownWeight + firstWeight));
    const apart = (sums: Float64Array) =>
      ((sums[variant] as number) / ownWeight - (sums[0] as number) / firstWeight) * unit;
    return { of: apart(value), ofShift: apart(shift), squares: [none, by, bySquare] };
  };
}

/** The shifts for which days that are shifted back are no farther apart than by chance. */
function notRefuted(real: Distance, drawn: readonly Distance[], alpha: number): { low: number; high: number } {
  const centre = real.of / real.ofShift;
  if (!Number.isFinite(centre)) return { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
  return { low: centre - reach(-1), high: centre + reach(1) };

  function isRefuted(shift: number): boolean {
    const distant = farness(real, shift) * nearly;
    let beyond = 1;
    for (const other of drawn) if (farness(other, shift) >= distant) beyond += 1;
    return beyond / (1 + drawn.length) <= alpha;
  }

  /** How far one can go from the centre, found by doubling and halving. */
  function reach(side: 1 | -1): number {
    let step = firstStep;
    while (!isRefuted(centre + side * step)) {
      step *= 2;
      if (step > mostShift) return Number.POSITIVE_INFINITY;
    }
    let [kept, refuted] = [step > firstStep ? step / 2 : 0, step];
    for (let halving = 0; halving < 20; halving += 1) {
      const middle = (kept + refuted) / 2;
      if (isRefuted(centre + side * middle)) refuted = middle;
      else kept = middle;
    }
    return refuted;
  }
}

const firstStep = 0.01;
// A rate that is twenty thousand times another: no days could be that far apart.
const mostShift = 10;
