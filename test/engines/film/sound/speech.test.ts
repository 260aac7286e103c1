import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLift, liftLu } from '../../../../src/engines/film/sound/ducking.ts';
import { factor } from '../../../../src/engines/film/sound/samples.ts';
import { listenToVoice } from '../../../../src/engines/film/sound/speech.ts';
import { writeWav } from '../samples.ts';
import { noise, phrases } from './sounds.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'speech-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function spansOf(samples: Float32Array): Promise<number[][]> {
  const path = join(folder, 'voice.wav');
  await writeWav(path, samples);
  const { spans } = await listenToVoice([{ kind: 'narration', path, frames: samples.length / 1600 }], {});
  return spans.map(({ from, to }) => [from, to].map((window) => Math.round(window / 10) / 10));
}

describe('where somebody speaks', () => {
  it('is found to a tenth of a second; pauses under a second belong to it', async () => {
    expect(await spansOf(phrases(1, 0.9, 1, 1.2, 0.5, 3))).toEqual([
      [0, 2.9],
      [4.1, 4.6],
    ]);
  });

  it.each([0, -20, -45])('is found at %s dB as well', async (gain) => {
    const quiet = phrases(1, 2, 1, 2).map((sample) => sample * factor(gain));
    expect(await spansOf(quiet)).toEqual([
      [0, 1],
      [3, 4],
    ]);
  });

  it('is found through the noise of a bad recording', async () => {
    const hiss = noise(6, 0.02);
    expect(await spansOf(phrases(1, 2, 1, 2).map((sample, at) => sample + (hiss[at] as number)))).toEqual([
      [0, 1],
      [3, 4],
    ]);
  });

  it('is nowhere in silence', async () => {
    expect(await spansOf(new Float32Array(96_000))).toEqual([]);
  });
});

describe('the lift of the music', () => {
  const lift = createLift([
    { from: 200, to: 300 },
    { from: 400, to: 500 },
    { from: 620, to: 700 },
  ]);

  it('is none under speech, full in pauses, with 300 ms down and 700 ms up', () => {
    expect([100, 170, 200, 299, 300].map(lift)).toEqual([1, 1, 0, 0, 0]);
    expect(lift(185)).toBeCloseTo(0.5, 5);
    expect(lift(335)).toBeCloseTo(0.5, 5);
    expect([370, 400, 800].map(lift)).toEqual([1, 0, 1]);
  });

  it('is never abrupt', () => {
    const values = Array.from({ length: 800 }, (_, window) => lift(window));
    for (const [window, value] of values.entries()) {
      expect(Math.abs(value - (values[window - 1] ?? value))).toBeLessThan(0.06);
    }
  });

  it('is at most 10 LU, and leaves the music 4 LU under the voice', () => {
    expect([6, 10, 14, 20, 30].map(liftLu)).toEqual([2, 6, 10, 10, 10]);
  });
});
