import { type Language, languages } from '../../../contracts/languages.ts';
import type { VoiceEngine } from '../../../engines/voice/voice-engine.ts';
import type { SpeechProvider } from './provider.ts';

/** Words a minute the voices speak by themselves, pauses of a Short included: measured over a text of 300 characters each. */
const ownPace: Readonly<Record<Language, number>> = { en: 194, fr: 198, es: 195, it: 190, pt: 196 };

// Slower than this the voice drawls, faster it swallows.
const slowest = 0.75;
const fastest = 1.1;

/** The neural voice of this machine: no key, no network, word times from the model itself. */
export function createOfflineSpeech(voice: VoiceEngine): SpeechProvider {
  return {
    name: 'offline',
    defaultVoice: (language) => languages[language].voice,
    async narrate({ wordsPerMinute, ...request }, { signal, onProgress }) {
      const speed = Math.min(fastest, Math.max(slowest, wordsPerMinute / ownPace[request.language]));
      const { samples, words } = await voice.narrate({ ...request, speed }, { signal, onProgress });
      return { value: { samples, words, source: 'exact' }, costUsd: 0, model: 'kokoro-v1.0' };
    },
  };
}
