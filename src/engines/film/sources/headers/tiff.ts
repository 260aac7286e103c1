import { sensibleOrientation } from './exif.ts';
import { cutOff, type FileWindow, UnusableFile } from './file-window.ts';
import type { StillHeader } from './header.ts';

const tags = {
  width: 256,
  height: 257,
  bits: 258,
  stripOffsets: 273,
  orientation: 274,
  samples: 277,
  stripBytes: 279,
  tileOffsets: 324,
  tileBytes: 325,
  extraSamples: 338,
} as const;

/** Bytes of a value by TIFF's types; others are no numbers of ours. */
const typeBytes: Readonly<Record<number, number>> = { 1: 1, 3: 2, 4: 4 };

/** Of a picture cut into strips; one with more is no picture. */
const mostValues = 1_000_000;

/** Reads the first picture's directory and makes sure that its data lies within the file. */
export async function readTiffHeader(file: FileWindow): Promise<Omit<StillHeader, 'format'>> {
  const start = await file.read(0, 8);
  const little = start.toString('latin1', 0, 2) === 'II';
  const number = (bytes: Buffer, at: number, size: number) =>
    little ? bytes.readUIntLE(at, size) : bytes.readUIntBE(at, size);
  const directory = number(start, 4, 4);
  const count = number(await file.read(directory, 2), 0, 2);
  const entries = await file.read(directory + 2, count * 12);

  async function values(tag: number): Promise<number[]> {
    for (let at = 0; at < entries.length; at += 12) {
      if (number(entries, at, 2) !== tag) continue;
      const size = typeBytes[number(entries, at + 2, 2)];
      const length = number(entries, at + 4, 4);
      if (!size || length > mostValues) throw new UnusableFile('is damaged', 'export it again');
      // What does not fit into its four bytes stands elsewhere.
      const bytes =
        size * length <= 4
          ? entries.subarray(at + 8, at + 12)
          : await file.read(number(entries, at + 8, 4), size * length);
      return Array.from({ length }, (_, index) => number(bytes, index * size, size));
    }
    return [];
  }

  const [width, height] = [await values(tags.width), await values(tags.height)].map(([value]) => value ?? 0);
  const bits = (await values(tags.bits))[0] ?? 1;
  const samples = (await values(tags.samples))[0] ?? 1;
  for (const [offsets, lengths] of [
    [await values(tags.stripOffsets), await values(tags.stripBytes)],
    [await values(tags.tileOffsets), await values(tags.tileBytes)],
  ] as const) {
    if (offsets.some((offset, index) => offset + (lengths[index] ?? 0) > file.size)) throw cutOff();
  }
  return {
    width: width ?? 0,
    height: height ?? 0,
    orientation: sensibleOrientation((await values(tags.orientation))[0] ?? 1),
    alpha: (await values(tags.extraSamples)).length > 0,
    animated: false,
    bytesPerPixel: samples * Math.ceil(bits / 8),
  };
}
