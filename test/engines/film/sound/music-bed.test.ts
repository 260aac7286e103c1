import { copyFile, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openMusic } from '../../../../src/engines/film/sound/music-bed.ts';
import { rms, type StereoBlock } from '../../../../src/engines/film/sound/samples.ts';
import { testTools } from '../../../support/tools.ts';
import { writeWav } from '../samples.ts';
import { noise, tone } from './sounds.ts';

const { ffmpeg, music } = testTools();
let folder = '';
const inFolder = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "it's music-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const make = (name: string, ...args: string[]) => execa(ffmpeg, ['-v', 'error', '-y', ...args, inFolder(name)]);

/** The music under so many seconds of film, read in blocks of an odd length. */
async function bedOf(name: string, seconds: number): Promise<StereoBlock> {
  const bed = await openMusic(ffmpeg, inFolder(name), { filmSamples: seconds * 48_000, workFolder: folder });
  const whole = { left: new Float32Array(seconds * 48_000), right: new Float32Array(seconds * 48_000) };
  for (let at = 0; at < whole.left.length; at += 31_111) {
    const [left, right] = [whole.left.subarray(at, at + 31_111), whole.right.subarray(at, at + 31_111)];
    await bed.read({ left, right }, at);
  }
  await bed.close();
  return whole;
}

/** Level of each tenth of a second. */
const levels = ({ left }: StereoBlock) =>
  Array.from({ length: Math.floor(left.length / 4800) }, (_, tenth) => rms(left, tenth * 4800, 4800));

const largestStep = (samples: Float32Array) =>
  samples.reduce((largest, sample, at) => Math.max(largest, Math.abs(sample - (samples[at - 1] ?? sample))), 0);

describe('music under a film', () => {
  it('that is shorter goes round without a hole or a bump', async () => {
    const sound = tone(5, 330).map((sample, at) => sample * Math.min(1, at / 960, (240_000 - at) / 960));
    const silence = new Float32Array(24_000);
    await writeWav(inFolder('tone.wav'), Float32Array.from([...silence, ...sound, ...silence]));
    const heard = levels(await bedOf('tone.wav', 30)).slice(1);
    expect(Math.min(...heard) / Math.max(...heard)).toBeGreaterThan(0.85);
  });

  it('goes round without a click where its end is nothing like its beginning', async () => {
    const rising = Float32Array.from({ length: 240_000 }, (_, at) => 0.2 * Math.sin((at * (300 + at / 1500)) / 8000));
    await writeWav(inFolder('rising.wav'), rising);
    const { left } = await bedOf('rising.wav', 30);
    expect(largestStep(left)).toBeLessThan(1.2 * largestStep(rising) * 0.5 * Math.SQRT2);
  });

  it('that fades in and out goes round from where it is loud', async () => {
    const faded = noise(20).map((sample, at) => sample * Math.min(1, at / 240_000, (960_000 - at) / 240_000));
    await writeWav(inFolder('faded.wav'), faded);
    const heard = levels(await bedOf('faded.wav', 60));
    const loudest = Math.max(...heard);
    // Once in, it stays.
    expect(Math.min(...heard.slice(50)) / loudest).toBeGreaterThan(0.3);
    expect((heard[2] as number) / loudest).toBeLessThan(0.1);
  });

  it('goes round on the beat', async () => {
    const beat = (at: number) => Math.exp(-(at % 28_800) / 3000);
    // 0.6 s a beat; the piece ends off the beat.
    const beats = noise(10.25).map((sample, at) => sample * beat(at));
    await writeWav(inFolder('beats.wav'), beats);
    const { left } = await bedOf('beats.wav', 40);
    const windows = Array.from({ length: left.length / 480 }, (_, window) => rms(left, window * 480, 480));
    const onsets = windows.flatMap((level, window) =>
      level > 0.03 && level > 3 * (windows[window - 1] ?? 0) ? [window] : [],
    );
    const gaps = onsets.slice(1).map((onset, index) => onset - (onsets[index] as number));
    expect(onsets.length).toBeGreaterThan(60);
    expect(gaps.filter((gap) => Math.abs(gap - 60) > 2)).toEqual([]);
  });

  it.each(['calm/calm_acoustic_1', 'energetic/energetic_electronic_2'])(
    'is never quieter where %s goes round than elsewhere',
    async (name) => {
      await copyFile(join(music, `${name}.opus`), inFolder('track.opus'));
      const heard = levels(await bedOf('track.opus', 36));
      const quietest = (from: number, to: number) =>
        Math.min(
          ...heard.slice(from, to - 5).map((_, tenth) => Math.max(...heard.slice(from + tenth, from + tenth + 5))),
        );
      // The pieces last half a minute; what is heard first is not yet gone round with.
      expect(quietest(220, 360) / quietest(10, 220)).toBeGreaterThan(0.8);
    },
  );

  it('that is longer is only cut: no more is kept of three hours than the film needs', async () => {
    const hours = ['-f', 'lavfi', '-i', 'anoisesrc=d=60:a=0.1:seed=1', '-c:a', 'libmp3lame', '-b:a', '64k'];
    await make('minute.mp3', ...hours);
    const minute = await readFile(inFolder('minute.mp3'));
    await writeFile(inFolder('hours.mp3'), Buffer.concat(Array.from({ length: 180 }, () => minute)));
    const heard = levels(await bedOf('hours.mp3', 3));
    expect(Math.min(...heard)).toBeGreaterThan(0.01);
    expect((await stat(inFolder('music.s16'))).size).toBeLessThanOrEqual((3 + 15) * 192_000);
  });

  it('can be the sound of a video, and can have a picture on its cover', async () => {
    const picture = ['-f', 'lavfi', '-i', 'testsrc2=s=64x64:d=8'];
    const sound = ['-f', 'lavfi', '-i', 'sine=d=4'];
    await make('video.mp4', ...picture, ...sound, '-pix_fmt', 'yuv420p');
    await make('cover.jpg', ...picture, '-frames:v', '1');
    await make('cover.mp3', '-i', inFolder('cover.jpg'), ...sound, '-map', '1', '-map', '0', '-c:v', 'copy');
    for (const name of ['video.mp4', 'cover.mp3']) {
      expect(Math.min(...levels(await bedOf(name, 6)).slice(1))).toBeGreaterThan(0.01);
    }
  });
});

