import { type FileWindow, UnusableFile } from './file-window.ts';
import type { StillHeader } from './header.ts';

const extension = 0x21;
const image = 0x2c;
const trailer = 0x3b;

const tableBytes = (flags: number) => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);

/** Follows the blocks up to the second picture: the first one is what is shown, and must be whole. */
export async function readGifHeader(file: FileWindow): Promise<Omit<StillHeader, 'format'>> {
  const screen = await file.read(6, 7);
  let at = 13 + tableBytes(screen.readUInt8(4));
  let images = 0;
  while (images < 2) {
    // After a whole picture, an end that is missing or damaged takes nothing away.
    if (images > 0 && at >= file.size) break;
    const kind = (await file.read(at, 1)).readUInt8(0);
    if (kind === trailer) break;
    if (kind === extension) at = await skipBlocks(file, at + 2);
    else if (kind === image) {
      images++;
      if (images > 1) break;
      const flags = (await file.read(at + 9, 1)).readUInt8(0);
      at = await skipBlocks(file, at + 11 + tableBytes(flags));
    } else if (images > 0) break;
    else throw new UnusableFile('is damaged', 'export it again');
  }
  if (images === 0) throw new UnusableFile('is damaged: it holds no picture', 'export it again');
  return {
    width: screen.readUInt16LE(0),
    height: screen.readUInt16LE(2),
    orientation: 1,
    alpha: true,
    animated: images > 1,
    bytesPerPixel: 4,
  };
}

async function skipBlocks(file: FileWindow, from: number): Promise<number> {
  for (let at = from; ; ) {
    const length = (await file.read(at, 1)).readUInt8(0);
    at += 1 + length;
    if (length === 0) return at;
  }
}
