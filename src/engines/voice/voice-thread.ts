import { serveThread } from '../threads/serve.ts';
import { createEspeakPhonemizer } from './espeak-phonemizer.ts';
import { loadNeuralVoice, type NeuralVoice } from './neural-voice.ts';
import type { Phonemizer } from './phonemes.ts';
import { type SentenceRequest, type SentenceSpeech, speakSentence } from './speak-sentence.ts';

let loaded: { models: string; parts: Promise<[NeuralVoice, Phonemizer]> } | undefined;

/** Loaded once a thread; a failed load is tried again by the next sentence. */
function load(models: string): Promise<[NeuralVoice, Phonemizer]> {
  if (loaded?.models !== models) {
    const parts = Promise.all([loadNeuralVoice(models), createEspeakPhonemizer()]);
    parts.catch(() => (loaded = undefined));
    loaded = { models, parts };
  }
  return loaded.parts;
}

serveThread<SentenceRequest, SentenceSpeech>(async (request, { signal }) => {
  const [voice, phonemizer] = await load(request.models);
  return speakSentence(request, voice, phonemizer, signal);
});
