interface Pixels {
  width: number;
  height: number;
  /** RGBA. */
  data: Uint8ClampedArray;
}

const windowSize = 8;
const step = 4;
// (0.01·255)² and (0.03·255)²: Wang, Bovik, Sheikh and Simoncelli, “Image quality assessment” (2004).
const steadyMean = 6.5025;
const steadyVariance = 58.5225;

/** Mean structural similarity of two pictures' luminance, in windows of 8×8 that lie 4 apart: 1 for equal ones. */
export function luminanceSsim(one: Pixels, other: Pixels): number {
  if (one.width !== other.width || one.height !== other.height) throw new RangeError('the pictures differ in size');
  const [a, b] = [luminance(one), luminance(other)];
  let sum = 0;
  let windows = 0;
  for (let y = 0; y + windowSize <= one.height; y += step) {
    for (let x = 0; x + windowSize <= one.width; x += step) {
      sum += windowSsim(a, b, y * one.width + x, one.width);
      windows++;
    }
  }
  return sum / windows;
}

function windowSsim(a: Float32Array, b: Float32Array, corner: number, width: number): number {
  let [sumA, sumB, squaresA, squaresB, products] = [0, 0, 0, 0, 0];
  for (let y = 0; y < windowSize; y++) {
    for (let x = 0; x < windowSize; x++) {
      const at = corner + y * width + x;
      const [p, q] = [a[at] as number, b[at] as number];
      sumA += p;
      sumB += q;
      squaresA += p * p;
      squaresB += q * q;
      products += p * q;
    }
  }
  const count = windowSize * windowSize;
  const [meanA, meanB] = [sumA / count, sumB / count];
  const [varianceA, varianceB] = [squaresA / count - meanA * meanA, squaresB / count - meanB * meanB];
  const covariance = products / count - meanA * meanB;
  return (
    ((2 * meanA * meanB + steadyMean) * (2 * covariance + steadyVariance)) /
    ((meanA * meanA + meanB * meanB + steadyMean) * (varianceA + varianceB + steadyVariance))
  );
}

function luminance({ data, width, height }: Pixels): Float32Array {
  const luma = new Float32Array(width * height);
  for (let pixel = 0; pixel < luma.length; pixel++) {
    const at = pixel * 4;
    luma[pixel] = 0.2126 * (data[at] as number) + 0.7152 * (data[at + 1] as number) + 0.0722 * (data[at + 2] as number);
  }
  return luma;
}
