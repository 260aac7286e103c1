/** So many of a file's first bytes tell what it is. */
export const sniffedBytes = 256;

/**
 * The media type of a file by its first bytes, whatever it is called: MP4, QuickTime, WebM, Matroska, MP3, WAV, FLAC, Ogg,
 * M4A, JPEG, PNG, WebP, AVIF, GIF. Undefined for anything else.
 */
export function sniffMediaType(head: Buffer): string | undefined {
  const text = head.toString('latin1');
  const known = beginnings.find(([beginning]) => text.startsWith(beginning));
  if (known) return known[1];
  if (/^(RIFF|RF64)/.test(text)) return riffTypes[text.slice(8, 12)];
  // EBML (RFC 8794); its header says of what kind the document is.
  if (text.startsWith('\x1aE\xdf\xa3')) return ebmlTypes[/B\x82.(webm|matroska)/s.exec(text)?.[1] ?? ''];
  if (text.startsWith('ftyp', 4)) return ofBrands(text.slice(8, Math.min(head.readUInt32BE(0), head.length)));
  // QuickTime files of before 2001 have no `ftyp`.
  if (/^(moov|mdat|wide|free|skip|pnot)/.test(text.slice(4))) return 'video/quicktime';
  return isMpegLayer3(head) ? 'audio/mpeg' : undefined;
}

const beginnings: readonly (readonly [beginning: string, mediaType: string])[] = [
  ['\xff\xd8\xff', 'image/jpeg'],
  ['\x89PNG\r\n\x1a\n', 'image/png'],
  ['GIF87a', 'image/gif'],
  ['GIF89a', 'image/gif'],
  ['fLaC', 'audio/flac'],
  ['OggS', 'audio/ogg'],
  ['ID3', 'audio/mpeg'],
];

const riffTypes: Readonly<Record<string, string>> = { WAVE: 'audio/wav', WEBP: 'image/webp' };

const ebmlTypes: Readonly<Record<string, string>> = { webm: 'video/webm', matroska: 'video/x-matroska' };

/** The major brand of an ISO base media file, its version, then the brands it is compatible with: four characters each. */
function ofBrands(brands: string): string | undefined {
  if (/avif|avis/.test(brands)) return 'image/avif';
  if (/^(hei[cxms]|hev[cx]|mif1|msf1)/.test(brands)) return undefined;
  if (brands.startsWith('qt  ')) return 'video/quicktime';
  return /^M4[AB] /.test(brands) ? 'audio/mp4' : 'video/mp4';
}

/** A frame's header (ISO/IEC 11172-3): eleven ones, then a version, a layer, a bitrate and a sample rate that there are. */
function isMpegLayer3(head: Buffer): boolean {
  const [sync = 0, kind = 0, rates = 0] = head;
  const [version, layer] = [(kind >> 3) & 3, (kind >> 1) & 3];
  return (
    sync === 0xff && kind >> 5 === 7 && version !== 1 && layer === 1 && rates >> 4 !== 15 && ((rates >> 2) & 3) !== 3
  );
}
