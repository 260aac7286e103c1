import { expect, test } from 'vitest';
import { loudness } from '../../../src/engines/voice/loudness.ts';
import { resample } from '../../../src/engines/voice/resample.ts';
import { applyGain, speechLevel, windowLevels } from '../../../src/engines/voice/speech-level.ts';
import { upsampleTwice } from '../../../src/engines/voice/upsample.ts';
import { encodeWav } from '../../../src/engines/voice/wav.ts';

const tone = (hertz: number, rate: number, seconds: number) =>
  Float32Array.from({ length: rate * seconds }, (_, at) => Math.sin((2 * Math.PI * hertz * at) / rate));

test.each([100, 1000, 5000, 10_000])('a tone of %i Hz at twice the rate is the same tone', (hertz) => {
  const doubled = upsampleTwice(tone(hertz, 24_000, 0.1));
  const ideal = tone(hertz, 48_000, 0.1);
  let worst = 0;
  for (let at = 200; at < ideal.length - 200; at++)
    worst = Math.max(worst, Math.abs((doubled[at] ?? 0) - (ideal[at] ?? 0)));
  expect(doubled.length).toBe(ideal.length);
  expect(worst).toBeLessThan(0.001);
});

test.each([
  [22_050, 24_000],
  [48_000, 16_000],
  [44_100, 48_000],
])('a tone at %i samples a second is the same tone at %i', (from, to) => {
  const changed = resample(tone(3000, from, 0.1), from, to);
  const ideal = tone(3000, to, 0.1);
  let worst = 0;
  for (let at = 200; at < changed.length - 200; at++)
    worst = Math.max(worst, Math.abs((changed[at] ?? 0) - (ideal[at] ?? 0)));
  expect(Math.abs(changed.length - ideal.length)).toBeLessThan(2);
  expect(worst).toBeLessThan(0.002);
});

test('what a lower rate cannot hold is taken out', () => {
  const rest = resample(tone(11_000, 48_000, 0.1), 48_000, 16_000).slice(100, -100);
  expect(Math.max(...rest.map(Math.abs))).toBeLessThan(0.002);
});

test('loudness is that of ITU-R BS.1770: a full 997 Hz tone has −3.01 LUFS, pauses do not count', () => {
  for (const rate of [24_000, 48_000]) {
    expect(loudness(tone(997, rate, 2), rate)).toBeCloseTo(-3.01, 1);
    const half = new Float32Array(rate * 8);
    half.set(tone(997, rate, 4).map((sample) => sample / 10));
    expect(loudness(half, rate)).toBeCloseTo(-23.01, 0);
    expect(loudness(tone(997, rate, 0.1), rate)).toBeCloseTo(-3, 0);
  }
  expect(loudness(new Float32Array(48_000), 48_000)).toBe(Number.NEGATIVE_INFINITY);
  expect(loudness(new Float32Array(0), 48_000)).toBe(Number.NEGATIVE_INFINITY);
});

test('the level of speech leaves out the pauses', () => {
  const speech = new Float32Array(48_000);
  speech.set(tone(200, 24_000, 1));
  expect(speechLevel(windowLevels(speech))).toBeCloseTo(Math.SQRT1_2, 2);
  expect(speechLevel(windowLevels(new Float32Array(1000)))).toBe(0);
});

test('gain never makes a sample clip, and leaves quiet ones in proportion', () => {
  const samples = Float32Array.of(0.1, -0.5, 1);
  applyGain(samples, 4);
  expect(samples[0]).toBeCloseTo(0.4);
  expect(Math.max(...samples.map(Math.abs))).toBeLessThan(0.96);
});

test('a WAV file is a header of 44 bytes and 16-bit samples', () => {
  const wav = encodeWav(Float32Array.of(0, 0.5, -1, 2), 48_000);
  expect(wav.length).toBe(52);
  expect(wav.toString('latin1', 0, 4) + wav.toString('latin1', 8, 16) + wav.toString('latin1', 36, 40)).toBe(
    'RIFFWAVEfmt data',
  );
  expect([wav.readUInt32LE(4), wav.readUInt32LE(40), wav.readUInt32LE(24), wav.readUInt32LE(28)]).toEqual([
    44, 8, 48_000, 96_000,
  ]);
  expect([wav.readUInt16LE(20), wav.readUInt16LE(22), wav.readUInt16LE(32), wav.readUInt16LE(34)]).toEqual([
    1, 1, 2, 16,
  ]);
  expect([0, 1, 2, 3].map((index) => wav.readInt16LE(44 + index * 2))).toEqual([0, 16_384, -32_767, 32_767]);
});
