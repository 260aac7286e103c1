/** Two contenders measured in turn, so that what else the machine does falls on both. */
export interface Contest {
  ours: number;
  reference: number;
  /** The median of the rounds' ratios, ours by reference, and the quarter of them below and above. */
  ratio: number;
  low: number;
  high: number;
}

/**
 * Lets both have their turn `rounds` times, each first in every other round, after one turn each that does not count.
 * @param measure what a turn yields
 */
export async function takeTurns<Name extends string>(
  [ours, reference]: readonly [Name, Name],
  rounds: number,
  measure: (name: Name) => Promise<number>,
): Promise<Contest> {
  for (const name of [ours, reference]) await measure(name);
  const found: { ours: number; reference: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    const first = round % 2 === 0;
    const one = await measure(first ? ours : reference);
    const other = await measure(first ? reference : ours);
    found.push(first ? { ours: one, reference: other } : { ours: other, reference: one });
  }
  const ratios = found.map((round) => round.ours / round.reference);
  return {
    ours: quantile(
      found.map((round) => round.ours),
      0.5,
    ),
    reference: quantile(
      found.map((round) => round.reference),
      0.5,
    ),
    ratio: quantile(ratios, 0.5),
    low: quantile(ratios, 0.25),
    high: quantile(ratios, 0.75),
  };
}

/** Between the two nearest values where it falls between. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? Number.NaN;
  return below + (above - below) * (place - Math.floor(place));
}
