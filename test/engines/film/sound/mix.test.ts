import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Mix, measureMusic } from '../../../../src/engines/film/sound/mix.ts';
import { type MusicBed, openMusic } from '../../../../src/engines/film/sound/music-bed.ts';
import type { NarrationPart } from '../../../../src/engines/film/sound/narration.ts';
import type { StereoBlock } from '../../../../src/engines/film/sound/samples.ts';
import { listenToVoice } from '../../../../src/engines/film/sound/speech.ts';
import type { SoundEffect } from '../../../../src/engines/film/sound/whoosh.ts';
import { testTools } from '../../../support/tools.ts';
import { writeWav } from '../samples.ts';
import { lufsOf, noise, phrases, render } from './sounds.ts';

const { ffmpeg, music } = testTools();
let folder = '';
const beds: MusicBed[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mix-'));
});
afterAll(async () => {
  for (const bed of beds) await bed.close();
  await rm(folder, { recursive: true, force: true });
});

async function narrate(samples: Float32Array): Promise<NarrationPart[]> {
  const path = join(folder, 'voice.wav');
  await writeWav(path, samples);
  return [{ kind: 'narration', path, frames: samples.length / 1600 }];
}

async function mixOf(narration: NarrationPart[], effects: SoundEffect[] = []): Promise<Mix> {
  const frames = narration.reduce((sum, part) => sum + part.frames, 0);
  return { narration, effects, voice: await listenToVoice(narration, {}), samples: frames * 1600 };
}

async function withMusic(mix: Mix, path: string, underVoiceLu: number): Promise<Mix> {
  const bed = await openMusic(ffmpeg, path, { filmSamples: mix.samples, workFolder: folder });
  beds.push(bed);
  const lufs = await measureMusic(bed, { spans: mix.voice.spans, samples: mix.samples }, {});
  return { ...mix, music: { bed, lufs, underVoiceLu } };
}

/** What has been added to the voice. */
function without(whole: StereoBlock, part: StereoBlock): StereoBlock {
  const rest = (channel: 'left' | 'right') =>
    whole[channel].map((sample, at) => sample - (part[channel][at] as number));
  return { left: rest('left'), right: rest('right') };
}

const isSame = (one: Float32Array, other: Float32Array) => Buffer.from(one.buffer).equals(Buffer.from(other.buffer));

describe('the mix', () => {
  it.each([
    ['calm/calm_acoustic_1', 14],
    ['energetic/energetic_electronic_2', 20],
    ['tender/tender_acoustic_1', 6],
  ])('has %s so many LU under the voice while it speaks, and more in the pauses', async (track, underVoiceLu) => {
    const spoken = await mixOf(await narrate(phrases(12, 5, 12, 3)));
    const voice = await render(spoken);
    const bed = without(await render(await withMusic(spoken, join(music, `${track}.opus`), underVoiceLu)), voice);
    const speech = lufsOf(voice);
    expect(Math.abs(speech - lufsOf(bed, 1, 12) - underVoiceLu)).toBeLessThan(2);
    expect(Math.abs(speech - lufsOf(bed, 17, 29) - underVoiceLu)).toBeLessThan(2);
    const risen = lufsOf(bed, 12.8, 16.6) - lufsOf(bed, 17, 29);
    expect(Math.abs(risen - Math.min(10, underVoiceLu - 4))).toBeLessThan(3);
  });

  it('ducks in 300 ms, comes up in 700, holds through short pauses, and fades at both ends', async () => {
    await writeWav(join(folder, 'hiss.wav'), noise(40));
    const spoken = await mixOf(await narrate(phrases(0, 3, 4, 0.9, 4, 3, 3, 4)));
    const voice = await render(spoken);
    const bed = without(await render(await withMusic(spoken, join(folder, 'hiss.wav'), 14)), voice);
    const level = (at: number) => lufsOf(bed, at - 0.2, at + 0.2);
    const under = level(5);
    const up = level(2);
    expect(up - under).toBeCloseTo(10, 0);
    for (const at of [3.3, 6, 7.2, 7.45, 7.7, 10, 11.6]) expect(Math.abs(level(at) - under)).toBeLessThan(0.5);
    // 11.9 s: the voice ends; 14.9 s: it begins again.
    const fine = (at: number) => {
      const from = Math.round(at * 48_000) - 1200;
      const energy = bed.left.subarray(from, from + 2400).reduce((sum, sample) => sum + sample * sample, 0);
      return 10 * Math.log10(energy / 2400);
    };
    expect(fine(12.25) - fine(11.5)).toBeGreaterThan(3);
    expect(fine(12.25) - fine(11.5)).toBeLessThan(7);
    expect(fine(12.7) - fine(11.5)).toBeGreaterThan(9);
    expect(fine(14.55) - fine(11.5)).toBeGreaterThan(9);
    expect(fine(14.95) - fine(11.5)).toBeLessThan(0.7);
    expect(fine(0.1)).toBeLessThan(fine(1.5) - 12);
    expect(fine(21.7)).toBeLessThan(fine(19.2) - 12);
  });

  it('is the voice alone where there is neither music nor effect', async () => {
    const samples = phrases(1, 1);
    const { left, right } = await render(await mixOf([...(await narrate(samples)), { kind: 'silence', frames: 7 }]));
    expect(isSame(left, right)).toBe(true);
    const largest = left.reduce((most, sample, at) => Math.max(most, Math.abs(sample - (samples[at] ?? 0))), 0);
    expect(largest).toBeLessThan(1e-4);
  });

  it('has rushes of air 12 LU under the voice, centred on their frames, and nothing of them elsewhere', async () => {
    const narration = await narrate(phrases(3, 4, 3));
    const voice = await render(await mixOf(narration));
    const effects: SoundEffect[] = [
      { kind: 'whoosh', atFrame: 60, frames: 12 },
      { kind: 'whoosh', atFrame: 150, frames: 9 },
      { kind: 'whoosh', atFrame: 299, frames: 20 },
    ];
    const rush = without(await render(await mixOf(narration, effects)), voice);
    const loudest = Math.max(
      ...Array.from({ length: 20 }, (_, step) => lufsOf(rush, 4.5 + step * 0.03, 4.9 + step * 0.03)),
    );
    expect(loudest - lufsOf(voice)).toBeCloseTo(-12, 0);
    let [moment, energy] = [0, 0];
    for (let at = 3 * 48_000; at < 7 * 48_000; at++) {
      moment += at * (rush.left[at] as number) ** 2;
      energy += (rush.left[at] as number) ** 2;
    }
    expect(Math.abs(moment / energy / 48_000 - 5)).toBeLessThan(0.06);
    expect(lufsOf(rush, 3, 4.5)).toBe(Number.NEGATIVE_INFINITY);
    expect(isSame(rush.left, rush.right)).toBe(false);
    const again = without(await render(await mixOf(narration, effects)), voice);
    expect(isSame(again.left, rush.left) && isSame(again.right, rush.right)).toBe(true);
  });

  it('has the music at a usual level where nobody speaks', async () => {
    const mute = await mixOf([{ kind: 'silence', frames: 300 }]);
    const bed = await render(await withMusic(mute, join(music, 'calm/calm_acoustic_1.opus'), 14));
    expect(lufsOf(bed)).toBeGreaterThan(-32);
    expect(lufsOf(bed)).toBeLessThan(-22);
  });
});
