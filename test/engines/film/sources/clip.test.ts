import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openClip } from '../../../../src/engines/film/sources/clip.ts';
import { testTools } from '../../../support/tools.ts';
import { colourAt, makeMedia, quarters, readQuarters, runTool } from './samples.ts';

const { ffmpeg } = testTools();
const size = { width: 320, height: 180 };
const x264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '10', '-pix_fmt', 'yuv420p'];
// Its grey grows with the clip: a frame's brightness tells when it was filmed.
const clock = (rate: string, seconds: number, wide = 320, high = 180) =>
  `color=s=${wide}x${high}:r=${rate}:d=${seconds},format=yuv420p,geq=lum='20+200*T/${seconds}':cb=128:cr=128`;

let folder = '';
const inFolder = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'clip-')), "it's 100%03d [a], b:c");
  await mkdir(folder);
  await makeMedia(clock('30', 4), inFolder('clock.mp4'), ...x264);
});

afterAll(() => rm(join(folder, '..'), { recursive: true, force: true }));

/** Every frame, reduced by `look` as it comes. */
async function read<Seen>(
  name: string,
  frames: number,
  look: (frame: Uint8Array) => Seen,
  target = size,
): Promise<Seen[]> {
  const clip = await openClip(ffmpeg, inFolder(name), { size: target, frames, signal: new AbortController().signal });
  try {
    const seen: Seen[] = [];
    for (let frame = 0; frame < frames; frame++) seen.push(look(await clip.next()));
    await expect(clip.next()).rejects.toThrow(RangeError);
    return seen;
  } finally {
    await clip.close();
  }
}

/** When a frame of a clock was filmed, as a share of the clip. */
const shareOf = (frame: Uint8Array) => ((frame[90 * 320 + 160] as number) - 20) / 200;

describe('a clip', () => {
  it('that is long enough is cut past its first tenth, frame by frame', async () => {
    const shares = await read('clock.mp4', 60, shareOf);
    expect(shares[0]).toBeCloseTo(0.1, 1);
    expect(shares[59]).toBeCloseTo(0.1 + 59 / 120, 1);
  });

  it('that is too short is slowed down', async () => {
    const shares = await read('clock.mp4', 180, shareOf);
    expect(shares[0]).toBeLessThan(0.02);
    expect(shares[90]).toBeCloseTo(0.5, 1);
    expect(shares[179]).toBeGreaterThan(0.95);
  });

  it('slowed down moves in every frame instead of stuttering', async () => {
    await makeMedia('testsrc2=s=320x180:r=30:d=2', inFolder('moving.mp4'), ...x264);
    const frames = await read('moving.mp4', 90, (frame) => Buffer.from(frame).toString('latin1'));
    expect(frames.filter((frame, index) => frame === frames[index - 1]).length).toBeLessThan(3);
  });

  it('that is much too short is shown again, and dissolves into its beginning without a jump', async () => {
    const shares = await read('clock.mp4', 420, shareOf);
    const falls = shares.slice(1).filter((share, index) => share < (shares[index] as number) - 0.01);
    // It goes back over the 15 frames of a dissolve, not in one.
    expect(falls.length).toBeGreaterThan(8);
    expect(
      Math.max(...shares.slice(1).map((share, index) => Math.abs(share - (shares[index] as number)))),
    ).toBeLessThan(0.12);
    expect(shares.at(-1)).toBeGreaterThan(0.9);
  });

  it.each([
    ['23.976 frames a second', 'film.mkv', ['24000/1001', 3] as const, []],
    ['60 frames a second', 'fast.mp4', ['60', 3] as const, []],
    ['5 frames a second', 'slow.mp4', ['5', 3] as const, []],
    [
      'frames of unequal length',
      'variable.mp4',
      ['30', 3] as const,
      ['-vf', "select='not(mod(n,5))+lt(n,30)'", '-fps_mode', 'vfr'],
    ],
  ])('of %s runs at its own speed', async (_, name, [rate, seconds], args) => {
    await makeMedia(clock(rate, seconds), inFolder(name), ...args, ...x264);
    const shares = await read(name, 60, shareOf);
    expect(Math.abs((shares[59] as number) - (shares[0] as number) - 59 / 90)).toBeLessThan(0.08);
  });

  it('of odd size and 4:4:4 is fitted', async () => {
    await makeMedia(
      `color=s=641x361:r=30:d=1,format=gbrp,${quarters}`,
      inFolder('odd.mkv'),
      '-c:v',
      'ffv1',
      '-pix_fmt',
      'yuv444p',
    );
    expect(new Set(await read('odd.mkv', 20, (frame) => readQuarters(frame, size)))).toEqual(
      new Set(['red green blue grey']),
    );
  });

  it('filmed with a turned telephone is upright', async () => {
    await makeMedia(`color=s=320x180:r=30:d=1,format=gbrp,${quarters}`, inFolder('lying.mp4'), ...x264);
    await runTool('-display_rotation', '-90', '-i', inFolder('lying.mp4'), '-c', 'copy', inFolder('turned.mp4'));
    const tall = { width: 180, height: 320 };
    expect((await read('turned.mp4', 3, (frame) => readQuarters(frame, tall), tall))[0]).toBe('blue red grey green');
  });

  it('with transparency lies on a dark ground', async () => {
    const half = `color=s=320x180:r=30:d=1,format=gbrp,${quarters},format=rgba,geq=r='r(X,Y)':g='g(X,Y)':b='b(X,Y)':a='if(lt(Y,H/2),255,0)'`;
    await makeMedia(half, inFolder('half.mov'), '-c:v', 'qtrle', '-pix_fmt', 'argb');
    expect((await read('half.mov', 3, (frame) => readQuarters(frame, size)))[0]).toBe('red green floor floor');
  });

  it('in HDR is brought down to an ordinary screen: grey stays grey, paper is nearly white', async () => {
    // 58 % of PQ are 203 cd/m², paper; 38 % are 26 cd/m², a middle grey.
    const brightness = async (name: string, level: number) => {
      const source = `color=s=320x180:r=30:d=0.2,format=yuv420p10le,geq=lum=${64 + level * 876}:cb=512:cr=512`;
      const tags = 'setparams=range=tv:colorspace=bt2020nc:color_primaries=bt2020:color_trc=smpte2084';
      await makeMedia(`${source},${tags}`, inFolder(name), '-c:v', 'ffv1');
      const [colour] = await read(name, 3, (frame) => colourAt(frame, size, 0.5, 0.5));
      return colour as [number, number, number];
    };
    const paper = await brightness('paper.mkv', 0.58);
    const grey = await brightness('grey.mkv', 0.38);
    expect(Math.min(...paper)).toBeGreaterThan(215);
    expect(Math.max(...grey) - Math.min(...grey)).toBeLessThan(6);
    expect(grey[0]).toBeGreaterThan(80);
    expect(grey[0]).toBeLessThan(125);
  });

  it('stops its processes when it is closed early or cancelled', async () => {
    const controller = new AbortController();
    const open = () => openClip(ffmpeg, inFolder('clock.mp4'), { size, frames: 100, signal: controller.signal });
    const [closed, cancelled] = [await open(), await open()];
    await closed.next();
    await closed.close();
    await cancelled.next();
    controller.abort();
    // What was already on its way may still be read.
    const rest = async () => {
      for (;;) await cancelled.next();
    };
    await expect(rest()).rejects.toMatchObject({ type: 'Cancelled' });
    await cancelled.close();
    const { stdout } = await execa('ps', ['-eo', 'args']);
    expect(stdout.split('\n').filter((line) => line.includes(folder))).toEqual([]);
  });
});

