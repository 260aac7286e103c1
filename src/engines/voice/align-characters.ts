/** Steps of an alignment, as they are found walking back. */
const both = 1;
const onlyFirst = 2;
const onlySecond = 3;

// Cells of a table, a byte each; what needs more is cut in two first.
const mostCells = 4_000_000;

/**
 * For each character of the first text the index of the one it stands opposite to in the second, or -1: the way that needs
 * the fewest changes, or nearly. Undefined when the texts are so long and so different that it cannot be found within reason.
 */
export function alignCharacters(first: readonly string[], second: readonly string[]): Int32Array | undefined {
  const opposite = new Int32Array(first.length).fill(-1);
  let from = 0;
  while (from < first.length && from < second.length && first[from] === second[from]) opposite[from] = from++;
  let [rows, columns] = [first.length, second.length];
  while (rows > from && columns > from && first[rows - 1] === second[columns - 1]) opposite[--rows] = --columns;
  rows -= from;
  columns -= from;
  if (rows === 0 || columns === 0) return opposite;

  // Only cells near the diagonal: texts that are meant to be the same do not stray far from it.
  const reach = Math.abs(rows - columns) + 200 + Math.ceil(Math.max(rows, columns) / 50);
  const width = 2 * reach + 1;
  if (rows * width > mostCells) {
    const parts = alignInTwo(first.slice(from, from + rows), second.slice(from, from + columns));
    if (!parts) return undefined;
    for (const [index, place] of parts.entries()) if (place >= 0) opposite[from + index] = from + place;
    return opposite;
  }
  const left = (row: number) => Math.round((row * columns) / rows) - reach;
  const steps = new Uint8Array((rows + 1) * width);
  let above = new Int32Array(width).fill(unreachable);
  let current = new Int32Array(width).fill(unreachable);

  for (let row = 0; row <= rows; row++) {
    current.fill(unreachable);
    const start = left(row);
    const shift = start - left(row - 1);
    for (let at = Math.max(0, -start); at < width && start + at <= columns; at++) {
      const column = start + at;
      let [cost, step] = row === 0 && column === 0 ? [0, both] : [unreachable, both];
      const take = (candidate: number, kind: number) => {
        if (candidate < cost) [cost, step] = [candidate, kind];
      };
      if (row > 0 && column > 0) {
        const differs = first[from + row - 1] === second[from + column - 1] ? 0 : substitution;
        take((above[at + shift - 1] ?? unreachable) + differs, both);
      }
      if (row > 0) take((above[at + shift] ?? unreachable) + 2, onlyFirst);
      if (column > 0 && at > 0) take((current[at - 1] ?? unreachable) + 2, onlySecond);
      current[at] = cost;
      steps[row * width + at] = step;
    }
    [above, current] = [current, above];
  }

  let [row, column] = [rows, columns];
  while (row > 0 || column > 0) {
    const step = steps[row * width + column - left(row)];
    if (step === both) {
      row--;
      column--;
      opposite[from + row] = from + column;
    } else if (step === onlyFirst) row--;
    else if (step === onlySecond) column--;
    else return undefined;
  }
  return opposite;
}

// So many characters alike are no accident.
const anchorLength = 16;

/** Cuts both texts at a stretch that each has once, as near the middle as there is one, and aligns the halves. */
function alignInTwo(first: readonly string[], second: readonly string[]): Int32Array | undefined {
  const [ofFirst, ofSecond] = [uniqueStretches(first), uniqueStretches(second)];
  const middle = first.length / 2;
  let best: { at: number; place: number } | undefined;
  for (const [stretch, at] of ofFirst) {
    const place = at < 0 ? -1 : (ofSecond.get(stretch) ?? -1);
    const strays = Math.abs(at / first.length - place / second.length) > 0.1;
    if (place < 0 || strays) continue;
    if (!best || Math.abs(at - middle) < Math.abs(best.at - middle)) best = { at, place };
  }
  if (!best || best.at < first.length / 20 || best.at > (first.length * 19) / 20) return undefined;
  const before = alignCharacters(first.slice(0, best.at), second.slice(0, best.place));
  const after = alignCharacters(first.slice(best.at), second.slice(best.place));
  if (!before || !after) return undefined;
  const { place } = best;
  return Int32Array.from([...before, ...after.map((opposite) => (opposite < 0 ? -1 : opposite + place))]);
}

/** Where each stretch of `anchorLength` characters stands; -1 for those that come more than once. */
function uniqueStretches(text: readonly string[]): Map<string, number> {
  const places = new Map<string, number>();
  for (let at = 0; at + anchorLength <= text.length; at++) {
    const stretch = text.slice(at, at + anchorLength).join('');
    places.set(stretch, places.has(stretch) ? -1 : at);
  }
  return places;
}

const unreachable = 1_000_000_000;

// Cheaper than to leave out one and put in another, dearer than either: 3 against 2.
const substitution = 3;
