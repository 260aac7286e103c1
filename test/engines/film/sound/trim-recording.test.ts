import { expect, test } from 'vitest';
import { trimRecording } from '../../../../src/engines/film/sound/trim-recording.ts';

const rate = 48_000;
const tone = (level: number) => (at: number) => level * Math.sin(at / 15);

/** Four seconds of `background`, in which somebody speaks from 1.5 s to 2.5 s. */
function recorded(level: number, background: (at: number) => number): Float32Array {
  const speech = tone(level);
  const speaks = (at: number) => at >= 1.5 * rate && at < 2.5 * rate;
  return Float32Array.from({ length: 4 * rate }, (_, at) => background(at) + (speaks(at) ? speech(at) : 0));
}

const noise = (level: number) => (at: number) => (((at * 7919) % 1013) / 1013 - 0.5) * level;
const clicks = (at: number) => ([0.5, 3.2].some((time) => Math.abs(at - time * rate) < 500) ? 0.6 : 0);

test.each<[string, number, (at: number) => number]>([
  ['in silence', 0.3, () => 0],
  ['that is faint', 0.004, () => 0],
  ['in a room that hisses', 0.1, noise(0.01)],
  ['beside a fan', 0.1, noise(0.04)],
  ['with a click before and after it', 0.3, clicks],
])('speech %s is cut out, with 0.1 s before it and 0.2 s after', (_, level, background) => {
  const { samples, lead, trail, loudest } = trimRecording(recorded(level, background));
  expect(samples.length / rate).toBeCloseTo(1.3, 1);
  expect([lead, trail]).toEqual([0.1, 0.2]);
  expect(loudest).toBeGreaterThan(level * 0.6);
  expect([samples[0], samples.at(-1)].every((sample) => Math.abs(sample ?? 1) < 0.01)).toBe(true);
});

test('speech that fills the recording stays as it is, but for its very ends', () => {
  const whole = Float32Array.from({ length: rate }, (_, at) => tone(0.3)(at));
  const { samples, lead, trail } = trimRecording(whole);
  expect([samples.length, lead, trail]).toEqual([rate, 0, 0]);
  expect(samples.subarray(2000, -2000)).toEqual(whole.subarray(2000, -2000));
});

test('nothing and silence have no speech in them', () => {
  for (const length of [0, 100, rate]) {
    expect(trimRecording(new Float32Array(length))).toMatchObject({ loudest: 0, samples: { length: 0 } });
  }
});
