import { createLoudnessMeter, lufs } from './loudness-meter.ts';
import { factor, type StereoBlock, sampleRate, samplesPerFrame } from './samples.ts';

/** A sound laid over the film. */
export interface SoundEffect {
  /** A soft rush of air. */
  kind: 'whoosh';
  /** The transition's middle, where the rush is loudest. */
  atFrame: number;
  /** The transition's length. */
  frames: number;
}

// The rush is heard before the picture moves, and after; a shorter one would be a hiss.
const aroundSeconds = 0.25;
const shortestSeconds = 0.7;

// Not the same breath each time, though the same film sounds the same each time.
const variants = 4;

/** Rushes drawn once for each length, at 0 LUFS. */
const drawn = new Map<string, StereoBlock>();

/** Adds what is heard of the effects in this block of the film. `gain` is for a rush of 0 LUFS. */
export function addEffects(block: StereoBlock, from: number, effects: readonly SoundEffect[], gain: number): void {
  for (const [index, { atFrame, frames }] of effects.entries()) {
    const length = rushSamples(frames);
    const offset = Math.round(atFrame * samplesPerFrame - length / 2) - from;
    if (offset >= block.left.length || offset + length <= 0) continue;
    const rush = drawRush(length, index % variants);
    for (const channel of ['left', 'right'] as const) {
      const end = Math.min(block.left.length, offset + length);
      for (let at = Math.max(0, offset); at < end; at++) {
        block[channel][at] = (block[channel][at] as number) + gain * (rush[channel][at - offset] as number);
      }
    }
  }
}

function rushSamples(frames: number): number {
  const seconds = (frames * samplesPerFrame) / sampleRate + 2 * aroundSeconds;
  return Math.round(Math.max(shortestSeconds, seconds) * sampleRate);
}

function drawRush(length: number, variant: number): StereoBlock {
  const name = `${length} ${variant}`;
  const found = drawn.get(name);
  if (found) return found;
  const rush = { left: blow(length, 2 * variant + 1), right: blow(length, 2 * variant + 2) };
  const gain = factor(-loudestLufs(rush));
  for (const channel of [rush.left, rush.right]) for (let at = 0; at < length; at++) channel[at]! *= gain;
  drawn.set(name, rush);
  return rush;
}

/** Noise through a band that rises past the ear's best and falls again, under a bell. */
function blow(length: number, seed: number): Float32Array {
  const [lowest, highest] = [350, 2600];
  const width = 0.9;
  const samples = new Float32Array(length);
  let state = Math.imul(seed, 0x9e3779b1);
  let [band, low] = [0, 0];
  for (let at = 0; at < length; at++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    const bell = Math.sin((Math.PI * at) / length) ** 2;
    const centre = lowest * (highest / lowest) ** bell;
    // A state-variable filter (Zavalishin), stable while its frequency moves.
    const g = Math.tan((Math.PI * centre) / sampleRate);
    const high = (state / 2 ** 31 - (width + g) * band - low) / (1 + g * (g + width));
    const middle = band + g * high;
    samples[at] = bell * middle;
    band = middle + g * high;
    low += 2 * g * middle;
  }
  return samples;
}

/** Of its loudest 400 ms. */
function loudestLufs(rush: StereoBlock): number {
  const meter = createLoudnessMeter();
  meter.add(rush);
  return lufs(meter.energies().reduce((loudest, energy) => Math.max(loudest, energy), 0));
}
