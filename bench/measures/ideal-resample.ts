import type { Plane } from './ssim.ts';

/** Where a view lies on a picture: target pixel (x, y) shows the picture at (left + (x + ½)·step − ½, …). */
export interface View {
  left: number;
  top: number;
  step: number;
}

const lobes = 3;

/** The view in floating point by Lanczos' kernel of three lobes, widened where the picture is made smaller. */
export function resampleIdeally(source: Plane, { left, top, step }: View, width: number, height: number): Plane {
  const columns = kernelsOf(width, source.width, left, step);
  const rows = kernelsOf(height, source.height, top, step);
  const across = new Float64Array(source.height * width);
  for (let y = 0; y < source.height; y++) {
    const row = y * source.width;
    for (let x = 0; x < width; x++) {
      const { first, weights } = columns[x] as Kernel;
      let sum = 0;
      for (let tap = 0; tap < weights.length; tap++) {
        sum += (source.values[row + first + tap] as number) * (weights[tap] as number);
      }
      across[y * width + x] = sum;
    }
  }
  const values = new Float64Array(width * height);
  for (let y = 0; y < height; y++) {
    const { first, weights } = rows[y] as Kernel;
    for (let tap = 0; tap < weights.length; tap++) {
      const [weight, row] = [weights[tap] as number, (first + tap) * width];
      for (let x = 0; x < width; x++)
        values[y * width + x] = (values[y * width + x] as number) + weight * (across[row + x] as number);
    }
  }
  return { width, height, values };
}

interface Kernel {
  first: number;
  weights: number[];
}

/** For each target pixel the source pixels it takes, and how much of each; what lies beyond the edge is left out. */
function kernelsOf(targetLength: number, sourceLength: number, start: number, step: number): Kernel[] {
  const reach = lobes * Math.max(1, step);
  return Array.from({ length: targetLength }, (_, target) => {
    const centre = start + (target + 0.5) * step - 0.5;
    const first = Math.max(0, Math.ceil(centre - reach));
    const last = Math.min(sourceLength - 1, Math.floor(centre + reach));
    const weights = Array.from({ length: last - first + 1 }, (_, tap) =>
      lanczos((first + tap - centre) / Math.max(1, step)),
    );
    const sum = weights.reduce((total, weight) => total + weight, 0);
    return { first, weights: weights.map((weight) => weight / sum) };
  });
}

function lanczos(x: number): number {
  if (x === 0) return 1;
  if (Math.abs(x) >= lobes) return 0;
  const angle = Math.PI * x;
  return (lobes * Math.sin(angle) * Math.sin(angle / lobes)) / (angle * angle);
}