describe('a clip that cannot be used is refused by name', () => {
  const refusal = async (name: string, frames = 60) => {
    const error: unknown = await read(name, frames, () => 0).catch((failure: unknown) => failure);
    expect(error).toMatchObject({ type: 'InvalidInput', message: expect.stringContaining(inFolder(name)) });
    return (error as Error).message;
  };

  it.each(['mp4', 'mov', 'mkv', 'avi'])('when a file of the kind %s is cut off', async (kind) => {
    await runTool('-i', inFolder('clock.mp4'), '-c', 'copy', '-movflags', '+faststart', inFolder(`whole.${kind}`));
    const whole = await readFile(inFolder(`whole.${kind}`));
    await writeFile(inFolder(`cut.${kind}`), whole.subarray(0, Math.floor(whole.length * 0.6)));
    expect(await refusal(`cut.${kind}`)).toContain('is cut off');
  });

  it('when its index was never written', async () => {
    const whole = await readFile(inFolder('clock.mp4'));
    await writeFile(inFolder('unfinished.mp4'), whole.subarray(0, Math.floor(whole.length * 0.6)));
    expect(await refusal('unfinished.mp4')).toContain('is cut off');
  });

  it('when it has no frames', async () => {
    await runTool(
      '-f',
      'lavfi',
      '-i',
      'color=s=64x64:d=1',
      '-frames:v',
      '0',
      '-c:v',
      'libx264',
      inFolder('none.mkv'),
    ).catch(() => {});
    expect(await refusal('none.mkv')).toMatch(/has no frames|no picture/);
  });

  it('when it is too short to fill its place', async () => {
    await makeMedia(clock('30', 0.2), inFolder('blink.mp4'), ...x264);
    expect(await refusal('blink.mp4')).toContain('lasts 0.20 s, too short for the 2.0 s');
  });

  it('when it is sound, a still, or nothing of the kind', async () => {
    await makeMedia('sine=d=1', inFolder('sound.wav'));
    await makeMedia('color=red:s=64x64', inFolder('still.png'), '-frames:v', '1');
    await writeFile(inFolder('words.mp4'), 'these are words');
    await writeFile(inFolder('empty.mp4'), '');
    expect(await refusal('sound.wav')).toContain('has sound but no picture');
    expect(await refusal('still.png')).toContain('is a still picture');
    expect(await refusal('words.mp4')).toContain('no picture, clip or sound');
    expect(await refusal('empty.mp4')).toContain('is empty');
  });

  it('when it is damaged further on and gives fewer frames than it promised', async () => {
    // An index that promises four seconds, and pictures that end after one.
    await runTool('-i', inFolder('clock.mp4'), '-c', 'copy', '-movflags', '+faststart', inFolder('promise.mp4'));
    const bytes = await readFile(inFolder('promise.mp4'));
    const media = bytes.indexOf('mdat');
    bytes.fill(0, media + Math.floor((bytes.length - media) * 0.3));
    await writeFile(inFolder('promise.mp4'), bytes);
    expect(await refusal('promise.mp4', 100)).toMatch(/ends after \d+ frames, before it should|is cut off/);
  });

  it('as missing when it is not there', async () => {
    const missing = openClip(ffmpeg, inFolder('nowhere.mp4'), {
      size,
      frames: 3,
      signal: new AbortController().signal,
    });
    await expect(missing).rejects.toMatchObject({ type: 'ArtifactMissing' });
  });
});
