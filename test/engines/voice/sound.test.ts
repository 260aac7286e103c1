import { expect, test } from 'vitest';
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
