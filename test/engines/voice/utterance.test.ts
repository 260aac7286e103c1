import { beforeAll, describe, expect, test } from 'vitest';
import type { Language } from '../../../src/contracts/languages.ts';
import { loadEspeak } from '../../../src/engines/voice/espeak.ts';
import { readVocabulary } from '../../../src/engines/voice/model-files.ts';
import type { PhonemeLanguage, Phonemizer } from '../../../src/engines/voice/phonemes.ts';
import { readSentences } from '../../../src/engines/voice/sentences.ts';
import { cutUtterance, spellUtterance, type VoiceSymbol } from '../../../src/engines/voice/utterance.ts';
import { testTools } from '../../support/tools.ts';

let phonemizer: Phonemizer;
let alphabet: ReadonlyMap<string, number>;

beforeAll(async () => {
  phonemizer = await loadEspeak();
  alphabet = await readVocabulary(testTools().models);
});

function spell(text: string, language: Language, phonemes: PhonemeLanguage): VoiceSymbol[] {
  return readSentences(text, language).flatMap(({ tokens }) => spellUtterance(tokens, phonemes, phonemizer, alphabet));
}

const written = (symbols: VoiceSymbol[]) => symbols.map(({ character }) => character).join('');

describe('sentences are spelled in the symbols of the voice', () => {
  test.each<[Language, PhonemeLanguage, string, string]>([
    [
      'en',
      'en-us',
      'In 1998, 3 of 10 octopuses (30 %) lived 2.5 km away; it cost $4.50.',
      'ɪn nˈIntin nˈInti ˈAt, θɹˈi ʌv tˈɛn ˈɑktəpjˌusᵻz, θˈɜɹTi pəɹsˈɛnt, lˈɪvd tˈu pˈYnt fˈIv kɪlˈɑmɪTəɹz əwˈA; ' +
        'ɪt kˈɔst fˈɔɹ dˈɑləɹz ænd fˈɪfti sˈɛnts.',
    ],
    [
      'fr',
      'fr',
      'Le 3 mars 1998, 30 % des 1 200 pieuvres vivaient à 2,5 km.',
      'lə tʁwˈa mˈaʁs mˈil nˈœf sˈɑ̃ kˈatʁvˈɛ̃dˈizyˈit, tʁˈɑ̃t puʁ sˈɑ̃ de mˈil dˈø sˈɑ̃ pjˈøvʁ vivˈɛt a ' +
        'dˈø viʁɡˈyl sˈɛ̃k kilomˈɛtʁ.',
    ],
    ['fr', 'fr', 'Les amis : oui !', 'lez amˈi: wˈi!'],
    ['es', 'es', '¿Por qué?', 'poɾ kˈe?'],
  ])('%s (%s): %s', (language, phonemes, text, expected) => {
    expect(written(spell(text, language, phonemes))).toBe(expected.normalize('NFD').replaceAll('c\u0327', 'ç'));
  });

  test('every symbol knows its token, also where one token is several words', () => {
    const symbols = spell('In 1998 twice.', 'en', 'en-us');
    const ofToken = (owner: number) => written(symbols.filter((symbol) => symbol.owner === owner));
    expect([0, 1, 2].map(ofToken)).toEqual(['ɪn', 'nˈIntinnˈIntiˈAt', 'twˈIs']);
  });

  test('a word in another script is read in that script’s language', () => {
    expect(written(spell('Say Привет now.', 'en', 'en-us'))).toMatch(/^sˈA p\S*v\S*t nˈW\.$/);
  });
});

describe('what is too long for one breath is cut', () => {
  const symbols = (text: string) =>
    [...text].map((character) => ({ character, owner: /[ ,]/.test(character) ? -1 : 0 }));
  const cut = (text: string, limit: number) => cutUtterance(symbols(text), limit).map(written);

  test('at the clause end nearest the middle', () => {
    expect(cut('aa, aaaa aa, aaa aaaa', 15)).toEqual(['aa, aaaa aa,', 'aaa aaaa']);
  });
  test('else between words, else anywhere', () => {
    expect(cut('aaaa aaaa aaaa', 10)).toEqual(['aaaa aaaa', 'aaaa']);
    expect(cut('aaaaaaaaaa', 5)).toEqual(['aaaaa', 'aaaaa']);
  });
  test('and what has no sound is nothing', () => expect(cut(' , ', 5)).toEqual([]));
});
