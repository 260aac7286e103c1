import type { PhonemeLanguage } from './phonemes.ts';

// Kokoro was trained on the alphabet of its own phonemizer, misaki, which writes diphthongs and affricates as one letter.
// The pairs follow the tables misaki applies to espeak's output.
const shared: readonly [string, string][] = [
  ['aɪ', 'I'],
  ['aʊ', 'W'],
  ['dz', 'ʣ'],
  ['dʒ', 'ʤ'],
  ['eɪ', 'A'],
  ['oʊ', 'O'],
  ['əʊ', 'Q'],
  ['tʃ', 'ʧ'],
  ['ts', 'ʦ'],
  ['ɔɪ', 'Y'],
];

const american: readonly [string, string][] = [
  ['ɜːɹ', 'ɜɹ'],
  ['ɜː', 'ɜɹ'],
  ['ɚ', 'əɹ'],
  ['ɪə', 'iə'],
  ['oː', 'ɔ'],
  ['ɐ', 'ə'],
  ['ɾ', 'T'],
  ['r', 'ɹ'],
  ['əl', 'ᵊl'],
  ['n̩', 'ᵊn'],
  ['l̩', 'ᵊl'],
  ['ʔ', 't'],
  ['ː', ''],
  ['x', 'k'],
];

const british: readonly [string, string][] = [
  ['eə', 'ɛː'],
  ['iə', 'ɪə'],
  ['ɐ', 'ə'],
  ['r', 'ɹ'],
  ['n̩', 'ᵊn'],
  ['l̩', 'ᵊl'],
  ['x', 'k'],
];

/** One espeak phoneme in the voice's alphabet. Letters the voice has no symbol for are left to the caller to drop. */
export function voiceSymbols(phoneme: string, language: PhonemeLanguage): string {
  // Nasal vowels are a vowel and a combining tilde; ç is one letter.
  let symbols = phoneme.normalize('NFD').replaceAll('c\u0327', 'ç').replace(/[-.^]/g, '');
  for (const [from, to] of shared) symbols = symbols.replace(from, to);
  const own = language === 'en-us' ? american : language === 'en-gb' ? british : [];
  for (const [from, to] of own) symbols = symbols.replace(from, to);
  return symbols;
}
