import type { Paid, Units } from '../../contracts/costs.ts';
import { Failure } from '../../contracts/failures.ts';
import { type Language, languages } from '../../contracts/languages.ts';
import { joinWords, type TimingSource } from '../../contracts/narration.ts';
import { servicePace } from '../../contracts/pace.ts';
import type { ListedVoice } from '../../contracts/voices.ts';
import type { Word } from '../../engines/text/split-words.ts';
import { usualSeconds } from '../../engines/voice/estimate-timings.ts';
import { joinSentences } from '../../engines/voice/join-sentences.ts';
import { type ReportedWord, reconcileSentence } from '../../engines/voice/reconcile-words.ts';
import { readSentences, type Sentence } from '../../engines/voice/sentences.ts';
import { type SpokenPart, setSentence } from '../../engines/voice/set-sentence.ts';
import type { SentenceSpeech } from '../../engines/voice/speech-track.ts';
import { type SentencePart, splitSentence } from '../../engines/voice/split-sentence.ts';
import type { VoiceEngine } from '../../engines/voice/voice-engine.ts';
import { decodeSpeech, type SpeechSound } from './decode-speech.ts';
import type { KeptSpeech, NarrationRequest, SpeechCall, SpeechProvider } from './providers/provider.ts';

/** What a service is to speak in one request: a sentence, or a part of one that is longer than it takes. */
export interface SpeechRequest {
  text: string;
  words: readonly Word[];
  language: Language;
  voice: string;
  /** 1 is the voice's own pace. */
  speed: number;
  /** What stands before and after it in the narration; empty where the service doesn't ask. */
  before: string;
  after: string;
}

/** A service that speaks: what is its own about it. */
export interface SpeechService {
  readonly name: string;
  readonly title: string;
  /** How far from a voice's own pace it may go. */
  readonly speeds: { slowest: number; fastest: number };
  /** It takes what stands before and after a text into account. */
  readonly readsAround: boolean;
  /** Of the price table. */
  modelOf(voice: string): string;
  defaultVoice(language: Language): string;
  /** @throws Failure `UnknownVoice` for what can be known without asking */
  checkVoice(voice: string, language: Language): void;
  /** Whether it takes so much at once. */
  fits(request: Pick<SpeechRequest, 'words' | 'language' | 'voice'>): boolean;
  /** What it charges for, of a sound of that length. */
  unitsOf(request: SpeechRequest, seconds: number): Units;
  speak(request: SpeechRequest, signal: AbortSignal): Promise<SpeechSound & { words?: ReportedWord[] }>;
  listVoices(signal: AbortSignal): Promise<ListedVoice[]>;
}

export interface SpeechTools {
  ffmpeg: string;
  voice: Pick<VoiceEngine, 'align'>;
}

// Raised when the same request would be spoken otherwise than before.
const version = 1;
const sampleRate = 48_000;
const longestContext = 300;

/**
 * A service as a speech provider. It is asked sentence by sentence, each kept as soon as it is there: the pauses are then
 * ours, the words found again within their sentence, and what was paid for is not asked again when a later one fails.
 */
