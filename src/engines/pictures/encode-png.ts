import { crc32, deflateSync } from 'node:zlib';
import type { Canvas } from '@napi-rs/canvas';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/**
 * PNG of an opaque canvas: 8-bit RGB, every row with the `Sub` filter, fastest deflate. A still of 1160×2062 takes 0.1 s
 * where the canvas's own encoder takes 0.5 s, for about a sixth more bytes.
 */
export function encodePng(canvas: Canvas): Buffer {
  const { width, height } = canvas;
  const pixels = canvas.data();
  const rows = Buffer.allocUnsafe((width * 3 + 1) * height);
  let out = 0;
  let at = 0;
  for (let y = 0; y < height; y++) {
    rows[out++] = 1;
    let red = 0;
    let green = 0;
    let blue = 0;
    for (let x = 0; x < width; x++, at += 4) {
      const r = pixels[at] as number;
      const g = pixels[at + 1] as number;
      const b = pixels[at + 2] as number;
      rows[out++] = r - red;
      rows[out++] = g - green;
      rows[out++] = b - blue;
      red = r;
      green = g;
      blue = b;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 1 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
