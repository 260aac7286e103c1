import { mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { execa } from 'execa';
import type { Size } from '../../../../src/engines/film/resampler/size.ts';
import { testTools } from '../../../support/tools.ts';

const { ffmpeg } = testTools();

/** Runs FFmpeg on pictures of its own making: `testsrc2=s=640x360`, or any other source of its filters. */
export async function makeMedia(source: string, output: string, ...args: string[]): Promise<void> {
  await runTool('-f', 'lavfi', '-i', source, ...args, output);
}

/** The last argument is the output. It may have any name: FFmpeg writes beside it, where names of pictures are no patterns. */
export async function runTool(...args: string[]): Promise<void> {
  const output = args.pop() as string;
  const folder = await mkdtemp(join(tmpdir(), 'sample-'));
  try {
    const made = join(folder, `made${extname(output)}`);
    await execa(ffmpeg, ['-v', 'error', '-y', ...args, made]);
    await rename(made, output);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** A filter that paints the quarters red, green, blue and grey, in reading order, on a source of any size. */
export const quarters = [
  "geq=r='if(lt(Y,H/2),if(lt(X,W/2),200,30),if(lt(X,W/2),40,128))'",
  "g='if(lt(Y,H/2),if(lt(X,W/2),40,180),if(lt(X,W/2),50,128))'",
  "b='if(lt(Y,H/2),if(lt(X,W/2),30,60),if(lt(X,W/2),210,128))'",
].join(':');

/** The colour at a place given in shares of the frame, 0–255 each, from I420 in BT.709 of limited range. */
export function colourAt(frame: Uint8Array, { width, height }: Size, across: number, down: number): number[] {
  const [x, y] = [Math.floor(across * width), Math.floor(down * height)];
  const chroma = (y >> 1) * (width / 2) + (x >> 1);
  const luma = 1.1644 * ((frame[y * width + x] as number) - 16);
  const u = (frame[width * height + chroma] as number) - 128;
  const v = (frame[1.25 * width * height + chroma] as number) - 128;
  const clip = (value: number) => Math.max(0, Math.min(255, Math.round(value)));
  return [clip(luma + 1.7927 * v), clip(luma - 0.2132 * u - 0.5329 * v), clip(luma + 2.1124 * u)];
}

/** Names the colour of `quarters` that is nearest. */
export function nameColour(colour: number[]): string {
  const distance = (other: number[]) =>
    Math.max(...colour.map((value, index) => Math.abs(value - (other[index] ?? 0))));
  const [nearest] = Object.entries(colours).sort(([, a], [, b]) => distance(a) - distance(b));
  return nearest && distance(nearest[1]) < 14 ? nearest[0] : `rgb(${colour.join(', ')})`;
}

const colours: Readonly<Record<string, number[]>> = {
  red: [200, 40, 30],
  green: [30, 180, 60],
  blue: [40, 50, 210],
  grey: [128, 128, 128],
  floor: [24, 26, 31],
};

/** The four quarters' colours in reading order. */
export function readQuarters(frame: Uint8Array, size: Size): string {
  const places = [
    [0.25, 0.25],
    [0.75, 0.25],
    [0.25, 0.75],
    [0.75, 0.75],
  ] as const;
  return places.map(([across, down]) => nameColour(colourAt(frame, size, across, down))).join(' ');
}

/** An EXIF block with an orientation and nothing else, as it stands in a JPEG. */
function exifSegment(orientation: number): Buffer {
  const tiff = Buffer.from('4d4d002a00000008000101120003000000010000000000000000', 'hex');
  tiff.writeUInt16BE(orientation, 18);
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
  const header = Buffer.from([0xff, 0xe1, 0, body.length + 2]);
  return Buffer.concat([header, body]);
}

export function withOrientation(jpeg: Buffer, orientation: number): Buffer {
  return Buffer.concat([jpeg.subarray(0, 2), exifSegment(orientation), jpeg.subarray(2)]);
}

/**
 * A JPEG of one colour in four inks (0–255 each), as Photoshop writes it (stored upside down, marked `Adobe`). Baseline:
 * one coefficient a block, 4-bit codes.
 */
export function cmykJpeg(inks: [number, number, number, number], side: number): Buffer {
  const segment = (marker: number, ...body: number[]) => [0xff, marker, 0, body.length + 2, ...body];
  const bits: string[] = [];
  for (let block = 0; block < (side / 8) ** 2; block++) {
    for (const ink of inks) {
      const value = block === 0 ? 255 - ink - 128 : 0;
      const category = value === 0 ? 0 : Math.floor(Math.log2(Math.abs(value))) + 1;
      const extra = value > 0 ? value : value + 2 ** category - 1;
      const digits = category > 0 ? extra.toString(2).padStart(category, '0') : '';
      // The last bit says that the block has nothing else.
      bits.push(category.toString(2).padStart(4, '0'), digits, '0');
    }
  }
  const packed = bits.join('').replace(/.{1,8}/g, (byte) => byte.padEnd(8, '1'));
  const data = (packed.match(/.{8}/g) ?? []).flatMap((byte) =>
    byte === '11111111' ? [255, 0] : [Number.parseInt(byte, 2)],
  );
  const components = [1, 2, 3, 4];
  return Buffer.from([
    ...[0xff, 0xd8],
    ...segment(0xee, ...Buffer.from('Adobe'), 0, 100, 0, 0, 0, 0, 0),
    ...segment(0xdb, 0, ...Array<number>(64).fill(8)),
    ...segment(0xc0, 8, side >> 8, side & 255, side >> 8, side & 255, 4, ...components.flatMap((id) => [id, 0x11, 0])),
    ...segment(0xc4, 0x00, 0, 0, 0, 9, ...Array<number>(12).fill(0), 0, 1, 2, 3, 4, 5, 6, 7, 8),
    ...segment(0xc4, 0x10, 1, ...Array<number>(15).fill(0), 0),
    ...segment(0xda, 4, ...components.flatMap((id) => [id, 0x00]), 0, 63, 0),
    ...data,
    ...[0xff, 0xd9],
  ]);
}

/** A PNG of any size in one bit a pixel: small, however large the picture. */
export function plainPng(width: number, height: number): Buffer {
  const chunk = (name: string, body: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(body.length);
    return Buffer.concat([length, Buffer.from(name, 'latin1'), body, Buffer.alloc(4)]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.writeUInt8(1, 8);
  const body = deflateSync(Buffer.alloc(Math.min(1, height)));
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', body), chunk('IEND', Buffer.alloc(0))]);
}
