import { type Language, languages } from '../../../contracts/languages.ts';
import type { VoiceEngine } from '../../../engines/voice/voice-engine.ts';
import type { Pauses, SpeechProvider } from './provider.ts';

/**
 * Words a minute the voices speak by themselves, measured over a text of 300 characters each: with a Short's pauses (350 ms
 * after a sentence) and with a long film's (600 ms).
 */
const ownPace: Readonly<Record<Language, { short: number; long: number }>> = {
  en: { short: 194, long: 179 },
  fr: { short: 198, long: 182 },
  es: { short: 195, long: 182 },
  it: { short: 190, long: 177 },
  pt: { short: 196, long: 182 },
};

function paceWith({ sentence }: Pauses, language: Language): number {
  const { short, long } = ownPace[language];
  return short + ((long - short) * (sentence - 350)) / 250;
}

// Slower than this the voice drawls, faster it swallows.
const slowest = 0.75;
const fastest = 1.1;

/** The neural voice of this machine: no key, no network, word times from the model itself. */
export function createOfflineSpeech(voice: VoiceEngine): SpeechProvider {
  return {
    name: 'offline',
    defaultVoice: (language) => languages[language].voice,
    async narrate({ wordsPerMinute, ...request }, { signal, onProgress }) {
      const speed = Math.min(fastest, Math.max(slowest, wordsPerMinute / paceWith(request.pauses, request.language)));
      const { samples, words } = await voice.narrate({ ...request, speed }, { signal, onProgress });
      return { value: { samples, words, source: 'exact' }, costUsd: 0, model: 'kokoro-v1.0' };
    },
  };
}
