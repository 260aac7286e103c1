import type { Language } from '../../contracts/languages.ts';
import { type Icon, openIconIndex } from './icon-index.ts';
import { flagPrefix, type IconStore } from './icon-store.ts';
import { isCommon, wordsOf } from './stem.ts';

export interface Subject extends Icon {
  /** How strongly the words ask for it. A keyword that names an icon gives 6 and more, one word of the narration about 1. */
  score: number;
  /** How often it is told: `three hearts` → 3; 1 when no number is. */
  count: number;
}

export interface Words {
  language: Language;
  keywords: readonly string[];
  onScreenText?: string | undefined;
  idea?: string | undefined;
  narration?: string | undefined;
  title?: string | undefined;
}

const leastScore = 0.6;
const leastShare = 0.18;
// Two words for one icon make it likelier, but must not lift it over what the scene is about.
const addedByMore = 0.15;
const mostSubjects = 8;

/** The icons that show what the words speak of, strongest first; none when the words name nothing that can be drawn. */
export function findIcons(words: Words, store: IconStore): Subject[] {
  const { language } = words;
  const own = openIconIndex(language, store);
  const english = openIconIndex('en', store);
  const weights = new Map<string, { words: string[]; weight: number; english: boolean }>();
  const listen = (text: string | undefined, weight: number, mayBeEnglish: boolean) => {
    for (const phrase of phrasesOf(text ?? '', language)) {
      const id = phrase.join(' ');
      const earlier = weights.get(id);
      if (!earlier || earlier.weight < weight) {
        weights.set(id, { words: phrase, weight, english: mayBeEnglish || (earlier?.english ?? false) });
      }
    }
  };
  for (const [index, keyword] of words.keywords.entries()) listen(keyword, 6 * 0.85 ** index, true);
  listen(words.onScreenText, 3, false);
  listen(words.idea, 2.2, true);
  listen(words.narration, 1.7, false);
  listen(words.title, 0.9, false);

  const scores = new Map<Icon, number>();
  const asked = new Map<string, { icons: ReadonlyMap<Icon, number>; weight: number }>();
  const within = new Map<string, number>();
  const longestFirst = [...weights.values()].sort((a, b) => b.words.length - a.words.length);
  for (const { words: phrase, weight, english: mayBeEnglish } of longestFirst) {
    const key = own.key(phrase);
    if ((within.get(key) ?? 0) >= weight) continue;
    const icons = own.lookUp(key) ?? (mayBeEnglish ? english.lookUp(english.key(phrase)) : undefined);
    if (!icons) continue;
    if (phrase.length > 1) for (const word of phrase) within.set(own.key([word]), weight);
    if ((asked.get(key)?.weight ?? 0) < weight) asked.set(key, { icons, weight });
  }
  for (const { icons, weight } of asked.values()) {
    for (const [icon, fit] of icons) {
      const score = weight * fit;
      const earlier = scores.get(icon) ?? 0;
      scores.set(icon, Math.max(score, earlier) + addedByMore * Math.min(score, earlier));
    }
  }
  const least = Math.max(leastScore, leastShare * Math.max(0, ...scores.values()));
  const ranked = [...scores].filter(([, score]) => score >= least).sort(byScoreThenName);
  const counts = countsIn(`${words.onScreenText ?? ''} . ${words.narration ?? ''}`, language);
  return spread(ranked).map(([icon, score]) => ({ ...icon, score, count: countOf(icon, counts) }));

  function countOf(icon: Icon, told: readonly { number: number; word: string }[]): number {
    return told.find(({ word }) => (own.lookUp(own.key([word]))?.get(icon) ?? 0) > 0.6)?.number ?? 1;
  }
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

/** Single words that carry meaning, and runs of two and three words that may name one thing (`pot de miel`). */
function phrasesOf(text: string, language: Language): string[][] {
  const phrases: string[][] = [];
  for (const clause of text.split(/[.,;:!?()[\]«»"“”\n]+/)) {
    const words = wordsOf(clause);
    for (const [index, word] of words.entries()) {
      if (!isCommon(word, language)) phrases.push([word]);
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

export const numberWords: Record<Language, readonly string[]> = {
  en: ['two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'],
  fr: ['deux', 'trois', 'quatre', 'cinq', 'six', 'sept', 'huit', 'neuf'],
  es: ['dos', 'tres', 'cuatro', 'cinco', 'seis', 'siete', 'ocho', 'nueve'],
  it: ['due', 'tre', 'quattro', 'cinque', 'sei', 'sette', 'otto', 'nove'],
  pt: ['dois', 'tres', 'quatro', 'cinco', 'seis', 'sete', 'oito', 'nove'],
};

function countsIn(text: string, language: Language): { number: number; word: string }[] {
  const tokens = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .split(/[^\p{L}\p{N}.]+/u);
  return tokens.flatMap((token, index) => {
    const spoken = numberWords[language].indexOf(token) + 2;
    const number = spoken >= 2 ? spoken : /^[2-9]$/.test(token) ? Number(token) : 0;
    const word = tokens[index + 1]?.replace(/\.$/, '');
    return number > 0 && word ? [{ number, word }] : [];
  });
}
