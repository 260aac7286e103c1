import { readAvifHeader } from './avif.ts';
import { readBmpHeader } from './bmp.ts';
import { type FileWindow, UnusableFile } from './file-window.ts';
import { readGifHeader } from './gif.ts';
import type { StillFormat, StillHeader } from './header.ts';
import { readJpegHeader } from './jpeg.ts';
import { readPngHeader } from './png.ts';
import { readTiffHeader } from './tiff.ts';
import { readWebpHeader } from './webp.ts';

/** The kind of picture a file begins like, or none. */
export async function findStillFormat(file: FileWindow): Promise<StillFormat | undefined> {
  const start = await file.read(0, Math.min(file.size, 64));
  const text = start.toString('latin1');
  if (text.startsWith('\xff\xd8\xff')) return 'JPEG';
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return 'PNG';
  if (text.startsWith('RIFF') && text.startsWith('WEBP', 8)) return 'WebP';
  if (text.startsWith('GIF87a') || text.startsWith('GIF89a')) return 'GIF';
  if (text.startsWith('BM') && start.length >= 26 && bmpHeaders.has(start.readUInt32LE(14))) return 'BMP';
  if (text.startsWith('II*\0') || text.startsWith('MM\0*')) return 'TIFF';
  if (text.startsWith('ftyp', 4) && start.length >= 16) {
    const brands = text.slice(8, Math.min(start.readUInt32BE(0), 64));
    if (/avif|avis/.test(brands)) return 'AVIF';
    if (/heic|heix|hevc|heim|heis|mif1/.test(brands)) return 'HEIC';
  }
  return undefined;
}

const bmpHeaders = new Set([12, 40, 52, 56, 64, 108, 124]);

const readers: Readonly<
  Record<Exclude<StillFormat, 'HEIC'>, (file: FileWindow) => Promise<Omit<StillHeader, 'format'>>>
> = {
  JPEG: readJpegHeader,
  PNG: readPngHeader,
  WebP: readWebpHeader,
  AVIF: readAvifHeader,
  GIF: readGifHeader,
  BMP: readBmpHeader,
  TIFF: readTiffHeader,
};

/** Reads the header and makes sure that the file is whole. Throws `UnusableFile`. */
export async function readStillHeader(file: FileWindow, format: Exclude<StillFormat, 'HEIC'>): Promise<StillHeader> {
  try {
    return { format, ...(await readers[format](file)) };
  } catch (error) {
    // A number in the file that points out of it.
    if (error instanceof RangeError) throw new UnusableFile('is damaged', 'export it again');
    throw error;
  }
}