export function createServiceSpeech(service: SpeechService, { ffmpeg, voice: engine }: SpeechTools): SpeechProvider {
  const { name, title } = service;

  /** One request, or what it brought when it was made before. */
  async function ask(request: SpeechRequest, call: SpeechCall): Promise<KeptSpeech & { costUsd: number }> {
    const { words: _, ...inputs } = request;
    const model = service.modelOf(request.voice);
    const usual = usualSeconds(request.text, request.language) / request.speed;
    let costUsd = 0;
    const { value } = await call.keepSpeech('speech', { version, provider: name, model, ...inputs }, async () => {
      const charge = { provider: name, model, estimate: service.unitsOf(request, usual) };
      const paid = await call.pay<KeptSpeech>(charge, () => hear(request, usual, call.signal));
      costUsd = paid.costUsd;
      return paid.value;
    });
    return { ...value, costUsd };
  }

  /** An answer is charged for, whether or not it can be heard. */
  async function hear(request: SpeechRequest, usual: number, signal: AbortSignal): Promise<Paid<KeptSpeech>> {
    const { words, ...sound } = await service.speak(request, signal);
    try {
      const samples = await decodeSpeech(sound, { title, ffmpeg, signal, usualSeconds: usual });
      const units = service.unitsOf(request, samples.length / sampleRate);
      return { units, value: { samples, ...(words && { words }) } };
    } catch (failure) {
      return { units: service.unitsOf(request, usual), failure: failure as Error };
    }
  }

  /** Where each word of a sentence lies: as the service says, or else as its sound does. */
  async function timeWords(
    sentence: Sentence,
    language: Language,
    spoken: { samples: Float32Array; words?: ReportedWord[] },
    signal: AbortSignal,
  ): Promise<{ spans: SentenceSpeech['spans']; source: TimingSource }> {
    const { samples, words } = spoken;
    const seconds = samples.length / sampleRate;
    const reported = words && reconcileSentence(sentence, language, words, seconds);
    if (reported) return { spans: reported, source: 'exact' };
    const text = joinWords(sentence.words);
    const aligned = await engine.align({ text, language, samples, sampleRate }, { signal });
    const spans = reconcileSentence(sentence, language, aligned.words, seconds);
    return { spans: spans ?? sentence.words.map(() => undefined), source: aligned.source };
  }

  return {
    name,
    defaultVoice: (language) => service.defaultVoice(language),
    listVoices: (signal) => service.listVoices(signal),

    async narrate(narration, call) {
      const { text, language, voice, pauses } = narration;
      service.checkVoice(voice, language);
      const own = { language, voice, speed: speedFor(narration, service.speeds) };
      const sentences = readSentences(text, language);
      const texts = sentences.map(({ words }) => joinWords(words));
      const speeches: SentenceSpeech[] = [];
      const sources = new Set<TimingSource>();
      let costUsd = 0;
      for (const [index, sentence] of sentences.entries()) {
        call.onProgress({ done: index, total: sentences.length });
        const parts = splitSentence(sentence, (words) => service.fits({ words, ...own }));
        const spoken: SpokenPart[] = [];
        for (const [place, { words, mark, isSilent }] of parts.entries()) {
          if (isSilent) continue;
          const around = service.readsAround ? contextOf(texts, index, parts, place) : { before: '', after: '' };
          const answer = await ask({ text: joinWords(words), words, ...own, ...around }, call).catch(withAdvice);
          costUsd += answer.costUsd;
          spoken.push({ ...answer, mark });
        }
        const set = setSentence(spoken, pauses);
        const timed = spoken.length > 0 && (await timeWords(sentence, language, set, call.signal));
        if (timed) sources.add(timed.source);
        speeches.push({ samples: set.samples, spans: timed ? timed.spans : sentence.words.map(() => undefined) });
      }
      call.onProgress({ done: sentences.length, total: sentences.length });
      const source = (['estimated', 'aligned'] as const).find((weaker) => sources.has(weaker)) ?? 'exact';
      return {
        value: { ...joinSentences(sentences, speeches, pauses), source },
        costUsd,
        model: service.modelOf(voice),
        ...(source === 'estimated' && { note: estimatedNote(title, language) }),
      };
    },
  };
}

function speedFor(
  { wordsPerMinute, language, pauses }: NarrationRequest,
  { slowest, fastest }: SpeechService['speeds'],
): number {
  const speed = Math.min(fastest, Math.max(slowest, wordsPerMinute / servicePace(language, pauses)));
  return Math.round(speed * 100) / 100;
}

/** What is said before and after a part, as far as it shapes how the part is said. */
function contextOf(texts: readonly string[], index: number, parts: readonly SentencePart[], place: number) {
  const textsOf = (some: readonly SentencePart[]) => some.map(({ words }) => joinWords(words));
  const before = [...texts.slice(Math.max(0, index - 2), index), ...textsOf(parts.slice(0, place))].join(' ');
  const after = [...textsOf(parts.slice(place + 1)), ...texts.slice(index + 1, index + 2)].join(' ');
  return {
    before: [...before].slice(-longestContext).join(''),
    after: [...after].slice(0, longestContext).join(''),
  };
}

function withAdvice(error: unknown): never {
  if (!(error instanceof Failure) || error.type !== 'UnknownVoice') throw error;
  throw new Failure('UnknownVoice', `${error.message}. GET /tts/voices lists the voices there are`, { cause: error });
}

function estimatedNote(title: string, language: Language): string {
  return (
    `${title} does not say when it speaks which word, and no offline voice reads ${languages[language].name} well enough ` +
    'to find them: the captions follow the length of the words, and may be a little early or late.'
  );
}
