import { languages } from '../../../contracts/languages.ts';
import type { VoiceEngine } from '../../../engines/voice/voice-engine.ts';
import type { SpeechProvider } from './provider.ts';

/** The neural voice of this machine: no key, no network, word times from the model itself. */
export function createOfflineSpeech(voice: VoiceEngine): SpeechProvider {
  return {
    name: 'offline',
    defaultVoice: (language) => languages[language].voice,
    async narrate(request, { signal, onProgress }) {
      const { samples, words } = await voice.narrate(request, { signal, onProgress });
      return { value: { samples, words, source: 'exact' }, costUsd: 0, model: 'kokoro-v1.0' };
    },
  };
}
