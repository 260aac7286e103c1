import type { Language } from '../../contracts/languages.ts';
import type { TimingSource, WordTiming } from '../../contracts/narration.ts';
import { alignCharacters } from './align-characters.ts';
import { estimateTimings, spreadWords, type WeighedWord, weighSentence, weighWords } from './estimate-timings.ts';
import { normaliseTokens } from './normalise/normalise.ts';
import { splitToken } from './normalise/token.ts';
import type { Sentence } from './sentences.ts';
import { orderWords, type Span, shareSpans } from './word-spans.ts';

/** A word, or a single character, as a speech service reports it: seconds. */
export interface ReportedWord {
  text: string;
  start: number;
  end: number;
}

// With less of the script found again the service has said something else.
const leastFound = 0.6;
// Of a word's letters.
const leastOfWord = 0.34;

/**
 * Gives each word of the script a time out of those a speech service reports, which splits otherwise, drops marks, writes
 * numbers out (`twenty five`) or in figures, leaves words out or adds some. What is read stays exactly the script; words
 * that were not reported share the time between their neighbours. `estimated` when too little of the script is found.
 */
export function reconcileWords(
  text: string,
  language: Language,
  reported: readonly ReportedWord[],
  durationSeconds: number,
): { words: WordTiming[]; source: Extract<TimingSource, 'exact' | 'estimated'> } {
  const script = weighWords(text, language);
  const found = findSpans(script, heardLetters(reported, language, durationSeconds), durationSeconds);
  if (!found) return { words: estimateTimings(text, language, durationSeconds), source: 'estimated' };
  const words = script.map(({ word }) => word);
  const texts = words.map((word) => word.text);
  const spans = shareSpans(texts, fillGaps(script, found, durationSeconds), { start: 0, end: durationSeconds });
  return { words: orderWords(words, spans, durationSeconds), source: 'exact' };
}

/** As `reconcileWords`, of one sentence: a span for each of its words that is spoken; undefined when too few are found. */
export function reconcileSentence(
  sentence: Sentence,
  language: Language,
  reported: readonly ReportedWord[],
  durationSeconds: number,
): (Span | undefined)[] | undefined {
  const script = weighSentence(sentence);
  const found = findSpans(script, heardLetters(reported, language, durationSeconds), durationSeconds);
  return found && fillGaps(script, found, durationSeconds);
}

interface HeardLetter extends Span {
  letter: string;
}

/** Letters of what was said, numbers in words, each with its share of its word's time. */
function heardLetters(reported: readonly ReportedWord[], language: Language, duration: number): HeardLetter[] {
  const inside = (seconds: number) => Math.min(Math.max(seconds, 0), duration);
  const usable = reported
    .filter(({ start, end }) => Number.isFinite(start) && Number.isFinite(end))
    .map(({ text, start, end }) => ({ text, start: inside(start), end: inside(Math.max(start, end)) }));
  const words = joinCharacters(usable).flatMap(splitSpaces);
  const spoken = normaliseTokens(
    words.map(({ text }) => splitToken(text)),
    language,
  );
  // A reading that covers several words (`1 200`) is all with the first: its time is theirs.
  return words.flatMap((word, index) => {
    const letters = lettersOf(spoken[index] ?? '');
    let last = index;
    while (spoken[last + 1] === '' && /[\p{L}\p{N}]/u.test(words[last + 1]?.text ?? '')) last++;
    const end = Math.max(word.end, words[last]?.end ?? word.end);
    const each = (end - word.start) / Math.max(1, letters.length);
    return letters.map((letter, place) => ({
      letter,
      start: word.start + place * each,
      end: word.start + (place + 1) * each,
    }));
  });
}

/** Characters with spaces between words become words again; without spaces they stay as they are. */
function joinCharacters(reported: readonly ReportedWord[]): ReportedWord[] {
  const single = reported.filter(({ text }) => [...text].length <= 1);
  const spaced = reported.some(({ text }) => /^\s+$/.test(text));
  if (!spaced || single.length < reported.length * 0.6) return [...reported];
  const words: ReportedWord[] = [];
  let open = false;
  for (const { text, start, end } of reported) {
    const last = words.at(-1);
    if (text.trim() === '') open = false;
    else if (open && last) {
      last.text += text;
      last.end = end;
    } else {
      words.push({ text, start, end });
      open = true;
    }
  }
  return words;
}

function splitSpaces({ text, start, end }: ReportedWord): ReportedWord[] {
  const parts = text.split(/\s+/).filter(Boolean);
  const letters = parts.reduce((sum, part) => sum + part.length, 0);
  let at = start;
  return parts.map((part) => {
    const from = at;
    at += ((end - start) * part.length) / letters;
    return { text: part, start: from, end: at };
  });
}

/** Small letters without accents, marks and spaces, so that spelling does not matter. */
function lettersOf(text: string): string[] {
  const plain = text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f\u064b-\u0652]/g, '')
    .toLowerCase();
  return [...plain].filter((character) => /[\p{L}\p{M}\p{N}]/u.test(character));
}

/** The times of the words that were heard; undefined when too few were. */
function findSpans(
  script: readonly WeighedWord[],
  heard: readonly HeardLetter[],
  duration: number,
): (Span | undefined)[] | undefined {
  const letters = script.map(({ spoken }) => lettersOf(spoken));
  const wanted = letters.flat();
  if (wanted.length === 0 || heard.length === 0 || !(duration > 0)) return undefined;
  const opposite = alignCharacters(
    wanted,
    heard.map(({ letter }) => letter),
  );
  if (!opposite) return undefined;
  let same = 0;
  let from = 0;
  const spans = letters.map((own) => {
    const places = Array.from(opposite.subarray(from, from + own.length));
    const equal = places.filter((place, index) => place >= 0 && heard[place]?.letter === own[index]);
    from += own.length;
    same += equal.length;
    const [first, last] = [heard[equal[0] ?? -1], heard[equal.at(-1) ?? -1]];
    return first && last && equal.length >= own.length * leastOfWord
      ? { start: first.start, end: last.end }
      : undefined;
  });
  return same >= wanted.length * leastFound ? spans : undefined;
}

/** Words that were not heard share the time between those that were; silent ones stay without. */
function fillGaps(
  script: readonly WeighedWord[],
  found: readonly (Span | undefined)[],
  duration: number,
): (Span | undefined)[] {
  const filled = [...found];
  for (let index = 0; index < script.length; index++) {
    if (found[index] || script[index]?.weight === 0) continue;
    let next = index;
    while (next < script.length && !found[next]) next++;
    const previous = found.slice(0, index).findLast((span) => span !== undefined);
    const gap = { start: previous?.end ?? 0, end: found[next]?.start ?? duration };
    const spread = spreadWords(script.slice(index, next), { start: gap.start, end: Math.max(gap.start, gap.end) });
    filled.splice(index, next - index, ...spread);
    index = next;
  }
  return filled;
}
