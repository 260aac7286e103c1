import { loudness } from './loudness.ts';
import { voiceRate } from './neural-voice.ts';
import { applyGain, targetLoudness } from './speech-level.ts';
import { margin, type SpokenStretch, type Stretch } from './stretches.ts';
import { upsampleTwice } from './upsample.ts';

export interface SentenceSpeech {
  /** 48 kHz; of the silence at both ends `edgeSeconds` are left. */
  samples: Float32Array;
  /** For each token when it is spoken, in seconds; nothing for those that are silent. */
  spans: ({ start: number; end: number } | undefined)[];
}

/** Of quiet left at each end of a sentence's samples. */
export const edgeSeconds = margin / voiceRate;

const fadeSamples = 120;

/** A stretch of sound and where it lies in the sentence, in samples. */
interface Placed extends Stretch {
  at: number;
  samples: Float32Array;
  lead: number;
  trail: number;
}

/** Lays stretches of speech at `voiceRate` one after another, with pauses, and notes where each token comes to lie. */
export function createSpeechTrack(tokens: number) {
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
    return { from, to, lead, trail, at, samples };
  }

  return {
    /** `tokenSpans`: where in `samples` each of some tokens is spoken. `pauseAfter`: milliseconds after a stretch. */
    add(
      samples: Float32Array,
      stretches: readonly SpokenStretch[],
      tokenSpans: ReadonlyMap<number, Stretch>,
      pauseAfter: (stretch: SpokenStretch, isLast: boolean) => number,
    ): void {
      const placed = stretches.map((stretch, index) =>
        lay(samples, stretch, pauseAfter(stretch, index === stretches.length - 1)),
      );
      pieces.push(...placed);
      for (const [token, span] of tokenSpans) {
        const start = placeStart(span.from, placed);
        const end = Math.max(start, placeEnd(span.to, placed));
        spans[token] = { start: spans[token]?.start ?? start, end };
      }
    },
    /** Brings the sentence to the loudness of all sentences. */
    finish(): SentenceSpeech {
      const samples = new Float32Array(length);
      for (const piece of pieces) samples.set(piece.samples, piece.at);
      const level = loudness(samples, voiceRate);
      if (Number.isFinite(level)) applyGain(samples, 10 ** ((targetLoudness - level) / 20));
      const seconds = spans.map((span) => span && { start: span.start / voiceRate, end: span.end / voiceRate });
      return { samples: upsampleTwice(samples), spans: seconds };
    },
  };
}

/** A word that begins in a silence that was taken out begins with the stretch after it. */
function placeStart(sample: number, placed: readonly Placed[]): number {
  const stretch = placed.find(({ to }) => to - margin > sample) ?? placed.at(-1);
  return stretch ? placeIn(stretch, sample) : 0;
}

function placeEnd(sample: number, placed: readonly Placed[]): number {
  const stretch = placed.findLast(({ from }) => from + margin < sample) ?? placed[0];
  return stretch ? placeIn(stretch, sample) : 0;
}

/** Within what is heard of a stretch, its quiet ends left out. */
function placeIn({ from, to, lead, trail, at }: Placed, sample: number): number {
  const earliest = Math.min(from + lead, to);
  return at + Math.min(Math.max(sample, earliest), Math.max(earliest, to - trail)) - from;
}

/** In place: the first and the last samples rise from silence and fall to it. */
export function fade(samples: Float32Array, most = fadeSamples): void {
  const count = Math.min(most, Math.floor(samples.length / 2));
  for (let at = 0; at < count; at++) {
    const gain = (at + 0.5) / count;
    samples[at] = (samples[at] ?? 0) * gain;
    const mirror = samples.length - 1 - at;
    samples[mirror] = (samples[mirror] ?? 0) * gain;
  }
}
