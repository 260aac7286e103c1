/** Lanczos' coefficients for g = 7, by P. Godfrey (2001): fifteen digits. */
const lanczos = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
] as const;

/** Natural logarithm of the gamma function, for x > 0. */
export function logGamma(x: number): number {
  const base = x + 6.5;
  let series: number = lanczos[0];
  for (let term = 1; term < lanczos.length; term += 1) series += (lanczos[term] as number) / (x + term - 1);
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(base) - base + Math.log(series);
}

/** Natural logarithm of the beta function, a, b > 0. */
export function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}

const tiny = 1e-300;
const precision = 1e-15;

/**
 * Regularised incomplete beta function I_x(a, b): the probability that Beta(a, b) is below x.
 *
 * Source: W. H. Press et al., “Numerical Recipes” (3rd ed., 2007), 6.4: Lentz' continued fraction, on the side where it converges
 * fast; for large a and b it needs some √max(a, b) steps.
 */
export function regularisedBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) - logBeta(a, b));
  return x < (a + 1) / (a + b + 2) ? (front * betaFraction(x, a, b)) / a : 1 - (front * betaFraction(1 - x, b, a)) / b;
}

function betaFraction(x: number, a: number, b: number): number {
  const atLeast = (value: number) => (Math.abs(value) < tiny ? tiny : value);
  const mostSteps = 200 + 10 * Math.sqrt(Math.max(a, b));
  let c = 1;
  let d = 1 / atLeast(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m < mostSteps; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / atLeast(1 + even * d);
    c = atLeast(1 + even / c);
    fraction *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / atLeast(1 + odd * d);
    c = atLeast(1 + odd / c);
    const step = d * c;
    fraction *= step;
    if (Math.abs(step - 1) < precision) break;
  }
  return fraction;
}

/**
 * Probability that a standard normal is below z.
 *
 * Source: through the incomplete gamma function of a half, by series or continued fraction (“Numerical Recipes”, 6.2).
 */
export function normalCdf(z: number): number {
  const tail = 0.5 * upperGammaHalf((z * z) / 2);
  return z > 0 ? 1 - tail : tail;
}

/** Regularised upper incomplete gamma function Q(1/2, x), which is erfc(√x). */
export function upperGammaHalf(x: number): number {
  if (x <= 0) return 1;
  const front = Math.exp(-x + 0.5 * Math.log(x)) / Math.sqrt(Math.PI);
  if (x < 1.5) {
    let [term, sum] = [2, 2];
    for (let n = 1; Math.abs(term) > Math.abs(sum) * 1e-16; n += 1) {
      term *= x / (0.5 + n);
      sum += term;
    }
    return 1 - front * sum;
  }
  let b = x + 0.5;
  let [c, d] = [1 / tiny, 1 / b];
  let fraction = d;
  for (let n = 1; n < 500; n += 1) {
    const numerator = -n * (n - 0.5);
    b += 2;
    d = 1 / (numerator * d + b);
    c = b + numerator / c;
    const step = c * d;
    fraction *= step;
    if (Math.abs(step - 1) < precision) break;
  }
  return front * fraction;
}

/** The z that a standard normal is below with probability p; 0 < p < 1. */
export function normalQuantile(p: number): number {
  return inverse(normalCdf, p);
}

/** Probability that Student's t with so many degrees of freedom is below t. */
export function studentCdf(t: number, freedom: number): number {
  const square = t * t;
  // Near the middle the share that is left of one has too few digits: there it is the other side's.
  if (square < 1) return 0.5 + 0.5 * Math.sign(t) * regularisedBeta(square / (freedom + square), 0.5, freedom / 2);
  const tail = 0.5 * regularisedBeta(freedom / (freedom + square), freedom / 2, 0.5);
  return t > 0 ? 1 - tail : tail;
}

/** The t that Student's t is below with probability p; 0 < p < 1. */
export function studentQuantile(p: number, freedom: number): number {
  return inverse((t) => studentCdf(t, freedom), p);
}

/** Where a distribution function reaches p, by halving: the functions are smooth and cheap, and it can't fail. */
function inverse(cdf: (x: number) => number, p: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`a probability between 0 and 1 is needed, not ${p}`);
  let [low, high] = [-1, 1];
  while (cdf(low) > p) low *= 2;
  while (cdf(high) < p) high *= 2;
  while (high - low > 1e-13 * Math.max(1, Math.abs(low))) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) break;
    if (cdf(middle) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
