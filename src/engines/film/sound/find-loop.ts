import { factor, rms, windowSamples, windowsPerSecond } from './samples.ts';

/** Where a piece begins and goes round, in samples. */
export interface Loop {
  /** What comes before is silence. */
  start: number;
  /** The piece goes on from here after its end: what lies between `start` and this is heard only once. */
  begin: number;
  /** What comes after is silence or fades out. */
  end: number;
  /** For so long before `end` the sound from `begin` on lies over it. */
  overlap: number;
}

const silence = factor(-60);
// Where a piece is this much under its loudness for two seconds, it begins, ends or fades: gone round with, that would be a
// hole.
const fading = factor(-4);
const longestLook = 2 * windowsPerSecond;

const longestOverlap = 3 * windowsPerSecond;
// The end is moved by as much as this, so that beats fall on beats.
const search = 2.5 * windowsPerSecond;

/** @param levels of the piece's windows of 10 ms, as RMS; at least a second of them */
export function findLoop(levels: Float32Array): Loop {
  const heard = [levels.findIndex((level) => level > silence), levels.findLastIndex((level) => level > silence) + 1];
  const [start, stop] = heard as [number, number];
  const full = rms(levels, start, stop - start) * fading;
  const look = Math.min(longestLook, Math.floor((stop - start) / 8));
  const loudFrom = (window: number) => rms(levels, window, look) > full;
  let begin = start;
  while (begin + look < stop && !loudFrom(begin)) begin++;
  let end = stop;
  while (end - look > begin && !loudFrom(end - look)) end--;
  // A piece of one loud moment has nothing else to go round with.
  if (end - begin < (stop - start) / 3) [begin, end] = [start, stop];
  const overlap = Math.min(longestOverlap, Math.floor((end - begin) / 4));
  end -= offBeat(levels, begin, end, overlap);
  const samples = (windows: number) => windows * windowSamples;
  return { start: samples(start), begin: samples(begin), end: samples(end), overlap: samples(overlap) };
}

/** How many windows sooner the piece must end for its onsets to fall on those of its beginning. */
function offBeat(levels: Float32Array, begin: number, end: number, overlap: number): number {
  const onset = (window: number) => Math.max(0, (levels[window] ?? 0) - (levels[window - 1] ?? 0));
  const arriving = Float32Array.from({ length: overlap }, (_, at) => onset(begin + at));
  let best = { sooner: 0, score: 0 };
  for (let sooner = 0; sooner <= Math.min(search, overlap); sooner++) {
    let [both, energy] = [0, 0];
    for (let at = 0; at < overlap; at++) {
      const leaving = onset(end - overlap - sooner + at);
      both += leaving * (arriving[at] as number);
      energy += leaving * leaving;
    }
    const score = energy > 0 ? both / Math.sqrt(energy) : 0;
    if (score > best.score) best = { sooner, score };
  }
  return best.sooner;
}
