import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { probeMedia } from '../../../../src/engines/film/sources/probe-media.ts';
import { testTools } from '../../../support/tools.ts';
import { makeMedia, runTool } from './samples.ts';

const { ffmpeg } = testTools();
const { signal } = new AbortController();
const x264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p'];

let folder = '';
const inFolder = (name: string) => join(folder, name);
const probe = (name: string) => probeMedia(ffmpeg, inFolder(name), signal);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'probe-'));
  await makeMedia('testsrc2=s=320x180:r=25:d=2', inFolder('plain.mp4'), ...x264);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

it('says of a clip what its packets and its first frame say', async () => {
  expect(await probe('plain.mp4')).toMatchObject({
    kind: 'clip',
    width: 320,
    height: 180,
    variable: false,
    pixelFormat: 'yuv420p',
    hasPicture: true,
    hasSound: false,
  });
  const { durationSeconds, framesPerSecond } = await probe('plain.mp4');
  expect(durationSeconds).toBeCloseTo(2, 3);
  expect(framesPerSecond).toBeCloseTo(25, 3);
});

it('measures the picture, not the sound that lasts longer', async () => {
  await runTool('-i', inFolder('plain.mp4'), '-f', 'lavfi', '-i', 'sine=d=5', '-c:v', 'copy', inFolder('sounding.mp4'));
  const facts = await probe('sounding.mp4');
  expect(facts).toMatchObject({ kind: 'clip', hasSound: true });
  expect(facts.durationSeconds).toBeCloseTo(2, 2);
});

it('gives the size as shown: turned, and with square pixels', async () => {
  await runTool('-display_rotation', '90', '-i', inFolder('plain.mp4'), '-c', 'copy', inFolder('turned.mp4'));
  await makeMedia('testsrc2=s=720x576:r=25:d=1,setsar=64/45', inFolder('wide.mp4'), ...x264);
  expect(await probe('turned.mp4')).toMatchObject({ width: 180, height: 320 });
  expect(await probe('wide.mp4')).toMatchObject({ width: 1024, height: 576 });
});

it('notices frames of unequal length and interlaced ones', async () => {
  await makeMedia(
    "testsrc2=s=320x180:r=30:d=2,select='not(mod(n,4))+lt(n,20)'",
    inFolder('variable.mp4'),
    '-fps_mode',
    'vfr',
    ...x264,
  );
  await makeMedia(
    'testsrc2=s=320x180:r=50:d=1,interlace',
    inFolder('interlaced.mkv'),
    '-c:v',
    'mpeg2video',
    '-flags',
    '+ildct',
  );
  expect(await probe('variable.mp4')).toMatchObject({ variable: true, interlaced: false });
  expect(await probe('interlaced.mkv')).toMatchObject({ interlaced: true });
});

it('tells sound from clips, also with a cover', async () => {
  await makeMedia('sine=d=1', inFolder('sound.wav'));
  await makeMedia('color=red:s=64x64', inFolder('cover.jpg'), '-frames:v', '1');
  const cover = ['-map', '0', '-map', '1', '-c:v', 'mjpeg', '-disposition:v', 'attached_pic', '-f', 'mp4'];
  await runTool('-i', inFolder('sound.wav'), '-i', inFolder('cover.jpg'), ...cover, inFolder('cover.m4a'));
  expect(await probe('sound.wav')).toMatchObject({ kind: 'sound', hasPicture: false, durationSeconds: 1 });
  expect(await probe('cover.m4a')).toMatchObject({ kind: 'sound', hasPicture: false });
});

it('knows stills, moving or not', async () => {
  await makeMedia('testsrc2=s=64x48:r=5:d=1', inFolder('moving.gif'));
  expect(await probe('cover.jpg')).toMatchObject({ kind: 'still', width: 64, height: 64, animated: false });
  expect(await probe('moving.gif')).toMatchObject({ kind: 'still', width: 64, height: 48, animated: true });
});

it('says of anything else that it is nothing it knows', async () => {
  await writeFile(inFolder('words.mp4'), 'these are words');
  await writeFile(inFolder('empty.mp4'), '');
  expect(await probe('words.mp4')).toMatchObject({ kind: 'unknown', problem: expect.stringContaining('no picture') });
  expect(await probe('empty.mp4')).toMatchObject({ kind: 'unknown', problem: 'is empty' });
  await expect(probe('nowhere.mp4')).rejects.toMatchObject({ type: 'ArtifactMissing' });
});

it('follows no list of other files', async () => {
  await writeFile(inFolder('list.mp4'), `ffconcat version 1.0\nfile ${inFolder('plain.mp4')}\n`);
  await writeFile(
    inFolder('playlist.mp4'),
    '#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\nplain.mp4\n#EXT-X-ENDLIST\n',
  );
  expect(await probe('list.mp4')).toMatchObject({ kind: 'unknown' });
  expect(await probe('playlist.mp4')).toMatchObject({ kind: 'unknown' });
});
