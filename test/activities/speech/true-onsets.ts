import type { SpokenText } from '../../../src/activities/speech/providers/provider.ts';
import { resample } from '../../../src/engines/voice/resample.ts';
import type { Spoken } from '../../emulators/robot-speaker.ts';

const rate = 2000;
const pieceSeconds = 0.6;

/**
 * When each word that an emulator said is heard in a narration joined of it, against when the narration tells of it.
 * Where a sound lies is found by its own samples: nothing of the code that joined them is believed.
 */
export function trueOnsets(narration: SpokenText, spoken: readonly Spoken[]): { heard: number; told: number }[] {
  const whole = resample(narration.samples, 48_000, rate);
  const words = [...narration.words];
  let from = 0;
  return spoken.flatMap((said) => {
    const sound = resample(said.samples, said.sampleRate, rate);
    const first = said.words[0]?.start ?? 0;
    const begin = Math.round(first * rate);
    const piece = sound.subarray(begin, begin + pieceSeconds * rate);
    const at = mostAlike(whole, piece, from);
    from = at;
    return said.words.flatMap(({ text, start }) => {
      const index = words.findIndex((word) => word.text === text);
      if (index < 0) throw new Error(`the narration lacks the word ${text}`);
      const told = words[index]?.start ?? 0;
      words.splice(0, index + 1);
      return [{ heard: at / rate + start - first, told }];
    });
  });
}

/** Where in the whole the piece is found, from a place on: the highest normalised correlation. */
function mostAlike(whole: Float32Array, piece: Float32Array, from: number): number {
  let best = { at: from, likeness: -1 };
  for (let at = from; at + piece.length <= whole.length; at++) {
    let product = 0;
    let energy = 1e-9;
    for (let index = 0; index < piece.length; index++) {
      const value = whole[at + index] ?? 0;
      product += value * (piece[index] ?? 0);
      energy += value * value;
    }
    const likeness = product / Math.sqrt(energy);
    if (likeness > best.likeness) best = { at, likeness };
  }
  return best.at;
}

export function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
