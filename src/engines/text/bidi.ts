export type Direction = 'ltr' | 'rtl';

/** Characters `from` to `to` (not included) of a text, all of one embedding level: odd is right to left. */
export interface BidiRun {
  from: number;
  to: number;
  level: number;
}

type Kind = 'L' | 'R' | 'AL' | 'EN' | 'ES' | 'ET' | 'AN' | 'CS' | 'NSM' | 'WS' | 'ON';

const kinds: readonly (readonly [Kind, RegExp])[] = [
  ['EN', /[0-9\u06f0-\u06f9\u00b2\u00b3\u00b9\u2070-\u2089]/u],
  ['AN', /[\u0660-\u0669\u066b\u066c\u0600-\u0605\u06dd]/u],
  ['R', /[\u200f\p{Script=Hebrew}\p{Script=Nko}\p{Script=Samaritan}\p{Script=Mandaic}]/u],
  ['AL', /[\u061c\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}]/u],
  ['ES', /[+\-\u2212]/u],
  ['CS', /[,./:\u00a0\u202f\u060c]/u],
  ['ET', /[#$%\u00a2-\u00a5\u00b0\u00b1\u066a\u2030\u2032-\u2034\p{Sc}]/u],
  ['WS', /[\s\u200b]/u],
  ['L', /[\p{L}\p{N}\u200e\p{Mc}]/u],
];

const rightToLeft =
  /[\u200f\u061c\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\u0660-\u0669]/u;

function kindOf(character: string): Kind {
  // The marks of Arabic and Hebrew are of those scripts too; signs in those blocks are neutral.
  if (/[\p{Mn}\p{Me}\u200c\u200d]/u.test(character)) return 'NSM';
  const kind = kinds.find(([, characters]) => characters.test(character))?.[0] ?? 'ON';
  return (kind === 'AL' || kind === 'R') &&
    /[\p{P}\p{S}]/u.test(character) &&
    !/[\u05be\u05c0\u05c3\u05c6\u05f3\u05f4\u061b\u061f\u06d4]/u.test(character)
    ? 'ON'
    : kind;
}

const brackets = new Map([...'()[]{}⟨⟩〈〉《》「」『』【】（）'].map((bracket, index) => [bracket, index]));

/** Whether anything in a text runs from right to left. */
export function hasRightToLeft(text: string): boolean {
  return rightToLeft.test(text);
}

/**
 * Runs of one direction, in the order they stand from left to right on one line: the Unicode bidirectional algorithm
 * (UAX #9) without explicit embeddings, rules W1–W7, N0–N2, I1–I2, L1 and L2. Brackets are not mirrored here: whoever
 * draws a run in its own direction has them right.
 */
export function visualRuns(text: string, direction: Direction): BidiRun[] {
  const levels = bidiLevels(text, direction);
  const runs: BidiRun[] = [];
  for (let at = 0; at < levels.length; at++) {
    const level = levels[at] as number;
    const last = runs.at(-1);
    if (last?.level === level) last.to = at + 1;
    else runs.push({ from: at, to: at + 1, level });
  }
  const highest = Math.max(0, ...runs.map(({ level }) => level));
  for (let level = highest; level > 0; level--) {
    for (let from = 0; from < runs.length; from++) {
      let to = from;
      while (to < runs.length && (runs[to] as BidiRun).level >= level) to++;
      if (to > from + 1) runs.splice(from, to - from, ...runs.slice(from, to).reverse());
      if (to > from) from = to;
    }
  }
  return runs;
}

/** The embedding level of each UTF-16 unit of one line. */
function bidiLevels(text: string, direction: Direction): number[] {
  const base = direction === 'rtl' ? 1 : 0;
  const characters = [...text];
  const original = characters.map(kindOf);
  const kind = resolveNeutrals(characters, resolveNumbers([...original], base), base);
  const levels = kind.map((each) => {
    if (base === 0) return each === 'R' ? 1 : each === 'L' ? 0 : 2;
    return each === 'R' ? 1 : 2;
  });
  for (let at = levels.length - 1; at >= 0 && original[at] === 'WS'; at--) levels[at] = base;
  return characters.flatMap((character, at) => Array<number>(character.length).fill(levels[at] as number));
}

/** W1–W7. */
function resolveNumbers(kind: Kind[], base: number): Kind[] {
  const start: Kind = base === 1 ? 'R' : 'L';
  let strong: Kind = start;
  for (let at = 0; at < kind.length; at++) {
    if (kind[at] === 'NSM') kind[at] = kind[at - 1] ?? start;
    const each = kind[at] as Kind;
    if (each === 'L' || each === 'R' || each === 'AL') strong = each;
    if (each === 'EN' && strong === 'AL') kind[at] = 'AN';
  }
  for (let at = 0; at < kind.length; at++) {
    if (kind[at] === 'AL') kind[at] = 'R';
    const [before, after] = [kind[at - 1], kind[at + 1]];
    const between = before === after && (before === 'EN' || (before === 'AN' && kind[at] === 'CS'));
    if ((kind[at] === 'ES' || kind[at] === 'CS') && between) kind[at] = before as Kind;
  }
  for (let at = 0; at < kind.length; at++) {
    if (kind[at] !== 'ET') continue;
    let to = at;
    while (kind[to] === 'ET') to++;
    kind.fill(kind[at - 1] === 'EN' || kind[to] === 'EN' ? 'EN' : 'ON', at, to);
    at = to - 1;
  }
  strong = start;
  return kind.map((each) => {
    if (each === 'L' || each === 'R') strong = each;
    if (each === 'ES' || each === 'CS') return 'ON';
    return each === 'EN' && strong === 'L' ? 'L' : each;
  });
}

/** N0–N2: afterwards there are only L, R, EN and AN. */
function resolveNeutrals(characters: string[], kind: Kind[], base: number): Kind[] {
  const embedding: Kind = base === 1 ? 'R' : 'L';
  const strongAt = (at: number): 'L' | 'R' | undefined => {
    const each = at < 0 || at >= kind.length ? embedding : kind[at];
    if (each === 'EN' || each === 'AN') return 'R';
    return each === 'L' || each === 'R' ? each : undefined;
  };
  const nearest = (from: number, step: 1 | -1): 'L' | 'R' => {
    let at = from;
    while (strongAt(at) === undefined) at += step;
    return strongAt(at) as 'L' | 'R';
  };
  for (const [open, close] of bracketPairs(characters, kind)) {
    const inside = new Set(kind.slice(open + 1, close).map((_, offset) => strongAt(open + 1 + offset)));
    const opposite = embedding === 'R' ? 'L' : 'R';
    const resolved = inside.has(embedding)
      ? embedding
      : inside.has(opposite)
        ? nearest(open - 1, -1) === opposite
          ? opposite
          : embedding
        : undefined;
    if (resolved) kind[open] = kind[close] = resolved;
  }
  for (let at = 0; at < kind.length; at++) {
    if (strongAt(at) !== undefined) continue;
    let to = at;
    while (to < kind.length && strongAt(to) === undefined) to++;
    const [before, after] = [strongAt(at - 1), strongAt(to)];
    kind.fill(before === after ? (before as Kind) : embedding, at, to);
    at = to - 1;
  }
  return kind;
}

/** Positions of brackets that belong together, by their openings. */
function bracketPairs(characters: string[], kind: Kind[]): [number, number][] {
  const open: { at: number; closing: number }[] = [];
  const pairs: [number, number][] = [];
  for (const [at, character] of characters.entries()) {
    const index = kind[at] === 'ON' ? brackets.get(character) : undefined;
    if (index === undefined) continue;
    if (index % 2 === 0) {
      open.push({ at, closing: index + 1 });
      continue;
    }
    const partner = open.findLastIndex(({ closing }) => closing === index);
    if (partner < 0) continue;
    pairs.push([(open[partner] as { at: number }).at, at]);
    open.length = partner;
  }
  return pairs.sort(([a], [b]) => a - b);
}
