import { longestExif, readExifOrientation } from './exif.ts';
import { type FileWindow, UnusableFile } from './file-window.ts';
import type { StillHeader } from './header.ts';

/** Samples of a pixel by colour type. */
const samples: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/** Follows the chunks to the last one. */
export async function readPngHeader(file: FileWindow): Promise<Omit<StillHeader, 'format'>> {
  let header: Buffer | undefined;
  let orientation = 1;
  let alpha = false;
  let animated = false;
  for (let at = 8; ; ) {
    const start = await file.read(at, 8);
    const length = start.readUInt32BE(0);
    const name = start.toString('latin1', 4, 8);
    const body = (bytes: number) => file.read(at + 8, bytes);
    if (name === 'IHDR') header = await body(13);
    if (name === 'eXIf' && length <= longestExif) orientation = readExifOrientation(await body(length));
    if (name === 'tRNS') alpha = true;
    if (name === 'acTL') animated = true;
    // Its check sum is the last thing of a chunk.
    await file.read(at + 8 + length, 4);
    if (name === 'IEND') break;
    at += 12 + length;
  }
  if (!header) throw new UnusableFile('is damaged: it says no size', 'export it again');
  const colourType = header.readUInt8(9);
  return {
    width: header.readUInt32BE(0),
    height: header.readUInt32BE(4),
    orientation,
    alpha: alpha || colourType === 4 || colourType === 6,
    animated,
    bytesPerPixel: (samples[colourType] ?? 4) * (header.readUInt8(8) > 8 ? 2 : 1),
  };
}
