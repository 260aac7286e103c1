import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import { cmykJpeg, withOrientation } from '../engines/film/sources/samples.ts';
import { testTools } from '../support/tools.ts';
import { type Emulator, startEmulator, VendorRefusal, type VendorReply } from './emulator.ts';

/** What is wrong with a picture's file. */
export type Spoilt =
  | 'truncated'
  | 'cmyk'
  | 'turned'
  | 'sideways'
  | 'html'
  | 'tiny'
  | 'missing'
  | 'otherKind'
  | 'otherShape'
  | 'redirected'
  | 'loop';

/** A picture as the site has it. */
export interface StockItem {
  id: number;
  kind: 'photo' | 'video';
  width: number;
  height: number;
  /** Of a video. */
  seconds: number;
  author: string;
  spoilt?: Spoilt;
}

/** What a site finds for words; each call of the same words finds the same. */
export type StockLibrary = (words: string, kind: StockItem['kind']) => StockItem[];

/** A library in which there is something of each shape for any words; those that share a first word share their pictures. */
export const endlessLibrary: StockLibrary = (words, kind) => {
  const first = words.split(' ')[0] ?? '';
  const seed = [...first].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 90_000, 7) * 100;
  return Array.from({ length: 36 }, (_, index) => {
    const [width, height] = shapes[index % shapes.length] as [number, number];
    const scale = kind === 'photo' ? 1.5 : 1;
    return {
      id: 1_000_000 + seed + index,
      kind,
      ...{ width: width * scale, height: height * scale, seconds: 6 + (index % 4) * 3 },
      author: `Author ${(seed + index) % 17}`,
    };
  });
};

const shapes = [
  [1080, 1920],
  [1920, 1080],
  [1080, 1080],
];

export const orientationOf = ({ width, height }: Pick<StockItem, 'width' | 'height'>) => {
  if (width === height) return 'square';
  return width > height ? 'landscape' : 'portrait';
};

/** A host of files, as sites have theirs apart: it knows no key, and being sent one is a violation. */
export async function startMediaHost(name: string, items: ReadonlyMap<string, StockItem>): Promise<Emulator> {
  return startEmulator({
    name,
    errorOf: (status) => `<html><body>${status}</body></html>`,
    answer({ url, headers }) {
      if (headers.authorization || headers.cookie || /key|token/i.test(url.search)) {
        throw new VendorRefusal({ status: 400, json: 'a key was sent to the host of the files' });
      }
      const [, name = '', width, height] = /^\/files\/(\w+\/\d+)\/(\d+)x(\d+)$/.exec(url.pathname) ?? [];
      const item = items.get(name);
      if (!item || item.spoilt === 'missing')
        throw new VendorRefusal({ status: 404, json: {} }, { isViolation: false });
      if (item.spoilt === 'loop') return { status: 302, headers: { location: url.pathname } };
      if (item.spoilt === 'redirected' && !url.searchParams.has('moved')) {
        return { status: 302, headers: { location: `${url.pathname}?moved=1` } };
      }
      return fileOf(item, { width: Number(width), height: Number(height) });
    },
  });
}

/** Photos and videos are numbered apart. */
export const nameOf = ({ kind, id }: Pick<StockItem, 'kind' | 'id'>) => `${kind}/${id}`;

/** Where a media host has an item's file of a size. */
export function placeOf(host: Emulator, item: StockItem, { width, height }: { width: number; height: number }): string {
  return `${host.url}/files/${nameOf(item)}/${Math.round(width)}x${Math.round(height)}`;
}

function fileOf(item: StockItem, size: { width: number; height: number }): VendorReply {
  const mediaType = item.kind === 'photo' ? 'image/jpeg' : 'video/mp4';
  const turned = { width: size.height, height: size.width };
  const whole = (shape: typeof size) => (item.kind === 'photo' ? drawPhoto(item, shape) : makeClip(item, shape));
  switch (item.spoilt) {
    case 'html':
      return { bytes: Buffer.from('<!doctype html><title>Please wait</title>'), mediaType };
    case 'truncated': {
      const bytes = whole(size);
      return { bytes: bytes.subarray(0, Math.floor(bytes.length / 2)), mediaType };
    }
    case 'otherKind':
      return { bytes: item.kind === 'photo' ? makeClip(item, size) : drawPhoto(item, size), mediaType };
    case 'tiny':
      return { bytes: drawPhoto(item, { width: 1, height: 1 }), mediaType };
    case 'cmyk':
      return { bytes: cmykJpeg([40 + (item.id % 100), 120, 20, 10], Math.min(size.width, size.height)), mediaType };
    case 'turned':
      return { bytes: withOrientation(drawPhoto(item, turned), 6), mediaType };
    case 'sideways':
      return { bytes: withOrientation(drawPhoto(item, size), 6), mediaType };
    case 'otherShape':
      return { bytes: whole(turned), mediaType };
    default:
      return { bytes: whole(size), mediaType };
  }
}

/** Its number stands on it in large letters. */
function drawPhoto({ id }: StockItem, { width, height }: { width: number; height: number }): Buffer {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  const sky = context.createLinearGradient(0, 0, 0, height);
  sky.addColorStop(0, `hsl(${id % 360} 55% 62%)`);
  sky.addColorStop(1, `hsl(${(id * 7) % 360} 60% 28%)`);
  context.fillStyle = sky;
  context.fillRect(0, 0, width, height);
  context.fillStyle = '#fff8';
  for (let disc = 0; disc < 12; disc += 1) {
    context.beginPath();
    context.arc((disc * 397 + id) % width, (disc * 251) % height, Math.min(width, height) / 14, 0, 2 * Math.PI);
    context.fill();
  }
  context.font = `${Math.round(width / 8)}px sans-serif`;
  context.fillText(`${id}`, width / 8, height / 2);
  return canvas.toBuffer('image/jpeg', 80);
}

const clips = new Map<string, Buffer>();

/** A square that crosses the picture: a few KB. Each id has other bytes, by a part that players skip. */
function makeClip({ id, seconds }: StockItem, { width, height }: { width: number; height: number }): Buffer {
  const name = `${width}x${height} ${seconds}`;
  let clip = clips.get(name);
  if (!clip) {
    const path = join(tmpdir(), `faceless-stock-${process.pid}-${width}x${height}-${seconds}.mp4`);
    const picture = `color=c=0x2060a0:s=${width}x${height}:r=10:d=${seconds}`;
    const square = `drawbox=x=mod(t*200\\,iw-200):y=ih/3:w=200:h=200:color=0xf0c040:t=fill`;
    execFileSync(testTools().ffmpeg, [
      ...['-v', 'error', '-y', '-f', 'lavfi', '-i', picture, '-vf', `${square},format=yuv420p`],
      ...['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '40', '-movflags', '+faststart', path],
    ]);
    clip = readFileSync(path);
    rmSync(path);
    clips.set(name, clip);
  }
  const mark = Buffer.from(`0000free${id}`);
  mark.writeUInt32BE(mark.length, 0);
  return Buffer.concat([clip, mark]);
}
