import { createCanvas, loadImage } from '@napi-rs/canvas';

// Small enough that another encoder makes no difference, large enough to tell apart what a few words are.
const columns = 64;
const rows = 36;
// Mean distance of a colour, of 255. Encoded anew a picture is off by one to three; two designs by twenty and more.
const alike = 10;

/** What of a picture is compared: it is the same, nearly, for every encoding and size of it. */
export type SmallPicture = Uint8ClampedArray;

/** A frame of 4:3 with bars above and below is taken for what is between them. @param encoded PNG or JPEG */
export async function shrinkPicture(encoded: Uint8Array): Promise<SmallPicture> {
  const image = await loadImage(Buffer.from(encoded));
  const canvas = createCanvas(columns, rows);
  const context = canvas.getContext('2d');
  context.imageSmoothingQuality = 'high';
  const height = Math.min(image.height, (image.width * 9) / 16);
  context.drawImage(image, 0, (image.height - height) / 2, image.width, height, 0, 0, columns, rows);
  return context.getImageData(0, 0, columns, rows).data;
}

/** Which of several pictures one shows; none where it is like none of them. */
export function likestPicture(seen: SmallPicture, among: readonly SmallPicture[]): number | undefined {
  const distances = among.map((known) => distance(seen, known));
  const least = Math.min(...distances);
  return least <= alike ? distances.indexOf(least) : undefined;
}

function distance(one: SmallPicture, other: SmallPicture): number {
  let sum = 0;
  for (let at = 0; at < one.length; at += 1) if (at % 4 < 3) sum += Math.abs((one[at] ?? 0) - (other[at] ?? 0));
  return sum / (columns * rows * 3);
}