describe('music is refused by name when it', () => {
  beforeAll(async () => {
    await make('whole.mp3', '-f', 'lavfi', '-i', 'anoisesrc=d=20:a=0.2', '-b:a', '64k');
    const bytes = await readFile(inFolder('whole.mp3'));
    await writeFile(inFolder('cut.mp3'), bytes.subarray(0, bytes.length / 2));
    await writeFile(inFolder('stub.mp3'), bytes.subarray(0, 300));
    await writeFile(inFolder('empty.mp3'), '');
    await writeFile(inFolder('text.mp3'), 'not music');
    await writeFile(inFolder('list.mp3'), `ffconcat version 1.0\nfile 'whole.mp3'\n`);
    await make('picture.png', '-f', 'lavfi', '-i', 'testsrc2=s=64x64', '-frames:v', '1');
    await make('mute.mp4', '-f', 'lavfi', '-i', 'testsrc2=s=64x64:d=2', '-pix_fmt', 'yuv420p');
    await writeWav(inFolder('silent.wav'), new Float32Array(96_000));
    await writeWav(inFolder('short.wav'), tone(0.9, 440));
    await writeWav(inFolder('blip.wav'), Float32Array.from([...new Float32Array(96_000), ...tone(0.3, 440)]));
  });

  it.each([
    ['is empty', 'empty.mp3', 'is no music that can be read'],
    ['is text', 'text.mp3', 'is no music that can be read'],
    ['is a list of other files', 'list.mp3', 'is no music that can be read'],
    ['is not there', 'nowhere.mp3', 'is no music that can be read'],
    ['is a beginning without music', 'stub.mp3', 'is no music that can be read'],
    ['is cut short', 'cut.mp3', 'is cut short: it should last 20 s, but ends after 10 s'],
    ['is a picture', 'picture.png', ''],
    ['is a video without sound', 'mute.mp4', 'has no sound in it'],
    ['is silent', 'silent.wav', 'is silent in its first 2 s'],
    ['is shorter than a second', 'short.wav', 'is shorter than a second'],
    ['is heard for less than a second', 'blip.wav', 'is shorter than a second'],
  ])('%s', async (_, name, reason) => {
    const opening = openMusic(ffmpeg, inFolder(name), { filmSamples: 60 * 48_000, workFolder: folder });
    await expect(opening).rejects.toMatchObject({
      type: 'InvalidInput',
      message: expect.stringContaining(`the music ${inFolder(name)} ${reason}`),
    });
  });
});
