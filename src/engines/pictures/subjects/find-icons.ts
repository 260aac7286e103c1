import type { Language } from '../../../contracts/languages.ts';
import { flagPrefix } from '../icons/icon-store.ts';
import { isCommon } from './common-words.ts';
import { senseOf } from './homonyms.ts';
import { conceptFit, type Icon, openIconIndex } from './icon-index.ts';
import { countsIn } from './number-words.ts';
import { readNumbers } from './spelled-numbers.ts';
import { stem } from './stem.ts';
import { wordsOf } from './words.ts';

export interface Subject extends Icon {
  /** How strongly the words ask for it. A keyword that names an icon gives 6 and more, one word of the narration about 1. */
  score: number;
  /** How often it is told: `three hearts` → 3; 1 when no number is. */
  count: number;
}

export interface Words {
  language: Language;
  keywords: readonly string[];
  idea?: string | undefined;
  narration?: string | undefined;
  title?: string | undefined;
}

interface Asked {
  words: string[];
  weight: number;
  english: boolean;
  /** A whole keyword. */
  whole: boolean;
}

const leastScore = 0.6;
const leastShare = 0.2;
// Two words for one icon make it likelier, but must not lift it over what the scene is about.
const addedByMore = 0.15;
const mostSubjects = 8;
const leastFit = 0.5;
const namesIt = 0.8;
const keywordFit = 1.25;
// Nine years are not nine hourglasses.
const uncounted: ReadonlySet<string> = new Set(
  'hourglass-done hourglass-not-done spiral-calendar calendar mantelpiece-clock alarm-clock stopwatch sun chart-increasing chart-decreasing thermometer money-bag dollar-banknote'.split(
    ' ',
  ),
);
// Alone they only find what has one in its name: `black cat`, `blue book`.
const colours: ReadonlySet<string> = new Set(
  'black white red blue green yellow orange brown purple pink noir noire blanc blanche rouge rouges bleu bleue vert verte jaune negro negra blanco blanca rojo roja azul verde amarillo nero nera bianco bianca rosso rossa giallo preto preta branco branca vermelho vermelha amarelo schwarz weiss rot blau grun gelb'.split(
    ' ',
  ),
);
const latin: ReadonlySet<Language> = new Set(['en', 'fr', 'es', 'it', 'pt', 'de']);

/** The icons that show what the words speak of, strongest first; none when the words name nothing that can be drawn. */
export function findIcons(words: Words): Subject[] {
  const { language } = words;
  const own = openIconIndex(language);
  const english = openIconIndex('en');
  const said = [words.keywords.join(' '), words.idea, words.narration, words.title].join(' ');
  const among = new Map(
    (['en', language] as const).map((code) => [code, new Set(telling(said, code).map((word) => stem(word, code)))]),
  );

  const asked = new Map<string, { icons: ReadonlyMap<Icon, number>; weight: number }>();
  const within = new Map<string, number>();
  for (const { words: phrase, weight, english: mayBeEnglish, whole } of longestFirst(listen(words))) {
    const key = own.key(phrase);
    if ((within.get(key) ?? 0) >= weight * 0.95) continue;
    const named = meant(phrase, language, whole) ?? (mayBeEnglish ? meant(phrase, 'en', whole) : undefined);
    if (!named || named.size === 0) continue;
    // `fire` names the fire; that it is also a part of `fire engine` says little.
    const best = Math.max(...named.values());
    // A keyword that names an icon is followed in the keywords' order, whatever the icon's kind.
    const scale = whole && best >= namesIt ? keywordFit / best : 1;
    const icons = new Map(
      [...named].filter(([, fit]) => fit >= best * leastFit).map(([icon, fit]) => [icon, fit * scale]),
    );
    for (const run of runsIn(phrase)) within.set(own.key(run), weight);
    if ((asked.get(key)?.weight ?? 0) < weight) asked.set(key, { icons, weight });
  }
  const scores = new Map<Icon, number>();
  for (const { icons, weight } of asked.values()) {
    for (const [icon, fit] of icons) {
      const score = weight * fit;
      const earlier = scores.get(icon) ?? 0;
      scores.set(icon, Math.max(score, earlier) + addedByMore * Math.min(score, earlier));
    }
  }
  const least = Math.max(leastScore, leastShare * Math.max(0, ...scores.values()));
  const ranked = [...scores].filter(([, score]) => score >= least).sort(byScoreThenName);
  const counts = countsIn(readNumbers(words.narration ?? '', language), language);
  const listed = repeatedIn(words.idea ?? '');
  return spread(ranked).map(([icon, score]) => ({ ...icon, score, count: countOf(icon) }));

  /** A word of several senses is read by the words around it; a keyword is a noun, whatever its usual sense. */
  function meant(phrase: readonly string[], code: Language, keyword: boolean): ReadonlyMap<Icon, number> | undefined {
    const index = code === 'en' ? english : own;
    const sense = phrase.length === 1 ? senseOf(phrase[0] ?? '', among.get(code) ?? new Set(), code) : undefined;
    if (!sense || (keyword && sense.length === 0)) return index.lookUp(index.key(phrase));
    return new Map(sense.map((name, rank) => [index.named(name), conceptFit(rank)]));
  }

  function countOf(icon: Icon): number {
    if (uncounted.has(icon.name)) return 1;
    const told = counts.find(({ words: counted }) =>
      counted.some((word) => (own.lookUp(own.key([word]))?.get(icon) ?? 0) > 0.6),
    );
    return (
      told?.number ??
      listed.find(({ part }) => (own.lookUp(own.key(wordsOf(part, language)))?.get(icon) ?? 0) > 0.6)?.number ??
      1
    );
  }
}

