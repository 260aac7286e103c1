import { describe, expect, it } from 'vitest';
import { createLimiter, limiterDelay } from '../../../../src/engines/film/sound/limiter.ts';
import { factor } from '../../../../src/engines/film/sound/samples.ts';
import { babble } from '../samples.ts';
import { lufsOf, measure, noise, stereo, tone } from './sounds.ts';

const ceiling = factor(-1.7);

function limited(samples: Float32Array, gainDb: number) {
  const sound = stereo(samples.map((sample) => sample * factor(gainDb)));
  createLimiter(ceiling)(sound);
  return sound;
}

describe('the limiter', () => {
  it.each([
    ['speech', babble(150), 20],
    ['hiss', noise(3, 1), 6],
    ['a high tone whose peaks lie between samples', tone(3, 11_999, 1), 3],
    ['clipped speech', babble(150).map((sample) => Math.max(-0.05, Math.min(0.05, sample))), 40],
  ])('keeps the true peaks of %s under the ceiling', async (_, samples, gain) => {
    expect((await measure(limited(samples, gain))).peak).toBeLessThanOrEqual(-1.5);
  });

  it('leaves alone what needs no limiting, a delay later', () => {
    const samples = babble(30);
    const { left } = limited(samples, 0);
    const expected = samples.subarray(0, samples.length - limiterDelay);
    expect(Buffer.from(left.slice(limiterDelay).buffer).equals(Buffer.from(expected.slice().buffer))).toBe(true);
    expect(left.subarray(0, limiterDelay).every((sample) => sample === 0)).toBe(true);
  });

  it('is over a single peak within half a second', () => {
    const samples = tone(2, 440, 0.3);
    samples[24_000] = 1.6;
    const { left } = limited(samples, 0);
    const gainAt = (at: number) => Math.abs((left[at + limiterDelay] as number) / (samples[at] as number));
    expect(gainAt(24_000)).toBeCloseTo(ceiling / 1.6, 2);
    // At the tone's peaks.
    expect(gainAt(27_027)).toBeLessThan(0.8);
    expect(gainAt(48_027)).toBeGreaterThan(0.98);
  });

  it('grows louder with the gain, however hard it works', () => {
    const loudness = [6, 12, 18, 24].map((gain) => lufsOf(limited(babble(150), gain)));
    expect(loudness).toEqual([...loudness].sort((a, b) => a - b));
    expect(loudness.at(-1)).toBeGreaterThan(-14);
  });

  it('does the same, however the sound is cut into blocks', () => {
    const whole = limited(babble(30), 20);
    const parts = stereo(babble(30).map((sample) => sample * factor(20)));
    const limit = createLimiter(ceiling);
    for (let at = 0; at < parts.left.length; at += 1234) {
      limit({ left: parts.left.subarray(at, at + 1234), right: parts.right.subarray(at, at + 1234) });
    }
    expect(Buffer.from(parts.left.buffer).equals(Buffer.from(whole.left.buffer))).toBe(true);
  });
});
