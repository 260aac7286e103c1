import { isOfflineLanguage, type Language, languages, type OfflineLanguage } from '../../../contracts/languages.ts';
import { robotVoiceId, type VoiceEngine } from '../../../engines/voice/voice-engine.ts';
import type { Pauses, SpeechProvider } from './provider.ts';

const neuralVoices: Readonly<Record<OfflineLanguage, string>> = {
  en: 'af_heart',
  fr: 'ff_siwis',
  es: 'ef_dora',
  it: 'if_sara',
  pt: 'pf_dora',
};

/**
 * Words a minute the voices speak by themselves, measured over a text of 300 characters each: with a Short's pauses (350 ms
 * after a sentence) and with a long film's (600 ms).
 */
const ownPace: Readonly<Partial<Record<Language, { short: number; long: number }>>> = {
  en: { short: 194, long: 179 },
  fr: { short: 198, long: 182 },
  es: { short: 195, long: 182 },
  it: { short: 190, long: 177 },
  pt: { short: 196, long: 182 },
  de: { short: 157, long: 142 },
  ar: { short: 105, long: 98 },
  hi: { short: 166, long: 153 },
  zh: { short: 119, long: 112 },
  ko: { short: 105, long: 98 },
};

/** 1 is the voice's own pace. */
function speedFor(wordsPerMinute: number, { sentence }: Pauses, language: Language): number {
  const own = ownPace[language];
  if (!own) return 1;
  const pace = own.short + ((own.long - own.short) * (sentence - 350)) / 250;
  const fastest = isOfflineLanguage(language) ? fastestNeural : fastestRobot;
  return Math.min(fastest, Math.max(slowest, wordsPerMinute / pace));
}

// Slower than this a voice drawls, faster it swallows; the one made by rules stays clear for longer.
const slowest = 0.75;
const fastestNeural = 1.1;
const fastestRobot = 1.4;

/** The voice used when none is asked for. */
export function offlineVoice(language: Language): string {
  return isOfflineLanguage(language) ? neuralVoices[language] : robotVoiceId;
}

/** The voices of this machine: no key, no network, word times from the voice itself. */
export function createOfflineSpeech(voice: VoiceEngine): SpeechProvider {
  return {
    name: 'offline',
    defaultVoice: offlineVoice,
    async narrate({ wordsPerMinute, ...request }, { signal, onProgress }) {
      const { language } = request;
      const speed = speedFor(wordsPerMinute, request.pauses, language);
      const { samples, words } = await voice.narrate({ ...request, speed }, { signal, onProgress });
      const spoken = { value: { samples, words, source: 'exact' as const }, costUsd: 0 };
      if (request.voice !== robotVoiceId) return { ...spoken, model: 'kokoro-v1.0' };
      return { ...spoken, model: 'espeak-ng', note: robotNote(language) };
    },
  };
}

function robotNote(language: Language): string {
  const { name } = languages[language];
  const vowels =
    language === 'ar'
      ? ' It reads words without vowel marks as best it can: with them (تشكيل) it is easier to follow.'
      : '';
  return (
    `The ${name} narration is spoken by a robot voice (espeak-ng): the offline neural voice does not speak ${name}.${vowels} ` +
    'For a natural voice use a speech provider with a key.'
  );
}
