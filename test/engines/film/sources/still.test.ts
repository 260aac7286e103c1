import { mkdir, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeStill, stillSize } from '../../../../src/engines/film/sources/still.ts';
import { testTools } from '../../../support/tools.ts';
import {
  cmykJpeg,
  colourAt,
  makeMedia,
  nameColour,
  plainPng,
  quarters,
  readQuarters,
  runTool,
  withOrientation,
} from './samples.ts';

const { ffmpeg } = testTools();
const size = { width: 320, height: 240 };
const { signal } = new AbortController();

let folder = '';
const inFolder = (name: string) => join(folder, name);
const decode = (name: string, target = size) => decodeStill(ffmpeg, inFolder(name), target, signal);

beforeAll(async () => {
  // A name that would break a pattern, a filter or an option that does not quote it.
  folder = join(await mkdtemp(join(tmpdir(), 'still-')), "it's 100%03d [a], b:c");
  await mkdir(folder);
  await makeMedia(
    `color=s=400x300,format=gbrp,${quarters}`,
    inFolder('quarters.png'),
    '-frames:v',
    '1',
    '-pix_fmt',
    'rgb24',
  );
  await runTool('-f', 'png_pipe', '-i', `file:${inFolder('quarters.png')}`, '-q:v', '2', inFolder('quarters.jpg'));
});

afterAll(() => rm(join(folder, '..'), { recursive: true, force: true }));

/** Converts the quarters. */
const convert = (name: string, ...args: string[]) =>
  runTool('-f', 'png_pipe', '-i', `file:${inFolder('quarters.png')}`, ...args, inFolder(name));

describe('the size of a still', () => {
  it('is a little larger than the frame, and even', () => {
    expect(stillSize('short')).toEqual({ width: 1160, height: 2062 });
    expect(stillSize('long')).toEqual({ width: 2062, height: 1160 });
  });
});

describe('a decoded still', () => {
  it.each([
    ['quarters.png'],
    ['quarters.jpg'],
    ['lossy.webp', '-quality', '95'],
    ['lossless.webp', '-lossless', '1'],
    ['quarters.bmp'],
    ['quarters.tiff'],
    [
      'quarters.avif',
      '-c:v',
      'libaom-av1',
      '-still-picture',
      '1',
      '-cpu-used',
      '8',
      '-crf',
      '12',
      '-pix_fmt',
      'yuv420p',
    ],
    ['quarters.gif'],
    ['palette.png', '-pix_fmt', 'pal8', '-vf', 'split[a][b];[a]palettegen[c];[b][c]paletteuse'],
    ['deep.png', '-pix_fmt', 'rgb48be'],
    ['deep-transparency.png', '-pix_fmt', 'rgba64be'],
  ])('has the colours of %s in their places', async (name, ...args) => {
    if (args.length > 0 || !/^quarters\.(png|jpg)/.test(name)) await convert(name, ...args);
    expect(readQuarters(await decode(name), size)).toBe('red green blue grey');
  });

  it('has the greys of a picture without colour', async () => {
    await makeMedia('color=0x808080:s=64x64', inFolder('grey.png'), '-frames:v', '1', '-pix_fmt', 'gray');
    expect(readQuarters(await decode('grey.png'), size)).toBe('grey grey grey grey');
  });

  it('shows the first picture of what is animated', async () => {
    // The first picture is red, all others are blue.
    const source =
      "color=s=160x120:r=5:d=1,format=gbrp,geq=r='if(lt(N,1),200,40)':g='if(lt(N,1),40,50)':b='if(lt(N,1),30,210)'";
    const ownPalette = ['-vf', 'split[a][b];[a]palettegen[c];[b][c]paletteuse'];
    await makeMedia(source, inFolder('moving.gif'), ...ownPalette);
    await makeMedia(source, inFolder('moving.webp'), '-lossless', '1');
    await makeMedia(source, inFolder('moving.png'), '-f', 'apng');
    for (const name of ['moving.gif', 'moving.webp', 'moving.png']) {
      expect([name, nameColour(colourAt(await decode(name), size, 0.5, 0.5))]).toEqual([name, 'red']);
    }
  });

  it.each([
    [1, 'red green blue grey'],
    [2, 'green red grey blue'],
    [3, 'grey blue green red'],
    [4, 'blue grey red green'],
    [5, 'red blue green grey'],
    [6, 'blue red grey green'],
    [7, 'grey green blue red'],
    [8, 'green grey red blue'],
  ])('is upright when EXIF says orientation %i', async (orientation, expected) => {
    const jpeg = await readFile(inFolder('quarters.jpg'));
    await writeFile(inFolder('turned.jpg'), withOrientation(jpeg, orientation));
    // As a tall picture as well as a wide one: the sides are exchanged before it is fitted.
    expect(readQuarters(await decode('turned.jpg'), size)).toBe(expected);
    expect(readQuarters(await decode('turned.jpg', { width: 240, height: 320 }), { width: 240, height: 320 })).toBe(
      expected,
    );
  });

  it('has the right colours in four inks, whether the file says so or not', async () => {
    const marked = cmykJpeg([20, 230, 200, 30], 128);
    await writeFile(inFolder('inks.jpg'), marked);
    await writeFile(inFolder('bare-inks.jpg'), Buffer.concat([marked.subarray(0, 2), marked.subarray(18)]));
    for (const name of ['inks.jpg', 'bare-inks.jpg']) {
      const [red, green, blue] = colourAt(await decode(name), size, 0.5, 0.5) as [number, number, number];
      // (255 − ink) × (255 − black) ÷ 255.
      expect(Math.max(Math.abs(red - 207), Math.abs(green - 22), Math.abs(blue - 49))).toBeLessThan(5);
    }
  });

  it('lies on a dark ground where it is transparent', async () => {
    const half = "format=rgba,geq=r='r(X,Y)':g='g(X,Y)':b='b(X,Y)':a='if(lt(Y,H/2),255,0)'";
    await convert('half.png', '-vf', half);
    await convert('half.webp', '-vf', half, '-lossless', '1');
    for (const name of ['half.png', 'half.webp']) {
      expect([name, readQuarters(await decode(name), size)]).toEqual([name, 'red green floor floor']);
    }
  });

  it('lies on a blurred copy of itself where covering the frame would lose too much', async () => {
    const tall = { width: 180, height: 320 };
    const frame = await decode('quarters.png', tall);
    // The picture takes 77 % of the height: its own colours within, darker ones above and below.
    expect(nameColour(colourAt(frame, tall, 0.25, 0.15))).toBe('red');
    expect(nameColour(colourAt(frame, tall, 0.75, 0.85))).toBe('grey');
    const [red, green, blue] = colourAt(frame, tall, 0.1, 0.02) as [number, number, number];
    expect(red).toBeGreaterThan(60);
    expect(red).toBeLessThan(130);
    expect(Math.max(green, blue)).toBeLessThan(50);
  });

  it('of a photograph with many pixels keeps its colours though it is decoded small', async () => {
    await makeMedia(
      `color=s=800x600,format=gbrp,${quarters},scale=5600:4200`,
      inFolder('large.jpg'),
      '-frames:v',
      '1',
      '-q:v',
      '3',
    );
    expect(readQuarters(await decode('large.jpg'), size)).toBe('red green blue grey');
  });
});

