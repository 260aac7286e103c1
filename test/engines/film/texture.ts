import { seeded } from './captions/samples.ts';

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
