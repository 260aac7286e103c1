/** As caches count them: whole, and at least one, for none would mean for ever. */
export function wholeMilliseconds(time: number): number {
  return Math.max(1, Math.ceil(time));
}
