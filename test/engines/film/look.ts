import { seeded } from './captions/samples.ts';

interface Plane {
  width: number;
  height: number;
  pixels: ArrayLike<number>;
}

/** Grey levels 16–235 with the spectrum of a photograph: details the weaker the finer they are, and hard edges. */
export function texture(width: number, height: number, seed: number): Uint8Array {
  const random = seeded(seed);
  const sum = new Float64Array(width * height);
  for (let cell = 64, weight = 1; cell >= 2; cell /= 2, weight *= 0.6) {
    const columns = Math.ceil(width / cell) + 2;
    const grid = Float64Array.from({ length: columns * (Math.ceil(height / cell) + 2) }, () => random() - 0.5);
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const at = Math.floor(y / cell) * columns + Math.floor(x / cell);
        const [u, v] = [(x % cell) / cell, (y % cell) / cell];
        const above = (grid[at] as number) * (1 - u) + (grid[at + 1] as number) * u;
        const below = (grid[at + columns] as number) * (1 - u) + (grid[at + columns + 1] as number) * u;
        (sum[y * width + x] as number) += weight * (above * (1 - v) + below * v);
      }
    }
  }
  const discs = Array.from({ length: 12 }, () => [
    random() * width,
    random() * height,
    4 + random() * 20,
    random() - 0.5,
  ]);
  return Uint8Array.from(sum, (value, pixel) => {
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    const disc = discs.findLast(([left = 0, top = 0, radius = 0]) => Math.hypot(x - left, y - top) < radius);
    return Math.max(16, Math.min(235, 126 + 90 * (value + (disc?.[3] ?? 0))));
  });
}

/** The plane at fractional places, by Lanczos' kernel of three lobes: what a perfect lens would come near to. */
export function lanczos(
  source: Plane,
  size: { width: number; height: number },
  place: { left: number; top: number; step: number },
) {
  const across = taps(size.width, source.width, place.left, place.step);
  const down = taps(size.height, source.height, place.top, place.step);
  const rows = new Float64Array(size.width * source.height);
  for (let y = 0; y < source.height; y++) {
    for (const [x, column] of across.entries()) {
      for (const [at, weight] of column)
        (rows[y * size.width + x] as number) += weight * (source.pixels[y * source.width + at] as number);
    }
  }
  const pixels = new Float64Array(size.width * size.height);
  for (const [y, row] of down.entries()) {
    for (let x = 0; x < size.width; x++) {
      for (const [at, weight] of row)
        (pixels[y * size.width + x] as number) += weight * (rows[at * size.width + x] as number);
    }
  }
  return pixels;
}

function taps(length: number, sourceLength: number, begin: number, step: number): [at: number, weight: number][][] {
  const kernel = (distance: number) => {
    const x = Math.PI * distance;
    return x === 0 ? 1 : Math.abs(distance) >= 3 ? 0 : (3 * Math.sin(x) * Math.sin(x / 3)) / x ** 2;
  };
  // A picture made smaller loses what is too fine for it: the kernel grows.
  const scale = Math.max(1, step);
  return Array.from({ length }, (_, index) => {
    const centre = begin + (index + 0.5) * step - 0.5;
    const found: [number, number][] = [];
    for (let at = Math.ceil(centre - 3 * scale); at <= centre + 3 * scale; at++) {
      found.push([Math.max(0, Math.min(sourceLength - 1, at)), kernel((at - centre) / scale)]);
    }
    const sum = found.reduce((total, [, weight]) => total + weight, 0);
    return found.map(([at, weight]) => [at, weight / sum]);
  });
}

/** Structural similarity of two planes (Wang et al. 2004), mean over windows of 8×8 that lie 4 apart. */
export function ssim({ width, height, pixels }: Plane, other: ArrayLike<number>): number {
  let total = 0;
  let windows = 0;
  for (let top = 0; top + 8 <= height; top += 4) {
    for (let left = 0; left + 8 <= width; left += 4) {
      let [a, b, aa, bb, ab] = [0, 0, 0, 0, 0];
      for (let pixel = 0; pixel < 64; pixel++) {
        const at = (top + (pixel >> 3)) * width + left + (pixel & 7);
        const [one, two] = [pixels[at] as number, other[at] as number];
        a += one / 64;
        b += two / 64;
        aa += (one * one) / 64;
        bb += (two * two) / 64;
        ab += (one * two) / 64;
      }
      const [c1, c2] = [(0.01 * 255) ** 2, (0.03 * 255) ** 2];
      total += ((2 * a * b + c1) * (2 * (ab - a * b) + c2)) / ((a * a + b * b + c1) * (aa - a * a + bb - b * b + c2));
      windows++;
    }
  }
  return total / windows;
}
