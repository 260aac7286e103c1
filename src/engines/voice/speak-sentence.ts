import { longestUtterance, type NeuralVoice, type Utterance, voiceRate } from './neural-voice.ts';
import type { PhonemeLanguage, Phonemizer } from './phonemes.ts';
import { applyGain, speechLevel, targetLevel, windowLevels } from './speech-level.ts';
import { findStretches, margin, type SpokenStretch, type Stretch } from './stretches.ts';
import { upsampleTwice } from './upsample.ts';
import { cutUtterance, isMark, type SpokenToken, spellUtterance, type VoiceSymbol } from './utterance.ts';

/** One sentence for a thread: tokens, how they are to be said, and the pause between clauses in milliseconds. */
export interface SentenceRequest {
  models: string;
  tokens: SpokenToken[];
  voice: string;
  language: PhonemeLanguage;
  speed: number;
  commaPause: number;
}

export interface SentenceSpeech {
  /** 48 kHz; of the silence at both ends `edgeSeconds` are left. */
  samples: Float32Array;
  /** For each token when it is spoken, in seconds; nothing for those that are silent. */
  spans: ({ start: number; end: number } | undefined)[];
}

/** Of quiet left at each end of a sentence's samples. */
export const edgeSeconds = margin / voiceRate;

/** Between two parts of a sentence that is too long for one breath and has no comma there. */
const breathPause = 60;

const fadeSamples = 120;

export async function speakSentence(
  request: SentenceRequest,
  voice: NeuralVoice,
  phonemizer: Phonemizer,
  signal: AbortSignal,
): Promise<SentenceSpeech> {
  const symbols = spellUtterance(request.tokens, request.language, phonemizer, voice.alphabet);
  const track = createTrack(request.tokens.length);
  for (const part of cutUtterance(symbols, longestUtterance)) {
    signal.throwIfAborted();
    const utterance = await voice.speak(part, request.voice, request.speed);
    const isClause = isMark(part.at(-1));
    track.add(utterance, part, request.commaPause, isClause ? request.commaPause : breathPause);
  }
  return track.finish();
}

/** A stretch of an utterance and where it lies in the sentence, in samples. */
interface Placed extends Stretch {
  at: number;
  samples: Float32Array;
}

/** Lays stretches of speech one after another, with pauses, and notes where each token comes to lie. */
function createTrack(tokens: number) {
  const pieces: Placed[] = [];
  const spans: SentenceSpeech['spans'] = Array.from({ length: tokens }, () => undefined);
  let length = 0;
  // Samples of quiet wanted before the next stretch, less what the last one ended with.
  let wanted = 0;

  function lay(source: Float32Array, { from, to, lead, trail }: SpokenStretch, pauseAfter: number): Placed {
    const at = length + Math.max(0, wanted - lead);
    const samples = source.slice(from, to);
    fade(samples);
    length = at + samples.length;
    wanted = Math.round((pauseAfter / 1000) * voiceRate) - trail;
    return { from, to, at, samples };
  }

  return {
    add({ samples, edges }: Utterance, symbols: readonly VoiceSymbol[], pause: number, pauseAfter: number): void {
      const stretches = findStretches({ samples, edges }, symbols);
      const placed = stretches.map((stretch, index) =>
        lay(samples, stretch, index < stretches.length - 1 ? pause : pauseAfter),
      );
      pieces.push(...placed);
      for (const [owner, span] of spansOfTokens(edges, symbols)) {
        const start = placeStart(span.from, placed);
        const end = Math.max(start, placeEnd(span.to, placed));
        spans[owner] = { start: spans[owner]?.start ?? start, end };
      }
    },
    finish(): SentenceSpeech {
      const samples = new Float32Array(length);
      for (const piece of pieces) samples.set(piece.samples, piece.at);
      const level = speechLevel(windowLevels(samples));
      if (level > 0) applyGain(samples, targetLevel / level);
      const seconds = spans.map((span) => span && { start: span.start / voiceRate, end: span.end / voiceRate });
      return { samples: upsampleTwice(samples), spans: seconds };
    },
  };
}

function spansOfTokens(edges: readonly number[], symbols: readonly VoiceSymbol[]): Map<number, Stretch> {
  const spans = new Map<number, Stretch>();
  for (const [index, { owner }] of symbols.entries()) {
    if (owner < 0) continue;
    const [from, to] = [edges[index] ?? 0, edges[index + 1] ?? 0];
    spans.set(owner, { from: spans.get(owner)?.from ?? from, to });
  }
  return spans;
}

/** A word that begins in a silence that was taken out begins with the stretch after it. */
function placeStart(sample: number, placed: readonly Placed[]): number {
  const stretch = placed.find(({ to }) => to - margin > sample) ?? placed.at(-1);
  return stretch ? stretch.at + Math.min(Math.max(sample, stretch.from), stretch.to) - stretch.from : 0;
}

function placeEnd(sample: number, placed: readonly Placed[]): number {
  const stretch = placed.findLast(({ from }) => from + margin < sample) ?? placed[0];
  return stretch ? stretch.at + Math.min(Math.max(sample, stretch.from), stretch.to) - stretch.from : 0;
}

function fade(samples: Float32Array): void {
  const count = Math.min(fadeSamples, Math.floor(samples.length / 2));
  for (let at = 0; at < count; at++) {
    const gain = (at + 0.5) / count;
    samples[at] = (samples[at] ?? 0) * gain;
    const mirror = samples.length - 1 - at;
    samples[mirror] = (samples[mirror] ?? 0) * gain;
  }
}
