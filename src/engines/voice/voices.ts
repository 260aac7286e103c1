import { Failure } from '../../contracts/failures.ts';
import { type Language, languages } from '../../contracts/languages.ts';
import type { PhonemeLanguage } from './phonemes.ts';

export interface Voice {
  id: string;
  language: Language;
  gender: 'female' | 'male';
}

/** Kokoro names a voice by language, gender and a name: `ff_siwis`. */
const accents: Readonly<Record<string, { language: Language; phonemes: PhonemeLanguage }>> = {
  a: { language: 'en', phonemes: 'en-us' },
  b: { language: 'en', phonemes: 'en-gb' },
  f: { language: 'fr', phonemes: 'fr' },
  e: { language: 'es', phonemes: 'es' },
  i: { language: 'it', phonemes: 'it' },
  p: { language: 'pt', phonemes: 'pt-br' },
};

/** The voice of a file name; undefined for languages no film can be narrated in. */
export function readVoice(id: string): Voice | undefined {
  const accent = accents[id.charAt(0)];
  const gender = { f: 'female', m: 'male' }[id.charAt(1)] as Voice['gender'] | undefined;
  return accent && gender && id.charAt(2) === '_' ? { id, language: accent.language, gender } : undefined;
}

export function phonemeLanguage(voice: Voice): PhonemeLanguage {
  return accents[voice.id.charAt(0)]?.phonemes ?? 'en-us';
}

/** The voice asked for, which must speak the text's language. Fails with `UnknownVoice`. */
export function chooseVoice(id: string, language: Language, voices: readonly Voice[]): Voice {
  const { name } = languages[language];
  const offered = voices.filter((voice) => voice.language === language).map((voice) => voice.id);
  const advice = `the offline voices for ${name} are: ${offered.join(', ')}`;
  const voice = voices.find((candidate) => candidate.id === id);
  if (!voice) throw new Failure('UnknownVoice', `there is no offline voice '${id}'; ${advice}`);
  if (voice.language === language) return voice;
  throw new Failure(
    'UnknownVoice',
    `the voice '${id}' speaks ${languages[voice.language].name} and the text is in ${name}; ${advice}`,
  );
}
