import { childrenOf, findBox } from '../../mp4-boxes.ts';
import { cutOff, type FileWindow, UnusableFile } from './file-window.ts';
import type { StillHeader } from './header.ts';

/** Largest description of the items that is read: it holds no picture data. */
const largestMeta = 4 * 1024 * 1024;

const hdrTransfers: Readonly<Record<number, string>> = { 16: 'smpte2084', 18: 'arib-std-b67' };

/** Anticlockwise quarter turns (`irot`), then a mirror (`imir`), as EXIF's orientation: no mirror, across, upside down. */
const orientations = [
  [1, 2, 4],
  [8, 7, 5],
  [3, 4, 2],
  [6, 5, 7],
] as const;

/** Reads the primary item's properties (ISO/IEC 23008-12). */
export async function readAvifHeader(file: FileWindow): Promise<Omit<StillHeader, 'format'>> {
  const { meta, animated } = await readMeta(file);
  if (itemsEnd(meta) > file.size) throw cutOff();
  const type = primaryType(meta);
  if (type !== 'av01') {
    throw new UnusableFile(`is a picture of the kind '${type}' in an AVIF file`, 'save it as a PNG or JPEG file');
  }
  const properties = primaryProperties(meta);
  const property = (name: string) => properties.find((box) => box.name === name)?.body;
  const size = property('ispe');
  if (!size) throw new UnusableFile('is damaged: it says no size', 'export it again');
  const turns = (property('irot')?.[0] ?? 0) & 3;
  const mirror = property('imir')?.[0];
  const colours = property('colr');
  const hdrTransfer = colours?.toString('latin1', 0, 4) === 'nclx' ? hdrTransfers[colours.readUInt16BE(6)] : undefined;
  const alphaApart = holdsAlpha(meta);
  const deep = (property('av1C')?.[2] ?? 0) & 0x40;
  return {
    width: size.readUInt32BE(4),
    height: size.readUInt32BE(8),
    // Axis 1 mirrors left and right, axis 0 top and bottom.
    orientation: orientations[turns as 0 | 1 | 2 | 3][mirror === undefined ? 0 : mirror & 1 ? 1 : 2],
    alpha: alphaApart,
    alphaApart,
    animated,
    bytesPerPixel: deep ? 6 : 3,
    ...(hdrTransfer ? { hdrTransfer } : {}),
  };
}

/** Walks the parts to the end of the file: what is cut off is noticed. */
async function readMeta(file: FileWindow): Promise<{ meta: Buffer; animated: boolean }> {
  let meta: Buffer | undefined;
  let animated = false;
  for (let at = 0; at + 8 <= file.size; ) {
    const start = await file.read(at, 8);
    const length = start.readUInt32BE(0) || file.size - at;
    const name = start.toString('latin1', 4, 8);
    if (length < 8 || at + length > file.size) throw cutOff();
    if (name === 'moov') animated = true;
    if (name === 'meta' && length <= largestMeta) meta = (await file.read(at, length)).subarray(12);
    at += length;
  }
  if (!meta) throw new UnusableFile('is damaged: it holds no picture', 'export it again');
  return { meta, animated };
}

/** Where the last of the items' data ends in the file (`iloc`). */
function itemsEnd(meta: Buffer): number {
  const iloc = findBox(meta, 'iloc');
  if (!iloc) return 0;
  const version = iloc.readUInt8(0);
  const [offsetSize, lengthSize] = [iloc.readUInt8(4) >> 4, iloc.readUInt8(4) & 15];
  const [baseSize, indexSize] = [iloc.readUInt8(5) >> 4, version > 0 ? iloc.readUInt8(5) & 15 : 0];
  let at = 6;
  const next = (size: number) => {
    at += size;
    // No file is longer than six bytes can say.
    return size === 0 ? 0 : iloc.readUIntBE(at - Math.min(size, 6), Math.min(size, 6));
  };
  let end = 0;
  for (let items = next(version < 2 ? 2 : 4); items > 0; items--) {
    next(version < 2 ? 2 : 4);
    const isInFile = version === 0 || (next(2) & 15) === 0;
    next(2);
    const base = next(baseSize);
    for (let extents = next(2); extents > 0; extents--) {
      next(indexSize);
      const begin = base + next(offsetSize);
      const length = next(lengthSize);
      if (isInFile) end = Math.max(end, begin + length);
    }
  }
  return end;
}

/** Numbers of items are short or long by the version of the part. */
function primaryItem(meta: Buffer): number {
  const pitm = findBox(meta, 'pitm');
  if (!pitm) return 1;
  return pitm[0] === 0 ? pitm.readUInt16BE(4) : pitm.readUInt32BE(4);
}

function primaryType(meta: Buffer): string {
  const primary = primaryItem(meta);
  const items = findBox(meta, 'iinf');
  if (!items) return 'unknown';
  for (const { body } of childrenOf(items.subarray(items[0] === 0 ? 6 : 8))) {
    const isLong = body[0] === 3;
    const id = isLong ? body.readUInt32BE(4) : body.readUInt16BE(4);
    if (id === primary) return body.toString('latin1', isLong ? 10 : 8, isLong ? 14 : 12);
  }
  return 'unknown';
}

function primaryProperties(meta: Buffer) {
  const all = childrenOf(findBox(meta, 'iprp', 'ipco') ?? Buffer.alloc(0));
  const ipma = findBox(meta, 'iprp', 'ipma');
  if (!ipma) return all;
  const primary = primaryItem(meta);
  const isLongItem = (ipma[0] ?? 0) >= 1;
  const isLongIndex = ((ipma[3] ?? 0) & 1) === 1;
  let at = 8;
  for (let entry = 0; entry < ipma.readUInt32BE(4); entry++) {
    const id = isLongItem ? ipma.readUInt32BE(at) : ipma.readUInt16BE(at);
    at += isLongItem ? 4 : 2;
    const indexes = Array.from({ length: ipma.readUInt8(at++) }, () => {
      const index = isLongIndex ? ipma.readUInt16BE(at) & 0x7fff : ipma.readUInt8(at) & 0x7f;
      at += isLongIndex ? 2 : 1;
      return index;
    });
    // Counted from 1.
    if (id === primary) return indexes.flatMap((index) => all[index - 1] ?? []);
  }
  return [];
}

function holdsAlpha(meta: Buffer): boolean {
  const properties = childrenOf(findBox(meta, 'iprp', 'ipco') ?? Buffer.alloc(0));
  return properties.some(({ name, body }) => name === 'auxC' && body.includes('auxiliary:alpha'));
}
