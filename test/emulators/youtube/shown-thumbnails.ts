import { createHash } from 'node:crypto';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import type { VendorReply } from '../emulator.ts';
import { decline } from './google-error.ts';
import type { Video, World } from './world.ts';

/** Name and size of the pictures there are of a video; the last two only of one that was set. */
export const thumbnailSizes = {
  default: [120, 90],
  medium: [320, 180],
  high: [480, 360],
  standard: [640, 480],
  maxres: [1280, 720],
} as const;

type SizeName = keyof typeof thumbnailSizes;

const address = /^\/vi\/([\w-]+)\/(default|medium|high|standard|maxres)\.jpg$/;
// Not that of any encoder's default: the bytes differ from what was sent, whatever it was made with.
const quality = 71;

export const isPictureAddress = (path: string): boolean => address.test(path);

/** Keeps a picture as it was sent. */
export function keepPicture(world: World, bytes: Buffer, mediaType: string): NonNullable<Video['thumbnail']> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  world.pictures.set(sha256, bytes);
  return { sha256, bytes: bytes.length, mediaType };
}

/** Answers at the addresses of `snippet.thumbnails`: for everybody, so without a token. */
export async function answerPicture(
  world: World,
  { url, headers }: { url: URL; headers: Record<string, unknown> },
): Promise<VendorReply> {
  if (headers.authorization !== undefined) world.violations.push('pictures.get: a token is sent to who needs none');
  const [, id = '', name = ''] = address.exec(url.pathname) ?? [];
  const video = world.videos.get(id);
  const size = name as SizeName;
  if (!video || (!video.thumbnail && (size === 'standard' || size === 'maxres'))) throw decline(404, 'notFound');
  const key = `${video.thumbnail?.sha256 ?? id} ${size}`;
  const made = world.rendered.get(key) ?? drawPicture(world, video, size);
  world.rendered.set(key, made);
  const cached = { 'content-type': 'image/jpeg', 'cache-control': 'public, max-age=7200' };
  return { headers: cached, bytes: await made };
}

/** What was set, made anew; of a video without, a picture of its own. Beside it there is black, where the form is another. */
async function drawPicture(world: World, { id, thumbnail }: Video, name: SizeName): Promise<Buffer> {
  const [width, height] = thumbnailSizes[name];
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.fillStyle = 'black';
  context.fillRect(0, 0, width, height);
  const shownHeight = Math.round((width * 9) / 16);
  const top = Math.round((height - shownHeight) / 2);
  const sent = thumbnail && world.pictures.get(thumbnail.sha256);
  if (sent) context.drawImage(await loadImage(sent), 0, top, width, shownHeight);
  else drawStripes(context, id, { width, top, shownHeight });
  return canvas.encode('jpeg', quality);
}

function drawStripes(
  context: ReturnType<ReturnType<typeof createCanvas>['getContext']>,
  id: string,
  { width, top, shownHeight }: { width: number; top: number; shownHeight: number },
): void {
  const digest = createHash('sha256').update(id).digest();
  const stripes = 8;
  for (let stripe = 0; stripe < stripes; stripe += 1) {
    context.fillStyle = `rgb(${[...digest.subarray(stripe * 3, stripe * 3 + 3)].join()})`;
    context.fillRect((width * stripe) / stripes, top, width / stripes, shownHeight);
  }
}
