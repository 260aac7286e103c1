/**
 * Middles of labels of one height as near to where they are wanted as they can be without touching, between `from` and `to`.
 * In the order given; where there is no room for all, they lie over one another evenly.
 */
export function spreadLabels(wanted: readonly number[], height: number, from: number, to: number): number[] {
  const step = wanted.length > 1 ? Math.min(height, (to - from - height) / (wanted.length - 1)) : height;
  const order = wanted.map((_, index) => index).sort((a, b) => (wanted[a] as number) - (wanted[b] as number));
  // Labels that touch become one group, which stands where its members would on average.
  const groups: { count: number; first: number }[] = [];
  for (const index of order) {
    let group = { count: 1, first: wanted[index] as number };
    for (let above = groups.at(-1); above && above.first + above.count * step > group.first; above = groups.at(-1)) {
      groups.pop();
      const count = above.count + group.count;
      group = { count, first: (above.first * above.count + (group.first - above.count * step) * group.count) / count };
    }
    const [top, bottom] = [from + height / 2, to - height / 2];
    groups.push({ ...group, first: Math.min(Math.max(group.first, top), bottom - (group.count - 1) * step) });
  }
  const places = groups.flatMap(({ count, first }) => Array.from({ length: count }, (_, at) => first + at * step));
  // What the lower edge pushed up pushes on.
  for (let at = places.length - 2; at >= 0; at--) {
    places[at] = Math.min(places[at] as number, (places[at + 1] as number) - step);
  }
  const spread: number[] = [];
  for (const [at, index] of order.entries()) spread[index] = places[at] as number;
  return spread;
}
