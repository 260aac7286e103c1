import { setMaxListeners } from 'node:events';
import { Failure } from '../../contracts/failures.ts';
import type { Language } from '../../contracts/languages.ts';
import type { WordTiming } from '../../contracts/narration.ts';
import { createThreadPool } from '../threads/pool.ts';
import { joinSentences, type Pauses } from './join-sentences.ts';
import { listVoiceFiles } from './model-files.ts';
import { readSentences } from './sentences.ts';
import type { SentenceRequest, SentenceSpeech } from './speak-sentence.ts';
import { chooseVoice, phonemeLanguage, readVoice, type Voice } from './voices.ts';

export type { Voice } from './voices.ts';

export interface VoiceEngineOptions {
  /** Folder of `kokoro-v1.0.int8.onnx`, `vocab.json` and `voices/*.bin`. */
  models: string;
  /** Sentences spoken at once; each thread holds a model of its own, about 0.6 GB. */
  threads: number;
}

export interface NarrateRequest {
  text: string;
  language: Language;
  voice: string;
  /** Silence in milliseconds between clauses, between sentences and after the last word. */
  pauses: Pauses;
  /** 1 is the voice's own pace; 0.5 to 2. */
  speed?: number;
}

export interface Narration {
  /** Mono, -1..1. */
  samples: Float32Array;
  sampleRate: 48_000;
  /** The whitespace tokens of the text, in order, each at least 20 ms long. */
  words: WordTiming[];
}

export interface NarrateOptions {
  signal?: AbortSignal;
  /** Sentences spoken so far. */
  onProgress?: (progress: { done: number; total: number }) => void;
}

export interface VoiceEngine {
  /** Voices for the languages a film can be narrated in. Fails with `ToolMissing`. */
  voices(): Promise<Voice[]>;
  /** Same request, same samples. Fails with `InvalidInput`, `UnknownVoice`, `ToolMissing` or `Cancelled`. */
  narrate(request: NarrateRequest, options?: NarrateOptions): Promise<Narration>;
  close(): Promise<void>;
}

/** The offline neural voice: Kokoro-82M on worker threads, a sentence a time each. */
export function createVoiceEngine({ models, threads }: VoiceEngineOptions): VoiceEngine {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const pool = createThreadPool<SentenceRequest, SentenceSpeech>(
    new URL(`./voice-thread.${extension}`, import.meta.url),
    threads,
  );

  async function voices(): Promise<Voice[]> {
    const files = await listVoiceFiles(models);
    return files.map(readVoice).filter((voice) => voice !== undefined);
  }

  return {
    voices,
    close: () => pool.close(),
    async narrate({ text, language, voice: id, pauses, speed = 1 }, { signal, onProgress } = {}) {
      if (text.trim() === '') throw new Failure('InvalidInput', 'the narration is empty: give the voice a text to say');
      if (!(speed >= 0.5 && speed <= 2)) {
        throw new Failure('InvalidInput', `the voice speaks at 0.5 to 2 times its own pace, not ${speed}`);
      }
      const voice = chooseVoice(id, language, await voices());
      // Whatever ends the narration, the caller or a failure, the sentences that have not begun are left.
      const stop = new AbortController();
      const cancel = everyonesSignal(signal ? [signal, stop.signal] : [stop.signal]);
      const sentences = readSentences(text, language);
      let done = 0;
      const say = async ({ tokens }: (typeof sentences)[number]) => {
        const speech = await pool.run(
          { models, tokens, voice: voice.id, language: phonemeLanguage(voice), speed, commaPause: pauses.comma },
          { signal: cancel },
        );
        done++;
        if (!cancel.aborted) onProgress?.({ done, total: sentences.length });
        return speech;
      };
      try {
        const speeches = await untilCancelled(cancel, () =>
          longestFirst(sentences, ({ tokens }) => tokens.length, say),
        );
        return { ...joinSentences(sentences, speeches, pauses), sampleRate: 48_000 };
      } finally {
        stop.abort();
      }
    },
  };
}

/** Starts the longest first, so that no thread is left with it at the end; answers in the given order. */
function longestFirst<Item, Result>(
  items: readonly Item[],
  size: (item: Item) => number,
  run: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const started = new Map<Item, Promise<Result>>();
  for (const item of items.toSorted((a, b) => size(b) - size(a))) started.set(item, run(item));
  return Promise.all(items.map((item) => started.get(item) as Promise<Result>));
}

/** Every sentence listens for the end: more listeners than Node expects on a signal. */
function everyonesSignal(signals: AbortSignal[]): AbortSignal {
  const shared = AbortSignal.any(signals);
  setMaxListeners(0, shared);
  return shared;
}

/** A sentence in progress cannot be stopped half-way; the caller needn't wait for it. */
async function untilCancelled<Result>(signal: AbortSignal, work: () => Promise<Result>): Promise<Result> {
  const failure = () => new Failure('Cancelled', 'the narration was cancelled');
  if (signal.aborted) throw failure();
  const cancelled = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(failure()), { once: true });
  });
  return Promise.race([work(), cancelled]);
}
