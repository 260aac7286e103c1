import { readExifOrientation } from './exif.ts';
import { cutOff, type FileWindow, UnusableFile } from './file-window.ts';
import type { StillHeader } from './header.ts';

/** Markers of ITU-T T.81. */
const endOfImage = 0xd9;
const startOfScan = 0xda;
const application1 = 0xe1;
const application14 = 0xee;

/** Tables and other things that a start-of-frame number is given to. */
const notFrames = new Set([0xc4, 0xc8, 0xcc]);

/** Follows the markers to the end of the image, so that what is missing at the end is noticed. */
export async function readJpegHeader(file: FileWindow): Promise<Omit<StillHeader, 'format'>> {
  let frame: Buffer | undefined;
  let orientation = 1;
  let marked = false;
  let at = 2;
  for (;;) {
    at = await findMarker(file, at);
    const marker = (await file.read(at + 1, 1)).readUInt8(0);
    at += 2;
    if (marker === endOfImage) break;
    if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) continue;
    const length = (await file.read(at, 2)).readUInt16BE(0);
    const body = await file.read(at + 2, Math.max(0, length - 2));
    if (marker === application1 && body.toString('latin1', 0, 6) === 'Exif\0\0')
      orientation = readExifOrientation(body);
    if (marker === application14 && body.toString('latin1', 0, 5) === 'Adobe') marked = true;
    if (marker >= 0xc0 && marker <= 0xcf && !notFrames.has(marker)) frame ??= body;
    if (marker === startOfScan && !frame) break;
    at += length;
  }
  if (!frame || frame.length < 6) throw new UnusableFile('is damaged: it says no size', 'export it again');
  const components = frame.readUInt8(5);
  return {
    width: frame.readUInt16BE(3),
    height: frame.readUInt16BE(1),
    orientation,
    alpha: false,
    animated: false,
    bytesPerPixel: components,
    ...(components === 4 && !marked ? { unmarkedInks: true } : {}),
  };
}

/** The next marker, past the compressed data: there a 0xff is followed by 0, by a restart marker, or by another 0xff. */
async function findMarker(file: FileWindow, from: number): Promise<number> {
  const step = 32_768;
  for (let at = from; at + 2 <= file.size; ) {
    const window = await file.read(at, Math.min(step, file.size - at));
    let found = window.indexOf(0xff);
    while (found >= 0 && found + 1 < window.length) {
      const next = window[found + 1] as number;
      const isData = next === 0 || next === 0xff || (next >= 0xd0 && next <= 0xd7);
      if (!isData) return at + found;
      found = window.indexOf(0xff, found + 1);
    }
    // A 0xff at the very end is looked at again together with what follows it.
    at += found >= 0 && window.length > 1 ? found : window.length;
  }
  throw cutOff();
}

/** Says that four components are inks, as Photoshop would: without it, FFmpeg takes the fourth for transparency. */
export function markInks(jpeg: Buffer): Buffer {
  const mark = Buffer.from('ffee000e41646f626500640000000000', 'hex');
  return Buffer.concat([jpeg.subarray(0, 2), mark, jpeg.subarray(2)]);
}
