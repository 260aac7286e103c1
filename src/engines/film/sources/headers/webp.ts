import { longestExif, readExifOrientation } from './exif.ts';
import { cutOff, type FileWindow, UnusableFile } from './file-window.ts';
import type { StillHeader } from './header.ts';

interface Chunk {
  name: string;
  /** Of its body. */
  at: number;
  length: number;
}

const alphaFlag = 0x10;

/** Follows the chunks (WebP container specification). An animation gives the size and place of its first picture. */
export async function readWebpHeader(file: FileWindow): Promise<Omit<StillHeader, 'format'>> {
  const end = 8 + (await file.read(4, 4)).readUInt32LE(0);
  if (end > file.size) throw cutOff();
  const chunks = await listChunks(file, 12, end);
  const chunk = (name: string) => chunks.find((candidate) => candidate.name === name);
  const extended = chunk('VP8X');
  const exif = chunks.find(({ name, length }) => name === 'EXIF' && length <= longestExif);
  const frame = chunk('ANMF');
  // A frame of an animation has 16 bytes of place, size and time before chunks like those of a still.
  const place = frame && (await file.read(frame.at, 16));
  const parts = frame ? await listChunks(file, frame.at + 16, frame.at + frame.length) : chunks;
  const picture = parts.find(({ name }) => name === 'VP8 ' || name === 'VP8L');
  if (!picture) throw new UnusableFile('is damaged: it holds no picture', 'export it again');
  const bitstream = await readBitstream(file, picture);
  const flags = extended ? (await file.read(extended.at, 1)).readUInt8(0) : 0;
  const alpha = (flags & alphaFlag) !== 0 || bitstream.alpha || parts.some(({ name }) => name === 'ALPH');
  return {
    width: place ? place.readUIntLE(6, 3) + 1 : bitstream.width,
    height: place ? place.readUIntLE(9, 3) + 1 : bitstream.height,
    orientation: exif ? readExifOrientation(await file.read(exif.at, exif.length)) : 1,
    alpha,
    animated: frame !== undefined,
    bytesPerPixel: 4,
    ...(frame ? { firstFrame: { at: frame.at + 16, length: frame.length - 16, alpha } } : {}),
  };
}

async function listChunks(file: FileWindow, from: number, to: number): Promise<Chunk[]> {
  const chunks: Chunk[] = [];
  for (let at = from; at + 8 <= to; ) {
    const start = await file.read(at, 8);
    const length = start.readUInt32LE(4);
    if (at + 8 + length > to) throw cutOff();
    chunks.push({ name: start.toString('latin1', 0, 4), at: at + 8, length });
    at += 8 + length + (length % 2);
  }
  return chunks;
}

async function readBitstream(file: FileWindow, { name, at }: Chunk) {
  const start = await file.read(at, 10);
  if (name === 'VP8 ') {
    return { width: start.readUInt16LE(6) & 0x3fff, height: start.readUInt16LE(8) & 0x3fff, alpha: false };
  }
  const bits = start.readUInt32LE(1);
  return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1, alpha: ((bits >> 28) & 1) === 1 };
}

/** A still WebP of an animation's first picture. */
export async function extractWebpFrame(
  file: FileWindow,
  {
    width,
    height,
    firstFrame,
  }: Pick<StillHeader, 'width' | 'height'> & { firstFrame: NonNullable<StillHeader['firstFrame']> },
): Promise<Buffer> {
  const header = Buffer.alloc(30);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(22 + firstFrame.length, 4);
  header.write('WEBPVP8X', 8, 'latin1');
  header.writeUInt32LE(10, 16);
  header.writeUInt8(firstFrame.alpha ? alphaFlag : 0, 20);
  header.writeUIntLE(width - 1, 24, 3);
  header.writeUIntLE(height - 1, 27, 3);
  return Buffer.concat([header, await file.read(firstFrame.at, firstFrame.length)]);
}
