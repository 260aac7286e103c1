import { afterAll } from 'vitest';
import type { NarrationRequest, SpeechCall } from '../../../../src/activities/speech/providers/provider.ts';
import { createServiceSpeech, type SpeechService } from '../../../../src/activities/speech/speak-by-service.ts';
import type { ProviderCall } from '../../../../src/contracts/provider-call.ts';
import { createVoiceEngine } from '../../../../src/engines/voice/voice-engine.ts';
import { testTools } from '../../../support/tools.ts';
import { bookkeeper, providerCall } from '../../stage-bench.ts';

const { ffmpeg, models } = testTools();

/** A service as the worker sees it, over the real decoder and the real aligner. */
export function speechProviders(): (service: SpeechService) => ReturnType<typeof createServiceSpeech> {
  const voice = createVoiceEngine({ models, threads: 1 });
  afterAll(() => voice.close());
  return (service) => createServiceSpeech(service, { ffmpeg, voice });
}

/** What a narration is called with; what was spoken is kept in memory, under its name and inputs. */
export function speechCall(changes: Partial<ProviderCall> = {}) {
  const books = bookkeeper();
  const kept = new Map<string, Awaited<ReturnType<SpeechCall['keepSpeech']>>['value']>();
  const call: SpeechCall = {
    ...providerCall({ pay: books.pay, ...changes }),
    onProgress: () => undefined,
    async keepSpeech(name, inputs, make) {
      const key = JSON.stringify([name, inputs]);
      const found = kept.get(key);
      if (found) return { value: found, found: true };
      const value = await make();
      kept.set(key, value);
      return { value, found: false };
    },
  };
  return { ...books, call, kept };
}

export function narrationOf(text: string, changes: Partial<NarrationRequest> = {}): NarrationRequest {
  const pauses = { comma: 150, sentence: 350, tail: 500 };
  return { text, language: 'en', voice: 'none', pauses, wordsPerMinute: 170, ...changes };
}
