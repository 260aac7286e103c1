import { expect, it } from 'vitest';
import { sniffMediaType } from '../../src/api/sniff-media-type.ts';

const latin = (text: string) => Buffer.from(text, 'latin1');
const ftyp = (brands: string) => {
  const box = latin(`\0\0\0\0ftyp${brands}`);
  box.writeUInt32BE(box.length, 0);
  return box;
};
const ebml = (type: string) =>
  latin(
    `\x1aE\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81\x01B\xf2\x81\x04B\xf3\x81\x08B\x82${String.fromCharCode(0x80 + type.length)}${type}`,
  );

it.each<[what: string, head: Buffer, mediaType: string | undefined]>([
  ['MP4', ftyp('isom\0\0\x02\0isomiso2avc1mp41'), 'video/mp4'],
  ['MP4 for phones', ftyp('3gp5\0\0\x01\x003gp5isom'), 'video/mp4'],
  ['QuickTime', ftyp('qt  \0\0\x02\0qt  '), 'video/quicktime'],
  ['QuickTime without a header', latin('\0\0\0\x08wide\0\0\x10\0mdat'), 'video/quicktime'],
  ['M4A', ftyp('M4A \0\0\0\0M4A mp42isom'), 'audio/mp4'],
  ['AVIF', ftyp('avif\0\0\0\0avifmif1miaf'), 'image/avif'],
  ['AVIF that says so second', ftyp('mif1\0\0\0\0mif1avifmiaf'), 'image/avif'],
  ['WebM', ebml('webm'), 'video/webm'],
  ['Matroska', ebml('matroska'), 'video/x-matroska'],
  ['MP3', latin('\xff\xfb\x90\x64\0\0'), 'audio/mpeg'],
  ['MP3 with a title', latin('ID3\x04\0\0\0\0\0\0'), 'audio/mpeg'],
  ['WAV', latin('RIFF\x24\0\0\0WAVEfmt '), 'audio/wav'],
  ['FLAC', latin('fLaC\0\0\0\x22'), 'audio/flac'],
  ['Ogg', latin('OggS\0\x02'), 'audio/ogg'],
  ['JPEG', latin('\xff\xd8\xff\xe0\0\x10JFIF'), 'image/jpeg'],
  ['PNG', latin('\x89PNG\r\n\x1a\n\0\0\0\rIHDR'), 'image/png'],
  ['WebP', latin('RIFF\x24\0\0\0WEBPVP8 '), 'image/webp'],
  ['GIF', latin('GIF89a\x01\0\x01\0'), 'image/gif'],
  ['HEIC', ftyp('heic\0\0\0\0mif1heic'), undefined],
  ['AVI', latin('RIFF\x24\0\0\0AVI LIST'), undefined],
  ['AAC without a container', latin('\xff\xf1\x50\x80\x02\x1f\xfc'), undefined],
  ['PDF', latin('%PDF-1.7\n'), undefined],
  ['HTML', latin('<!doctype html><video>'), undefined],
  ['a playlist', latin('#EXTM3U\n#EXTINF:2,\nplain.mp4\n'), undefined],
  ['another EBML document', ebml('mystery'), undefined],
  ['nothing', Buffer.alloc(0), undefined],
  ['four bytes', latin('\0\0\0\x20'), undefined],
  ['half a header', latin('\0\0\0\x20ftypis'), 'video/mp4'],
])('takes %s for what it is', (_, head, mediaType) => {
  expect(sniffMediaType(head)).toBe(mediaType);
});
