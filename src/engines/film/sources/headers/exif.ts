/** A block that is longer holds no orientation that is worth the memory. */
export const longestExif = 1024 * 1024;

const orientationTag = 0x0112;

/** EXIF's orientation 1–8 out of a TIFF block; 1 where it says none, or nothing that makes sense. */
export function readExifOrientation(exif: Buffer): number {
  const tiff = exif.toString('latin1', 0, 6) === 'Exif\0\0' ? exif.subarray(6) : exif;
  const order = tiff.toString('latin1', 0, 4);
  if (order !== 'II*\0' && order !== 'MM\0*') return 1;
  const little = order.startsWith('I');
  const short = (at: number) => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const long = (at: number) => (little ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at));
  if (tiff.length < 8) return 1;
  const directory = long(4);
  if (directory + 2 > tiff.length) return 1;
  for (let entry = 0; entry < short(directory); entry++) {
    const at = directory + 2 + entry * 12;
    if (at + 12 > tiff.length) return 1;
    if (short(at) === orientationTag) return sensibleOrientation(short(at + 8));
  }
  return 1;
}

export function sensibleOrientation(value: number): number {
  return value >= 1 && value <= 8 ? value : 1;
}

/** Orientations 5–8 show the stored rows as columns. */
export function swapsSides(orientation: number): boolean {
  return orientation >= 5;
}
