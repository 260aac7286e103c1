import { languageOfWord, type PhonemeLanguage, type Phonemizer } from './phonemes.ts';
import { voiceSymbols } from './voice-symbols.ts';

/** A token as the voice says it. */
export interface SpokenToken {
  /** Words separated by spaces; empty when nothing is spoken for it. */
  spoken: string;
  /** The punctuation heard after it, one character or none. */
  mark: string;
}

/** One symbol the voice reads. `owner`: the index of its token, or -1 for spaces and punctuation. */
export interface VoiceSymbol {
  character: string;
  owner: number;
}

/** What is said of a sentence, in the voice's symbols; characters outside `alphabet` are dropped. */
export function spellUtterance(
  tokens: readonly SpokenToken[],
  language: PhonemeLanguage,
  phonemizer: Phonemizer,
  alphabet: ReadonlyMap<string, number>,
): VoiceSymbol[] {
  const symbols: VoiceSymbol[] = [];
  const push = (character: string, owner: number) => {
    if (alphabet.has(character)) symbols.push({ character, owner });
  };
  for (const run of languageRuns(tokens, language)) {
    let previousEnd = -1;
    let previousOwner = -1;
    const markUpTo = (owner: number) => {
      for (let index = previousOwner; index < owner; index++) {
        const mark = tokens[index]?.mark ?? '';
        if (mark !== '' && symbols.length > 0) push(mark, -1);
      }
    };
    previousOwner = run.first;
    for (const group of phonemizer.phonemize(run.text, run.language)) {
      const owner = run.ownerAt(group.start);
      const startsWord = previousEnd < 0 || /\s/.test(run.text.slice(previousEnd, group.start));
      markUpTo(owner);
      previousOwner = owner;
      if (startsWord && symbols.length > 0) push(' ', owner === previousOwner && previousEnd >= 0 ? owner : -1);
      for (const phoneme of group.phonemes) {
        for (const character of voiceSymbols(phoneme, run.language)) push(character, owner);
      }
      previousEnd = group.start;
    }
    markUpTo(run.last + 1);
  }
  return symbols;
}
