import { describe, expect, it } from 'vitest';
import { createLoudnessMeter, integrate } from '../../../../src/engines/film/sound/loudness-meter.ts';
import { babble } from '../samples.ts';
import { lufsOf, measure, noise, phrases, stereo, tone } from './sounds.ts';

describe('the loudness meter', () => {
  it.each([
    // ITU-R BS.1770-4: a full-scale tone of 997 Hz in one channel has −3.01 LUFS.
    ['a tone in one channel', stereo(tone(3, 997, 1), new Float32Array(3 * 48_000)), -3.01],
    ['a tone in both channels', stereo(tone(3, 997, 0.1)), -20],
  ])('finds in %s what the standard says', (_, sound, lufs) => {
    expect(lufsOf(sound)).toBeCloseTo(lufs, 1);
  });

  it.each([
    ['low notes', stereo(tone(4, 60))],
    ['hiss', stereo(noise(4), noise(4, 0.1, 2))],
    ['speech with long pauses', stereo(phrases(2, 6, 1, 4))],
    ['syllables with peaks', stereo(babble(240))],
  ])('agrees with FFmpeg about %s', async (_, sound) => {
    expect(Math.abs(lufsOf(sound) - (await measure(sound)).lufs)).toBeLessThan(0.1);
  });

  it('finds the same, however the sound is cut into blocks', () => {
    const sound = stereo(babble(60));
    const meter = createLoudnessMeter();
    for (let at = 0; at < sound.left.length; at += 7777) meter.add(sound, at, Math.min(at + 7777, sound.left.length));
    expect(integrate(meter.energies())).toBeCloseTo(lufsOf(sound), 9);
  });

  it('finds nothing in silence and in less than 0.4 s', () => {
    expect(lufsOf(stereo(new Float32Array(48_000)))).toBe(Number.NEGATIVE_INFINITY);
    expect(lufsOf(stereo(tone(0.39, 997)))).toBe(Number.NEGATIVE_INFINITY);
  });
});
