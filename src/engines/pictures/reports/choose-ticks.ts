export interface Ticks {
  step: number;
  values: number[];
}

/** Round numbers from `low` to `high`, as many as there may be: the step is 1, 2 or 5 times a power of ten. */
export function chooseTicks(low: number, high: number, most: number): Ticks {
  const power = Math.floor(Math.log10((high - low) / Math.max(1, most)));
  for (let exponent = power; ; exponent++) {
    for (const factor of [1, 2, 5]) {
      const step = Number((factor * 10 ** exponent).toPrecision(12));
      // A bound that is round stays inside, whatever its last bit says.
      const first = Math.ceil(low / step - 1e-9);
      const last = Math.floor(high / step + 1e-9);
      if (last - first + 1 > most) continue;
      const count = Math.max(0, last - first + 1);
      return { step, values: Array.from({ length: count }, (_, at) => Number(((first + at) * step).toPrecision(12))) };
    }
  }
}

/** The same on a scale of powers: 1, 2 and 5 of each, or the powers alone where those are too many. */
export function chooseLogTicks(low: number, high: number, most: number): number[] {
  const from = Math.floor(Math.log10(low));
  const to = Math.ceil(Math.log10(high));
  const powers = Array.from({ length: to - from + 1 }, (_, at) => from + at);
  for (const factors of [[1, 2, 5], [1, 3], [1]]) {
    const ticks = powers.flatMap((power) => factors.map((factor) => Number((factor * 10 ** power).toPrecision(12))));
    const inside = ticks.filter((tick) => tick >= low * (1 - 1e-9) && tick <= high * (1 + 1e-9));
    if (inside.length <= most) return inside;
  }
  const every = Math.ceil(powers.length / most);
  return powers.filter((power) => (power - from) % every === 0).map((power) => Number((10 ** power).toPrecision(12)));
}
