import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createProbeFile } from '../../../src/activities/assets/probe-file.ts';
import type { ProbeFileInput } from '../../../src/contracts/assets.ts';
import { makeMedia, plainPng, runTool } from '../../engines/film/sources/samples.ts';
import { testTools } from '../../support/tools.ts';
import { activityEnvironment, failureOf, runActivity, useStageBench } from '../stage-bench.ts';

const { ffmpeg } = testTools();
const x264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p'];
const bench = useStageBench();

let folder: string;
const at = (name: string) => join(folder, name);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'faceless-probe-'));
  await makeMedia('testsrc2=s=320x180:r=25:d=2', at('film.mp4'), ...x264);
  await makeMedia('testsrc2=s=320x180:r=25:d=0.2', at('blink.mp4'), ...x264);
  await makeMedia('testsrc2=s=320x180:r=25', at('picture.png'), '-frames:v', '1');
  await makeMedia('sine=d=3', at('song.mp3'));
  await makeMedia('sine=d=3', at('voice.webm'), '-c:a', 'libopus');
  await makeMedia('sine=d=0.4', at('yes.wav'));
  await makeMedia('anullsrc=d=3', at('silence.wav'), '-t', '3');
  await runTool('-i', at('film.mp4'), '-i', at('song.mp3'), '-c:v', 'copy', at('sounding.mp4'));
  await makeMedia('sine=d=2', at('sound.mp4'), '-c:a', 'aac');
  const film = await readFile(at('film.mp4'));
  await writeFile(at('half.mp4'), film.subarray(0, film.length / 2));
  const picture = await readFile(at('picture.png'));
  await writeFile(at('half.png'), picture.subarray(0, picture.length / 2));
  await writeFile(at('speck.png'), plainPng(4, 4));
  await writeFile(at('words.mp4'), 'these are words');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const mediaTypes = {
  picture: 'image/png',
  clip: 'video/mp4',
  video: 'video/mp4',
  music: 'audio/mpeg',
  narration: 'audio/mpeg',
};
async function inputOf(kind: ProbeFileInput['kind'], file: string): Promise<ProbeFileInput> {
  return { file: await bench.artifacts.putFile(at(file), mediaTypes[kind]), kind, name: `my ${file}` };
}
const activity = () => createProbeFile(bench, { ffmpeg, scratchFolder: join(bench.folder, 'scratch') }).probeFile;
const probe = async (kind: ProbeFileInput['kind'], file: string) => runActivity(activity(), await inputOf(kind, file));

describe('a file that a film could use', () => {
  it.each([
    ['picture', 'picture.png', { width: 320, height: 180, animated: false }],
    ['clip', 'film.mp4', { width: 320, height: 180, durationSeconds: 2, framesPerSecond: 25, hasSound: false }],
    ['video', 'sounding.mp4', { width: 320, height: 180, durationSeconds: 2, framesPerSecond: 25, hasSound: true }],
    ['music', 'song.mp3', { durationSeconds: expect.closeTo(3, 0) as number, hasSound: true }],
    ['narration', 'yes.wav', { durationSeconds: expect.closeTo(0.4, 1) as number, hasSound: true }],
    ['narration', 'voice.webm', { durationSeconds: expect.closeTo(3, 0) as number, hasSound: true }],
  ] as const)('as a %s is told by its facts: %s', async (kind, file, facts) => {
    expect(await probe(kind, file)).toEqual(facts);
    expect(await readdir(join(bench.folder, 'scratch')).catch(() => [])).toEqual([]);
  });
});

describe('a file that no film could use', () => {
  it.each([
    ['picture', 'half.png', /^the picture my half\.png is cut off/],
    ['picture', 'speck.png', /^the picture my speck\.png has 4×4 pixels, too few/],
    ['picture', 'film.mp4', /^the picture my film\.mp4 is not a picture of a known kind/],
    ['clip', 'half.mp4', /^the clip my half\.mp4 is cut off/],
    ['clip', 'sound.mp4', /^the clip my sound\.mp4 has sound but no picture/],
    ['clip', 'blink.mp4', /^the clip my blink\.mp4 lasts 0\.20 s, too short/],
    ['clip', 'words.mp4', /^the clip my words\.mp4 is no picture, clip or sound/],
    ['music', 'film.mp4', /^the music my film\.mp4 has no sound in it/],
    ['music', 'silence.wav', /^the music my silence\.wav is silent/],
    ['narration', 'words.mp4', /^the narration my words\.mp4 is no recording that can be read/],
    ['narration', 'silence.wav', /^the narration my silence\.wav is silent: record it again/],
    ['video', 'half.mp4', /^the video my half\.mp4 is cut off/],
    ['video', 'sound.mp4', /^the video my sound\.mp4 has sound but no picture/],
    ['video', 'blink.mp4', /^the video my blink\.mp4 lasts 0\.20 s, less than a second/],
    ['video', 'picture.png', /^the video my picture\.png is a still picture/],
  ] as const)('as a %s is refused by its name, with the reason: %s', async (kind, file, message) => {
    const failure = await failureOf(probe(kind, file));
    expect(failure).toMatchObject({ type: 'InvalidInput', nonRetryable: true });
    expect(failure.message).toMatch(message);
    expect(failure.message).not.toContain(bench.folder);
  });
});

it('ends when it is cancelled', async () => {
  const environment = activityEnvironment();
  const input = await inputOf('clip', 'film.mp4');
  environment.cancel();
  await expect(environment.run(activity(), input)).rejects.toMatchObject({ name: 'CancelledFailure' });
});
