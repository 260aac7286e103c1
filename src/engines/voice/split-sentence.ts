import type { Word } from '../text/split-words.ts';
import type { Sentence } from './sentences.ts';

/** Words of a sentence that are spoken at once. */
export interface SentencePart {
  words: Word[];
  /** The punctuation heard after it: one character or none. */
  mark: string;
  /** Nothing of it is spoken: an emoji, a dash. */
  isSilent: boolean;
}

interface Item {
  word: Word;
  spoken: string;
  mark: string;
}

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/**
 * Cuts a sentence that is longer than a voice takes at once: at the clause end nearest the middle, else between two words,
 * else within a word. What stands as one character on the page is never cut, not even where it doesn't fit.
 */
export function splitSentence({ words, tokens }: Sentence, fits: (words: readonly Word[]) => boolean): SentencePart[] {
  const items = words.map((word, index): Item => {
    const { spoken = '', mark = '' } = tokens[index] ?? {};
    return { word, spoken, mark };
  });

  function cut(part: readonly Item[]): SentencePart[] {
    const [only] = part;
    if (!only) return [];
    const own = part.map(({ word }) => word);
    const inHalves = fits(own) ? undefined : part.length > 1 ? cutBetween(part) : cutWord(only);
    if (inHalves) return inHalves.flatMap(cut);
    return [{ words: own, mark: part.at(-1)?.mark ?? '', isSilent: part.every(({ spoken }) => spoken === '') }];
  }
  return cut(items);
}

function cutBetween(part: readonly Item[]): Item[][] {
  const middle = part.length / 2;
  let best: number | undefined;
  for (let index = Math.max(1, Math.ceil(part.length * 0.2)); index < part.length * 0.8; index++) {
    if (part[index - 1]?.mark === '') continue;
    if (best === undefined || Math.abs(index - middle) < Math.abs(best - middle)) best = index;
  }
  const at = best ?? Math.floor(middle);
  return [part.slice(0, at), part.slice(at)];
}

function cutWord({ word, spoken, mark }: Item): Item[][] | undefined {
  const characters = Array.from(graphemes.segment(word.text), ({ segment }) => segment);
  if (characters.length < 2) return undefined;
  const at = Math.floor(characters.length / 2);
  const [left, right] = [characters.slice(0, at).join(''), characters.slice(at).join('')];
  return [
    [{ word: { ...word, text: left }, spoken, mark: '' }],
    [{ word: { text: right, joined: true }, spoken, mark }],
  ];
}