describe('a still that cannot be used is refused by name', () => {
  const refusal = async (name: string) => {
    const error: unknown = await decode(name).catch((failure: unknown) => failure);
    expect(error).toMatchObject({
      type: 'InvalidInput',
      message: expect.stringContaining(`the still ${inFolder(name)} `),
    });
    return (error as Error).message;
  };

  it.each([
    'quarters.png',
    'quarters.jpg',
    'quarters.gif',
    'lossy.webp',
    'quarters.bmp',
    'quarters.tiff',
    'quarters.avif',
    'moving.webp',
  ])('when %s is cut off', async (name) => {
    const whole = await readFile(inFolder(name));
    for (const share of [0.5, 0.95]) {
      await writeFile(inFolder(`cut-${name}`), whole.subarray(0, Math.floor(whole.length * share)));
      expect(await refusal(`cut-${name}`)).toContain('is cut off');
    }
  });

  it('when it is empty, or no picture at all', async () => {
    await writeFile(inFolder('empty.png'), '');
    await writeFile(inFolder('words.png'), 'these are words');
    expect(await refusal('empty.png')).toContain('is empty');
    expect(await refusal('words.png')).toContain('not a picture of a known kind');
  });

  it('when it is a list of other files, or a drawing that may name some', async () => {
    await writeFile(inFolder('list.png'), "ffconcat version 1.0\nfile 'quarters.png'\n");
    await writeFile(inFolder('drawing.png'), '<svg xmlns="http://www.w3.org/2000/svg" width="99" height="99"/>');
    expect(await refusal('list.png')).toContain('not a picture');
    expect(await refusal('drawing.png')).toContain('not a picture');
  });

  it('when it has too few pixels to show anything', async () => {
    await makeMedia('color=red:s=16x16,scale=1:1', inFolder('dot.png'), '-frames:v', '1');
    expect(await refusal('dot.png')).toContain('1×1 pixels');
  });

  it('when it has more than 100 megapixels, before any of them is decoded', async () => {
    await writeFile(inFolder('huge.png'), plainPng(20_000, 20_000));
    expect(await refusal('huge.png')).toContain('20000×20000 pixels, more than 100 megapixels: scale it down');
  });

  it('when its data is damaged', async () => {
    await writeFile(inFolder('damaged.png'), plainPng(400, 300));
    expect(await refusal('damaged.png')).toContain('cannot be decoded');
  });

  it('when it is HEIC, as telephones make it', async () => {
    await writeFile(inFolder('phone.heic'), Buffer.from('000000186674797068656963000000006d696631686569630000', 'hex'));
    expect(await refusal('phone.heic')).toContain('HEIC: save it as a JPEG');
  });

  it('as missing when it is not there', async () => {
    await expect(decode('nowhere.png')).rejects.toMatchObject({ type: 'ArtifactMissing' });
  });

  it('and cancelling it says so', async () => {
    const aborted = decodeStill(ffmpeg, inFolder('quarters.png'), size, AbortSignal.abort());
    await expect(aborted).rejects.toMatchObject({ type: 'Cancelled' });
  });

  it('but not for what follows a whole picture', async () => {
    const jpeg = await readFile(inFolder('quarters.jpg'));
    await writeFile(inFolder('trailer.jpg'), jpeg);
    await truncate(inFolder('trailer.jpg'), jpeg.length + 5000);
    expect(readQuarters(await decode('trailer.jpg'), size)).toBe('red green blue grey');
  });
});
