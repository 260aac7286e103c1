import type { Language } from '../../contracts/languages.ts';
import type { WordTiming } from '../../contracts/narration.ts';
import { featureRate, framesPerSecond, melFeatures } from './mel-features.ts';
import type { PhonemeLanguage } from './phonemes.ts';
import { resample } from './resample.ts';
import type { RobotVoice } from './robot-voice.ts';
import { saysSameWords } from './same-words.ts';
import { readSentences } from './sentences.ts';
import { clausesOf } from './speak-clauses.ts';
import { speechLevel, windowLevels } from './speech-level.ts';
import { warpTime } from './warp-time.ts';
import { orderWords, type Span, shareSpans } from './word-spans.ts';

// Between two clauses of the reference: shorter than a person's pause, which the warping then stretches.
const clausePause = 0.12;

// Words set in so long after the reference says; measured against the neural voice's own times in five languages.
const lateness = 0.025;

// A reference as fast as the sound needs the least warping.
const slowest = 0.6;
const fastest = 2;

/**
 * When each word of a known text is spoken in a sound: the voice made by rules, which knows its own times, says the same
 * text, and the two are laid over each other. Mono at `sampleRate`.
 * @returns `fits: false` where something else than the text is said, as far as can be told
 */
export function alignWords(
  { samples, sampleRate }: { samples: Float32Array; sampleRate: number },
  text: string,
  { language, phonemes }: { language: Language; phonemes: PhonemeLanguage },
  robot: RobotVoice,
): { words: WordTiming[]; fits?: boolean } {
  const sentences = readSentences(text, language);
  const words = sentences.flatMap((sentence) => sentence.words);
  const tokens = sentences.flatMap((sentence) => sentence.tokens);
  const duration = samples.length / sampleRate;
  const sound = resample(samples, sampleRate, featureRate);
  const spoken = spokenPart(sound);
  const seconds = (spoken.to - spoken.from) / featureRate;

  const first = speakReference(tokens, phonemes, 1, robot);
  if (!first || seconds <= 0)
    return { words: orderWords(words, shareSpans(texts(words), [], { start: 0, end: duration }), duration) };
  const speed = Math.min(fastest, Math.max(slowest, first.samples.length / featureRate / seconds));
  const reference = Math.abs(speed - 1) < 0.05 ? first : (speakReference(tokens, phonemes, speed, robot) ?? first);

  const speech = sound.subarray(spoken.from, spoken.to);
  const way = warpTime(melFeatures(speech), melFeatures(reference.samples));
  const timeOf = (at: number) => {
    const frame = Math.min(way.length - 1, Math.max(0, Math.round(at * framesPerSecond)));
    return lateness + spoken.from / featureRate + (way[frame] ?? 0) / framesPerSecond;
  };
  const quiet = quietParts(sound);
  const spans = reference.spans.map(
    (span) => span && intoSpeech({ start: timeOf(span.start), end: timeOf(span.end) }, quiet),
  );
  return {
    words: orderWords(words, shareSpans(texts(words), spans, { start: 0, end: duration }), duration),
    fits: saysSameWords(speech, reference.samples),
  };
}

const texts = (words: readonly { text: string }[]) => words.map(({ text }) => text);

interface Reference {
  /** At `featureRate`. */
  samples: Float32Array;
  /** Of each token, in seconds; nothing for silent ones. */
  spans: (Span | undefined)[];
}

function speakReference(
  tokens: Parameters<typeof clausesOf>[0],
  language: PhonemeLanguage,
  speed: number,
  robot: RobotVoice,
): Reference | undefined {
  const pieces: { samples: Float32Array; at: number }[] = [];
  const spans: Reference['spans'] = tokens.map(() => undefined);
  let length = 0;
  for (const { text, tokenAt } of clausesOf(tokens)) {
    const { samples: spoken, rate, words } = robot.speak(text, language, speed);
    const samples = resample(spoken, rate, featureRate);
    const { from, to } = spokenPart(samples);
    if (to <= from) continue;
    const shift = (length - from) / featureRate;
    const heard = words.map(({ offset, at }) => ({
      token: tokenAt(offset),
      start: Math.max(at, from / featureRate) + shift,
    }));
    for (const [index, { token, start }] of heard.entries()) {
      const end = heard[index + 1]?.start ?? to / featureRate + shift;
      spans[token] = { start: spans[token]?.start ?? start, end };
    }
    pieces.push({ samples: samples.subarray(from, to), at: length });
    length += to - from + Math.round(clausePause * featureRate);
  }
  if (pieces.length === 0) return undefined;
  const samples = new Float32Array(length);
  for (const piece of pieces) samples.set(piece.samples, piece.at);
  return { samples, spans };
}

// Windows of speech-level.ts, 120 samples, at this rate.
const windowSamples = 120;

/** From the first to the last window that is heard. */
function spokenPart(samples: Float32Array): { from: number; to: number } {
  const levels = windowLevels(samples);
  const quiet = speechLevel(levels) * 0.05;
  const first = levels.findIndex((level) => level > quiet);
  const last = levels.findLastIndex((level) => level > quiet);
  return first < 0 ? { from: 0, to: 0 } : { from: first * windowSamples, to: (last + 1) * windowSamples };
}

const shortestQuiet = 0.08;

/** Pauses of at least 80 ms, in seconds. */
function quietParts(samples: Float32Array): Span[] {
  const levels = windowLevels(samples);
  const quiet = speechLevel(levels) * 0.05;
  const parts: Span[] = [];
  let from = 0;
  for (let window = 0; window <= levels.length; window++) {
    if (window < levels.length && (levels[window] ?? 0) <= quiet) continue;
    const part = { start: (from * windowSamples) / featureRate, end: (window * windowSamples) / featureRate };
    if (part.end - part.start >= shortestQuiet) parts.push(part);
    from = window + 1;
  }
  return parts;
}

/** A word does not begin or end in a pause. */
function intoSpeech({ start, end }: Span, quiet: readonly Span[]): Span {
  const before = quiet.find((pause) => start >= pause.start && start < pause.end);
  const from = before?.end ?? start;
  const after = quiet.find((pause) => end > pause.start && end <= pause.end);
  return { start: from, end: Math.max(from, after && after.start > from ? after.start : end) };
}
