/** A plane of grey values. */
export interface Plane {
  width: number;
  height: number;
  values: ArrayLike<number>;
}

const windowPixels = 8;
const everyPixels = 4;
// Wang et al. 2004, for values of 8 bits.
const c1 = (0.01 * 255) ** 2;
const c2 = (0.03 * 255) ** 2;

/** Structural similarity of two planes of one size, 1 when they are equal: mean over windows of 8×8, every 4 pixels. */
export function ssim(a: Plane, b: Plane): number {
  let sum = 0;
  let count = 0;
  for (let top = 0; top + windowPixels <= a.height; top += everyPixels) {
    for (let left = 0; left + windowPixels <= a.width; left += everyPixels) {
      sum += windowSsim(a, b, left, top);
      count++;
    }
  }
  return sum / count;
}

function windowSsim(a: Plane, b: Plane, left: number, top: number): number {
  let [sumA, sumB, squaresA, squaresB, products] = [0, 0, 0, 0, 0];
  for (let y = top; y < top + windowPixels; y++) {
    for (let at = y * a.width + left; at < y * a.width + left + windowPixels; at++) {
      const [va, vb] = [a.values[at] as number, b.values[at] as number];
      sumA += va;
      sumB += vb;
      squaresA += va * va;
      squaresB += vb * vb;
      products += va * vb;
    }
  }
  const n = windowPixels * windowPixels;
  const [meanA, meanB] = [sumA / n, sumB / n];
  const varianceA = squaresA / n - meanA * meanA;
  const varianceB = squaresB / n - meanB * meanB;
  const covariance = products / n - meanA * meanB;
  return (
    ((2 * meanA * meanB + c1) * (2 * covariance + c2)) /
    ((meanA * meanA + meanB * meanB + c1) * (varianceA + varianceB + c2))
  );
}
