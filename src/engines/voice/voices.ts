import { Failure } from '../../contracts/failures.ts';
import { isOfflineLanguage, type Language, languages } from '../../contracts/languages.ts';
import type { PhonemeLanguage } from './phonemes.ts';

export interface Voice {
  id: string;
  language: Language;
  gender?: 'female' | 'male';
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

/** The voice made by rules, for languages the neural voice does not speak. */
export const robotVoiceId = 'espeak';

// Heard by their phonemes: these are spoken as written. Hebrew comes without its vowels, Thai letter by letter, and every
// Japanese kanji as the words “Chinese letter”.
const spokenByRobot: Partial<Record<Language, PhonemeLanguage>> = { de: 'de', ar: 'ar', hi: 'hi', zh: 'cmn', ko: 'ko' };

const robotVoices = Object.keys(spokenByRobot).map(
  (language): Voice => ({ id: robotVoiceId, language: language as Language }),
);

/** The voice of a file name; undefined for languages the neural voice is not used for. */
export function readVoice(id: string): Voice | undefined {
  const accent = accents[id.charAt(0)];
  const gender = { f: 'female', m: 'male' }[id.charAt(1)] as Voice['gender'] | undefined;
  return accent && gender && id.charAt(2) === '_' ? { id, language: accent.language, gender } : undefined;
}

export function withRobotVoices(neural: readonly Voice[]): Voice[] {
  return [...neural, ...robotVoices];
}

/** How the voice made by rules says a language, for what is only compared with it; undefined where it would spell. */
export function robotLanguage(language: Language): PhonemeLanguage | undefined {
  return spokenByRobot[language] ?? Object.values(accents).find((accent) => accent.language === language)?.phonemes;
}

export function phonemeLanguage({ id, language }: Voice): PhonemeLanguage {
  return (id === robotVoiceId ? spokenByRobot[language] : accents[id.charAt(0)]?.phonemes) ?? 'en-us';
}

/** @throws `UnsupportedLanguage` where no offline voice speaks the language well enough to be understood */
export function checkSpoken(language: Language): void {
  if (isOfflineLanguage(language) || spokenByRobot[language]) return;
  throw new Failure(
    'UnsupportedLanguage',
    `no offline voice speaks ${languages[language].name} so that it is understood: use a speech provider that does, ` +
      'or a narration of your own',
  );
}

/** The voice asked for, which must speak the text's language. Fails with `UnknownVoice`. */
export function chooseVoice(id: string, language: Language, voices: readonly Voice[]): Voice {
  const { name } = languages[language];
  const offered = voices.filter((voice) => voice.language === language);
  const voice = offered.find((candidate) => candidate.id === id);
  if (voice) return voice;
  const advice = `the offline voices for ${name} are: ${offered.map((candidate) => candidate.id).join(', ')}`;
  const others = voices.filter((candidate) => candidate.id === id).map((other) => languages[other.language].name);
  throw new Failure(
    'UnknownVoice',
    others.length === 0
      ? `there is no offline voice '${id}'; ${advice}`
      : `the voice '${id}' speaks ${others.join(', ')} and the text is in ${name}; ${advice}`,
  );
}