/** Every phrase with the greatest weight that a place in the request gives it: keywords before the idea, and so on. */
function listen({ language, keywords, idea, narration, title }: Words): Asked[] {
  const phrases = new Map<string, Asked>();
  const hear = (text: string, most: number, mayBeEnglish: boolean, whole = false) => {
    const all = wordsOf(text, language);
    for (const phrase of [...phrasesOf(text, language), ...(whole && all.length > 1 ? [all] : [])]) {
      const id = phrase.join(' ');
      // Of two that are meant as much, what is said first is what it is about.
      const weight = most * 0.999 ** phrases.size;
      const earlier = phrases.get(id);
      const foreign = !latin.has(language) && phrase.every((word) => /^[a-z]+$/.test(word));
      if (!earlier || earlier.weight < weight) {
        const english = mayBeEnglish || foreign || (earlier?.english ?? false);
        phrases.set(id, { words: phrase, weight, english, whole: whole && phrase.length === all.length });
      }
    }
  };
  for (const [index, keyword] of keywords.entries()) hear(keyword, 6 * 0.85 ** index, true, true);
  // Where the keywords say what to show, other words only add to it.
  const share = keywords.length > 1 ? 0.55 : 1;
  hear(idea ?? '', 2.2 * share, true);
  hear(narration ?? '', 1.7 * share, false);
  hear(title ?? '', 0.9, false);
  return [...phrases.values()];
}

/** An idea that lists a thing three times asks for three: `octopus, red heart, red heart, red heart`. */
function repeatedIn(idea: string): { part: string; number: number }[] {
  const counts = new Map<string, number>();
  for (const part of idea.split(/[,;，、；]/)) counts.set(part.trim(), (counts.get(part.trim()) ?? 0) + 1);
  return [...counts].flatMap(([part, number]) => (number > 1 ? [{ part, number }] : []));
}

function longestFirst(phrases: readonly Asked[]): Asked[] {
  return [...phrases].sort((a, b) => b.words.length - a.words.length);
}

function byScoreThenName(a: [Icon, number], b: [Icon, number]): number {
  return b[1] - a[1] || (a[0].name < b[0].name ? -1 : 1);
}

/** At most two of a kind and one flag, so that a picture isn't four hearts of different colours. */
function spread(ranked: [Icon, number][]): [Icon, number][] {
  const taken = new Map<string, number>();
  const chosen: [Icon, number][] = [];
  for (const entry of ranked) {
    const [{ name, kind }] = entry;
    const group = kind === '' ? name : kind;
    const count = taken.get(group) ?? 0;
    const most = name.startsWith(flagPrefix) || kind === 'heart' || kind.startsWith('face-') ? 1 : 2;
    if (count >= most) continue;
    taken.set(group, count + 1);
    chosen.push(entry);
    if (chosen.length === mostSubjects) break;
  }
  return chosen;
}

function telling(text: string, language: Language): string[] {
  return wordsOf(text, language).filter((word) => !isCommon(word, language));
}

/** The shorter runs of words in a phrase: what it names, they don't name again. */
function runsIn(phrase: readonly string[]): string[][] {
  const runs: string[][] = [];
  for (let length = 1; length < phrase.length; length++) {
    for (let from = 0; from + length <= phrase.length; from++) runs.push(phrase.slice(from, from + length));
  }
  return runs;
}

function tells(word: string, language: Language): boolean {
  return !isCommon(word, language) && !colours.has(word);
}

/** Single words that carry meaning, and runs of two and three words that may name one thing (`pot de miel`). */
function phrasesOf(text: string, language: Language): string[][] {
  const phrases: string[][] = [];
  for (const clause of text.split(/[.,;:!?()[\]«»"“”\n。、，！？：；「」]+/)) {
    const words = wordsOf(clause, language);
    for (const [index, word] of words.entries()) {
      if (tells(word, language)) phrases.push([word]);
      for (const length of [2, 3]) {
        const run = words.slice(index, index + length);
        const meaning =
          run.length === length && !isCommon(run[0] ?? '', language) && !isCommon(run.at(-1) ?? '', language);
        if (meaning) phrases.push(run);
      }
    }
  }
  return phrases;
}
