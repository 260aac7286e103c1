import { type Language, languages } from '../../contracts/languages.ts';

/** A word as the text spells it, punctuation attached. */
export interface Word {
  text: string;
  /** No space stands between this word and the one before it. */
  joined?: true;
}

// Scripts that put no space between words, with the marks that repeat or lengthen what stands before them.
const unspacedRun =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー々〆〇][\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー々〆〇\p{M}]*/gu;

const opening = /^[\p{Ps}\p{Pi}¿¡]$/u;
const mark = /^[\p{P}\p{M}\p{Cf}]$/u;

/**
 * The words of a text in order, parted at `spaces`; `joinWords` of them is the text with its white space folded.
 * Where a script has none between them (Chinese, Japanese, Thai, in a text of any language) a dictionary does, and marks
 * stay with the word before them, opening brackets and quotes with the one after.
 */
export function splitWords(text: string, language: Language, spaces = /\s+/): Word[] {
  return text
    .split(spaces)
    .filter(Boolean)
    .flatMap((token) => splitToken(token, language));
}

function splitToken(token: string, language: Language): Word[] {
  if (token.search(unspacedRun) < 0) return [{ text: token }];
  const words = createWordList();
  let at = 0;
  for (const { 0: run, index } of token.matchAll(unspacedRun)) {
    words.addSpaced(token.slice(at, index));
    for (const { segment, isWordLike } of segmenterFor(run, language).segment(run))
      words.add(segment, isWordLike === true);
    at = index + run.length;
  }
  words.addSpaced(token.slice(at));
  return words.finish();
}

function createWordList() {
  const words: string[] = [];
  // Opening marks wait for the word they stand before.
  let waiting = '';

  function add(text: string, isWord: boolean): void {
    if (isWord || words.length === 0) {
      words.push(waiting + text);
      waiting = '';
    } else words.push((words.pop() ?? '') + waiting + text);
    if (!isWord) waiting = '';
  }

  return {
    add,
    /** What stands between two runs: marks, and words of scripts that have spaces. */
    addSpaced(text: string): void {
      const characters = [...text];
      let from = 0;
      while (words.length > 0 && from < characters.length && isClosing(characters[from] ?? '')) from++;
      if (from > 0) words.push((words.pop() ?? '') + characters.slice(0, from).join(''));
      let to = characters.length;
      while (to > from && isOpening(characters[to - 1] ?? '')) to--;
      const core = characters.slice(from, to).join('');
      if (core !== '') add(core, true);
      waiting += characters.slice(to).join('');
    },
    finish(): Word[] {
      if (waiting !== '') words.push((words.pop() ?? '') + waiting);
      return words.map((text, index) => (index === 0 ? { text } : { text, joined: true }));
    },
  };
}

const isClosing = (character: string) => mark.test(character) && !opening.test(character);
const isOpening = (character: string) => opening.test(character) || character === '"' || character === "'";

const segmenters = new Map<string, Intl.Segmenter>();

/** One for the run's script: the film's own language where that is unspaced, for Han may be Chinese or Japanese. */
function segmenterFor(run: string, language: Language): Intl.Segmenter {
  const isThai = /^\p{Script=Thai}/u.test(run);
  const isJapanese = /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(run);
  const locale = isThai ? 'th' : isJapanese ? 'ja' : 'unspaced' in languages[language] ? language : 'zh';
  const known = segmenters.get(locale) ?? new Intl.Segmenter(locale, { granularity: 'word' });
  segmenters.set(locale, known);
  return known;
}
