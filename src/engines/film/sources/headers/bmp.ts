import { cutOff, type FileWindow } from './file-window.ts';
import type { StillHeader } from './header.ts';

/** Compressions whose size follows from the picture's. */
const plain = new Set([0, 3, 6]);

export async function readBmpHeader(file: FileWindow): Promise<Omit<StillHeader, 'format'>> {
  const header = await file.read(0, 26);
  const isOld = header.readUInt32LE(14) === 12;
  const width = isOld ? header.readUInt16LE(18) : header.readInt32LE(18);
  // Below zero when the rows are stored from top to bottom.
  const height = isOld ? header.readUInt16LE(20) : Math.abs(header.readInt32LE(22));
  const bits = isOld ? header.readUInt16LE(24) : (await file.read(28, 2)).readUInt16LE(0);
  const compression = isOld ? 0 : (await file.read(30, 4)).readUInt32LE(0);
  const rowBytes = Math.ceil((width * bits) / 32) * 4;
  if (plain.has(compression) && header.readUInt32LE(10) + rowBytes * height > file.size) throw cutOff();
  return { width, height, orientation: 1, alpha: bits === 32, animated: false, bytesPerPixel: bits === 32 ? 4 : 3 };
}
