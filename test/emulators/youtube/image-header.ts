interface ImageHeader {
  mediaType: 'image/jpeg' | 'image/png';
  width: number;
  height: number;
}

const pngStart = Buffer.from('89504e470d0a1a0a', 'hex');

/** Type and size of a whole JPEG or PNG; nothing for what is neither, or breaks off. */
export function readImageHeader(bytes: Buffer): ImageHeader | undefined {
  if (bytes.subarray(0, 8).equals(pngStart)) return readPng(bytes);
  if (bytes.length > 4 && bytes.readUInt16BE(0) === 0xffd8) return readJpeg(bytes);
  return undefined;
}

function readPng(bytes: Buffer): ImageHeader | undefined {
  let [at, width, height, hasData] = [8, 0, 0, false];
  while (at + 12 <= bytes.length) {
    const length = bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + 8);
    if (at + 12 + length > bytes.length) return undefined;
    if (at === 8) {
      if (type !== 'IHDR' || length !== 13) return undefined;
      [width, height] = [bytes.readUInt32BE(at + 8), bytes.readUInt32BE(at + 12)];
    }
    if (type === 'IDAT') hasData = true;
    if (type === 'IEND')
      return hasData && width > 0 && height > 0 ? { mediaType: 'image/png', width, height } : undefined;
    at += 12 + length;
  }
  return undefined;
}

function readJpeg(bytes: Buffer): ImageHeader | undefined {
  let at = 2;
  let size: { width: number; height: number } | undefined;
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    const length = bytes.readUInt16BE(at + 2);
    // Start of a frame, of whatever coding; C4, C8 and CC are none.
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame && at + 9 <= bytes.length) {
      size = { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    }
    at += 2 + length;
    if (marker === 0xda) break;
  }
  const isWhole = at < bytes.length && bytes.readUInt16BE(bytes.length - 2) === 0xffd9;
  return size && isWhole && size.width > 0 && size.height > 0 ? { mediaType: 'image/jpeg', ...size } : undefined;
}
