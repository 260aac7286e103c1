import { setMaxListeners } from 'node:events';
import { Failure } from '../../contracts/failures.ts';
import { isOfflineLanguage, type Language } from '../../contracts/languages.ts';
import type { TimingSource, WordTiming } from '../../contracts/narration.ts';
import { createThreadPool } from '../threads/pool.ts';
import { estimateTimings } from './estimate-timings.ts';
import { joinSentences } from './join-sentences.ts';
import { listVoiceFiles } from './model-files.ts';
import type { Pauses } from './pauses.ts';
import { readSentences } from './sentences.ts';
import type { SentenceSpeech } from './speech-track.ts';
import type { AlignedWords, VoiceThreadRequest, VoiceThreadResult } from './voice-thread.ts';
import {
  checkSpoken,
  chooseVoice,
  phonemeLanguage,
  readVoice,
  robotLanguage,
  robotVoiceId,
  type Voice,
  withRobotVoices,
} from './voices.ts';

export { robotVoiceId, type Voice } from './voices.ts';

export interface VoiceEngineOptions {
  /** Folder of `kokoro-v1.0.int8.onnx`, `vocab.json` and `voices/*.bin`. */
  models: string;
  /** Sentences spoken at once; each thread holds a model of its own, about 0.7 GB. */
  threads: number;
}

export interface NarrateRequest {
  text: string;
  language: Language;
  /** The id of one of `voices()`. */
  voice: string;
  /** What other marks get follows from these: a semicolon more than a comma, a paragraph more than a sentence. */
  pauses: Pauses;
  /** 1 is the voice's own pace; 0.5 to 2. */
  speed?: number;
}

export interface Narration {
  /** Mono, -1..1. */
  samples: Float32Array;
  sampleRate: 48_000;
  /** The text's words as `splitWords` parts them, each at least 20 ms long. */
  words: WordTiming[];
}

export interface NarrateOptions {
  signal?: AbortSignal;
  /** Sentences spoken so far. */
  onProgress?: (progress: { done: number; total: number }) => void;
}

/** A recording whose text is known. */
export interface AlignRequest {
  text: string;
  language: Language;
  /** Mono. */
  samples: Float32Array;
  sampleRate: number;
}

export interface Alignment {
  words: WordTiming[];
  source: Exclude<TimingSource, 'exact'>;
  /** What is said is not the text, as far as can be told: never where it is, sometimes not where it is not. */
  saysOther: boolean;
}

export interface VoiceEngine {
  /** The neural voices, and for languages they do not speak the one made by rules. Fails with `ToolMissing`. */
  voices(): Promise<Voice[]>;
  /** Same request, same samples. Fails with `InvalidInput`, `UnsupportedLanguage`, `UnknownVoice`, `ToolMissing` or `Cancelled`. */
  narrate(request: NarrateRequest, options?: NarrateOptions): Promise<Narration>;
  /**
   * When each word of a known text is spoken in a recording of it, found by comparing sounds; shared out by length where
   * there is no voice to compare with. Fails with `InvalidInput` or `Cancelled`.
   */
  align(request: AlignRequest, options?: { signal?: AbortSignal }): Promise<Alignment>;
  close(): Promise<void>;
}

/** The offline voices on worker threads, a sentence a time each: the neural Kokoro-82M, and espeak-ng where that is mute. */
export function createVoiceEngine({ models, threads }: VoiceEngineOptions): VoiceEngine {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const pool = createThreadPool<VoiceThreadRequest, SentenceSpeech | AlignedWords>(
    new URL(`./voice-thread.${extension}`, import.meta.url),
    threads,
  );

  function runOnThread<Request extends VoiceThreadRequest>(request: Request, signal?: AbortSignal) {
    return pool.run(request, { signal }) as Promise<VoiceThreadResult<Request>>;
  }

  async function voices(): Promise<Voice[]> {
    const files = await listVoiceFiles(models);
    return withRobotVoices(files.map(readVoice).filter((voice) => voice !== undefined));
  }

  return {
    voices,
    close: () => pool.close(),
    async align({ text, language, samples, sampleRate }, { signal } = {}) {
      if (text.trim() === '')
        throw new Failure('InvalidInput', 'the text of the recording is empty: give what is said in it');
      if (!(samples.length > 0 && sampleRate > 0)) throw new Failure('InvalidInput', 'the recording has no sound');
      const phonemes = robotLanguage(language);
      if (!phonemes) {
        return {
          words: estimateTimings(text, language, samples.length / sampleRate),
          source: 'estimated',
          saysOther: false,
        };
      }
      const { words, fits } = await runOnThread(
        { kind: 'align', sound: { samples, sampleRate }, text, language, phonemes },
        signal,
      );
      // How the voice made by rules reads the other languages is too far from how people do.
      return { words, source: 'aligned', saysOther: fits === false && isOfflineLanguage(language) };
    },
    async narrate({ text, language, voice: id, pauses, speed = 1 }, { signal, onProgress } = {}) {
      if (text.trim() === '') throw new Failure('InvalidInput', 'the narration is empty: give the voice a text to say');
      if (!(speed >= 0.5 && speed <= 2)) {
        throw new Failure('InvalidInput', `the voice speaks at 0.5 to 2 times its own pace, not ${speed}`);
      }
      checkSpoken(language);
      // The voice made by rules needs no file.
      const voice = chooseVoice(id, language, id === robotVoiceId ? withRobotVoices([]) : await voices());
      // Whatever ends the narration, the caller or a failure, the sentences that have not begun are left.
      const stop = new AbortController();
      const cancel = everyonesSignal(signal ? [signal, stop.signal] : [stop.signal]);
      const sentences = readSentences(text, language);
      let done = 0;
      const say = async ({ tokens }: (typeof sentences)[number]) => {
        const sentence = { tokens, language: phonemeLanguage(voice), speed, pauses };
        const speech: SentenceSpeech = await (voice.id === robotVoiceId
          ? runOnThread({ kind: 'robot', sentence }, cancel)
          : runOnThread({ kind: 'neural', sentence, models, voice: voice.id }, cancel));
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
