import { type Utterance, voiceRate } from './neural-voice.ts';
import { speechLevel, windowLevels, windowSamples } from './speech-level.ts';
import { isMark, type VoiceSymbol } from './utterance.ts';

/** Part of an utterance, in samples. */
export interface Stretch {
  from: number;
  to: number;
}

/** A part that is kept. `lead` and `trail`: samples of quiet it begins and ends with, which count as part of a pause. */
export interface SpokenStretch extends Stretch {
  lead: number;
  trail: number;
  /** The punctuation it ends with; none where the next part goes on without. */
  mark: string;
}

/** Of quiet kept at each side of a pause, so that an f or an s fades out: 25 ms at 24 kHz. */
export const margin = 600;

const milliseconds = (value: number) => (value / 1000) * voiceRate;

/** Quiet is 30 dB below the speech: breath and room of the noisiest voice lie at -31. */
const quietRatio = 10 ** (-30 / 20);

/** Shorter silences are the closures of p, t and k. */
const shortestPause = milliseconds(30);

/**
 * What is said, without the silence before, after and at the clause ends: between two stretches lies a pause whose length
 * the caller decides. A clause end that the voice reads right through stays whole.
 */
export function findStretches({ samples, edges }: Utterance, symbols: readonly VoiceSymbol[]): SpokenStretch[] {
  const levels = windowLevels(samples);
  const quiet = speechLevel(levels) * quietRatio;
  const runs = quietRuns(levels, quiet);
  const edge = (index: number) => edges[Math.min(index, edges.length - 1)] ?? samples.length;

  const lastSpoken = symbols.findLastIndex(({ owner }) => owner >= 0);
  const stretches: SpokenStretch[] = [];
  let from = Math.max(0, speechStart(levels, quiet, edge(0)));
  let lead = margin;
  for (const [index, symbol] of symbols.entries()) {
    if (!isMark(symbol) || index >= lastSpoken) continue;
    const next = symbols.findIndex(({ owner }, at) => at > index && owner >= 0);
    const pause = findPause(levels, runs, edge(index), edge(next));
    if (!pause || pause.from <= from) continue;
    stretches.push({ from, to: pause.from, lead, trail: pause.kept, mark: symbol.character });
    from = pause.to;
    lead = pause.kept;
  }
  const end = Math.max(from + windowSamples, speechEnd(levels, quiet, edge(lastSpoken + 1)));
  const last = symbols.at(-1);
  const mark = last && isMark(last) ? last.character : '';
  stretches.push({ from, to: Math.min(samples.length, end), lead, trail: margin, mark });
  return stretches;
}

/** What is taken out, and how much quiet stays on each side of it. */
interface Pause extends Stretch {
  kept: number;
}

function quietRuns(levels: Float32Array, quiet: number): Stretch[] {
  const runs: Stretch[] = [];
  let from = -1;
  for (let window = 0; window <= levels.length; window++) {
    const isQuiet = window < levels.length && (levels[window] ?? 0) < quiet;
    if (isQuiet && from < 0) from = window;
    if (!isQuiet && from >= 0) {
      runs.push({ from: from * windowSamples, to: window * windowSamples });
      from = -1;
    }
  }
  return runs;
}

/**
 * The silence at a clause end. The model's durations put it between `end` of the word before and `start` of the word after,
 * give or take; the last sound before a pause is counted too long rather than too short.
 */
function findPause(levels: Float32Array, runs: readonly Stretch[], end: number, start: number): Pause | undefined {
  const [after, before] = [end - milliseconds(250), start + milliseconds(80)];
  const longest = runs
    .filter(({ from, to }) => to > after && from < before && to - from >= shortestPause)
    .sort((a, b) => b.to - b.from - (a.to - a.from))[0];
  if (longest) {
    const kept = Math.min(margin, Math.floor((longest.to - longest.from) / 2));
    return { from: longest.from + kept, to: longest.to - kept, kept };
  }

  const first = Math.max(0, Math.floor((end - milliseconds(60)) / windowSamples));
  const last = Math.min(levels.length, Math.ceil((start + milliseconds(40)) / windowSamples));
  let softest = first;
  for (let window = first; window < last; window++) {
    if ((levels[window] ?? 0) < (levels[softest] ?? 0)) softest = window;
  }
  // Cut only where it is soft enough not to be heard: 12 dB below the speech.
  const limit = speechLevel(levels) * 0.25;
  const at = (softest + 0.5) * windowSamples;
  return (levels[softest] ?? limit) < limit ? { from: at, to: at, kept: 0 } : undefined;
}

function speechStart(levels: Float32Array, quiet: number, expected: number): number {
  const first = Math.max(0, Math.floor((expected - milliseconds(150)) / windowSamples));
  const latest = expected + milliseconds(60);
  let window = first;
  while (window * windowSamples < latest && (levels[window] ?? 0) < quiet) window++;
  return window * windowSamples - margin;
}

function speechEnd(levels: Float32Array, quiet: number, expected: number): number {
  const last = Math.min(levels.length - 1, Math.ceil((expected + milliseconds(150)) / windowSamples));
  const earliest = expected - milliseconds(500);
  let window = last;
  while (window * windowSamples > earliest && (levels[window] ?? 0) < quiet) window--;
  return (window + 1) * windowSamples + margin;
}
