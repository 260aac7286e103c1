import type { Box } from './report-look.ts';

/** Of several places for a text, the first that no line runs through, or else the one that least of them runs through. */
export function choosePlace(
  places: readonly Box[],
  lines: readonly (readonly (readonly [number, number])[])[],
): Box | undefined {
  let best: { place: Box; crossings: number } | undefined;
  for (const place of places) {
    const crossings = lines.reduce((sum, line) => sum + countCrossings(place, line), 0);
    if (crossings < (best?.crossings ?? Number.POSITIVE_INFINITY)) best = { place, crossings };
  }
  return best?.place;
}

/** Length of a line inside a box, in steps of two pixels. */
function countCrossings(place: Box, line: readonly (readonly [number, number])[]): number {
  let count = 0;
  for (const [index, [x, y]] of line.entries()) {
    const [fromX, fromY] = line[index - 1] ?? [x, y];
    const steps = Math.max(1, Math.ceil(Math.hypot(x - fromX, y - fromY) / 2));
    for (let step = 1; step <= steps; step++) {
      const [atX, atY] = [fromX + ((x - fromX) * step) / steps, fromY + ((y - fromY) * step) / steps];
      if (atX > place.left && atX < place.right && atY > place.top && atY < place.bottom) count++;
    }
  }
  return count;
}
