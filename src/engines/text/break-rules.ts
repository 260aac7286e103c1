import type { Language } from '../../contracts/languages.ts';
import { type BreakWords, breakWords } from './break-words.ts';
import type { Word } from './split-words.ts';

type WordSets = Record<keyof BreakWords, ReadonlySet<string>>;

const sets = new Map<Language, WordSets>();

function setsOf(language: Language): WordSets {
  let found = sets.get(language);
  if (!found) {
    const { bindsForward, begins, bindsBack, numbers, units } = breakWords[language];
    const setOf = (words: string) => new Set(words.split(' '));
    found = {
      bindsForward: setOf(bindsForward),
      begins: setOf(begins),
      bindsBack: setOf(bindsBack),
      numbers: setOf(numbers),
      units: setOf(units),
    };
    sets.set(language, found);
  }
  return found;
}

/** Ends of a line after which the sense is complete, from none to whole sentences. */
type Pause = 'none' | 'clause' | 'sentence';

const abbreviation =
  /^(?:\p{L}|dr|mr|mrs|ms|st|jr|sr|sra|mme|mlle|dra|sig|prof|etc|vs|av|env|nr|bzw|ca|usw|p\.ex|e\.g|i\.e|z\.b|d\.h|\p{L}\.\p{L})\.$/iu;
const closing = /["'’”»)\]）」』】》]*$/u;

/** How complete the sense is after this word, as its punctuation says; a space in Thai stands for a comma. */
export function pauseBetween({ text }: Word, next: Word | undefined, language: Language): Pause {
  const pause = pauseAfter(text);
  return pause === 'none' && language === 'th' && next && !next.joined ? 'clause' : pause;
}

function pauseAfter(word: string): Pause {
  const bare = word.replace(closing, '');
  if (/[!?…。！？؟।॥．]$/u.test(bare)) return 'sentence';
  if (bare.endsWith('.')) return abbreviation.test(bare.replace(/^["'’“«([]+/u, '')) ? 'none' : 'sentence';
  return /[,;:،؛、，；：—–]$/u.test(bare) ? 'clause' : 'none';
}

const onlyPunctuation = /^[^\p{L}\p{N}\p{M}\p{Extended_Pictographic}\p{Regional_Indicator}$€£¥%°#@&+=*]+$/u;
const opening = /[«“‘([{¿¡「『（【《〈［｛"']$/u;
// What no line begins with: closing punctuation, small kana and marks of lengthening or repetition (kinsoku shori).
const neverFirst =
  /^[!?.,;:…%°»”’)\]}。、，．！？；：」』）】》〉］｝・ー々〻ゝゞヽヾぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ～ๆฯ।॥؟،؛]/u;
const alphanumeric = /[\p{L}\p{N}]/u;

/** Costs of a break; the sizes only matter against each other and against those of who weighs them. */
const costs = {
  punctuationApart: 200,
  number: 40,
  binds: 14,
  bindsBack: 12,
  name: 10,
  shortEnd: 9,
  afterNumber: 8,
  plain: 4,
  begins: 1,
  clause: 0,
  sentence: 0,
};

/** How bad it is to end a line or a caption after `word` when `next` follows. 0 is a perfect place. */
export function breakCost(before: Word, after: Word, language: Language): number {
  const [word, next] = [before.text, after.text];
  // An opening mark at the end of a word may close it as well: only one that stands alone, or without its pair, opens.
  const opens = opening.test(word) && (!alphanumeric.test(word) || /[^"']$/u.test(word));
  if (opens || neverFirst.test(next) || (onlyPunctuation.test(next) && !opening.test(next))) {
    return costs.punctuationApart;
  }
  const pause = pauseBetween(before, after, language);
  if (pause !== 'none') return costs[pause];
  const { bindsForward, begins, bindsBack, numbers, units } = setsOf(language);
  const [last, first] = [plain(word), plain(next)];
  const number = /\d$/u.test(last) || numbers.has(last) || /^[$€£¥]?\d/u.test(word);
  if (number && (units.has(first) || /^\d/u.test(first))) return costs.number;
  if (/^(?:no|n[°ºo]|nr|№|#|[$€£¥])\.?$/iu.test(word) && /^\d/u.test(next)) return costs.number;
  if (bindsForward.has(last) || begins.has(last)) return costs.binds;
  if (bindsBack.has(first) || (language === 'ja' && isInflection(last, first))) return costs.bindsBack;
  // `before you scroll / on.`: a short word that ends the sentence belongs to what it ends.
  if (isShortEnd(next, first)) return costs.shortEnd;
  if (begins.has(first)) return costs.begins;
  if (isCapitalised(word) && /^["'“«(]*[\p{Lu}\d]/u.test(next)) return costs.name;
  return number && !units.has(last) ? costs.afterNumber : costs.plain;
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/^[^\p{L}\p{N}%°$€£¥]+|[^\p{L}\p{M}\p{N}%°$€£¥'’]+$/gu, '')
    .replace(/’/g, "'");
}

function isCapitalised(word: string): boolean {
  return /^["'“«(]*(?:\p{Lu}|\p{Ll}\p{Lu})/u.test(word);
}

function isShortEnd(word: string, bare: string): boolean {
  return bare.length <= 3 && /^[\p{Script=Latin}]+$/u.test(bare) && pauseAfter(word) !== 'none';
}

/** Japanese endings follow their stem in hiragana: 止・まっ・て, 食べ・られ・た. */
function isInflection(word: string, next: string): boolean {
  return (
    (/\p{Script=Han}$/u.test(word) && /^\p{Script=Hiragana}/u.test(next)) ||
    (/\p{Script=Hiragana}$/u.test(word) && /^\p{Script=Hiragana}{1,2}$/u.test(next))
  );
}
