import type { Language } from '../../contracts/languages.ts';
import { serveThread } from '../threads/serve.ts';
import { alignWords } from './align-words.ts';
import { loadEspeak } from './espeak.ts';
import { loadNeuralVoice, type NeuralVoice } from './neural-voice.ts';
import type { PhonemeLanguage } from './phonemes.ts';
import { speakClauses } from './speak-clauses.ts';
import { type SentenceRequest, speakSentence } from './speak-sentence.ts';
import type { SentenceSpeech } from './speech-track.ts';

export type VoiceThreadRequest =
  | { kind: 'neural'; sentence: SentenceRequest; models: string; voice: string }
  | { kind: 'robot'; sentence: SentenceRequest }
  | {
      kind: 'align';
      sound: { samples: Float32Array; sampleRate: number };
      text: string;
      language: Language;
      phonemes: PhonemeLanguage;
    };

export type VoiceThreadResult<Request extends VoiceThreadRequest> = Request extends { kind: 'align' }
  ? AlignedWords
  : SentenceSpeech;

export type AlignedWords = ReturnType<typeof alignWords>;

let espeak: ReturnType<typeof loadEspeak> | undefined;
let loaded: { models: string; neural: Promise<NeuralVoice> } | undefined;

/** Loaded once a thread; a failed load is tried again by the next sentence. */
function load(models: string): Promise<NeuralVoice> {
  if (loaded?.models !== models) {
    const neural = loadNeuralVoice(models);
    neural.catch(() => (loaded = undefined));
    loaded = { models, neural };
  }
  return loaded.neural;
}

serveThread<VoiceThreadRequest, SentenceSpeech | AlignedWords>(async (request, { signal }) => {
  espeak ??= loadEspeak();
  if (request.kind === 'align') return alignWords(request.sound, request.text, request, await espeak);
  if (request.kind === 'robot') return speakClauses(request.sentence, await espeak, signal);
  const [neural, phonemizer] = await Promise.all([load(request.models), espeak]);
  return speakSentence(request.sentence, request.voice, { neural, phonemizer }, signal);
});
