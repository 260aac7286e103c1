/**
 * Cuts a whole number below 10¹⁵ into thousands: `1_200_005` → `[1, 200, 5]` under the scales million, thousand, one.
 * `scale` 0 is the ones, 1 the thousands, 2 the millions …
 */
export function thousandsOf(n: number): { group: number; scale: number }[] {
  const groups: { group: number; scale: number }[] = [];
  for (let rest = n, scale = 0; rest > 0; rest = Math.floor(rest / 1000), scale++) {
    if (rest % 1000 > 0) groups.unshift({ group: rest % 1000, scale });
  }
  return groups;
}
