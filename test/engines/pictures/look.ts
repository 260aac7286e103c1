import { type Canvas, createCanvas, type Image, loadImage } from '@napi-rs/canvas';
import { ssim } from '../../../bench/measures/ssim.ts';

/** A picture as a small square of luminance 0–255, averaged, row by row. */
export async function luminance(picture: Buffer, side: number): Promise<number[]> {
  const data = await shrink(picture, side);
  return Array.from({ length: side * side }, (_, at) => {
    const [red = 0, green = 0, blue = 0] = data.subarray(at * 4, at * 4 + 3);
    return 0.299 * red + 0.587 * green + 0.114 * blue;
  });
}

async function shrink(picture: Buffer, side: number): Promise<Uint8ClampedArray> {
  let image: Image | Canvas = await loadImage(picture);
  let { width, height } = image;
  // Halving averages every pixel; one large step down would skip most of them.
  while (width > side || height > side) {
    width = Math.max(side, Math.floor(width / 2));
    height = Math.max(side, Math.floor(height / 2));
    const half = createCanvas(width, height);
    half.getContext('2d').drawImage(image, 0, 0, width, height);
    image = half;
  }
  const canvas = createCanvas(side, side);
  canvas.getContext('2d').drawImage(image, 0, 0, side, side);
  return canvas.getContext('2d').getImageData(0, 0, side, side).data;
}

/** The 64-bit perceptual hash: signs of the lowest 8×8 cosines of a 32×32 picture about their median. */
export async function perceptualHash(picture: Buffer): Promise<boolean[]> {
  const side = 32;
  const light = await luminance(picture, side);
  const cosine = (at: number, wave: number) => Math.cos(((2 * at + 1) * wave * Math.PI) / (2 * side));
  const parts = Array.from({ length: 64 }, (_, index) =>
    light.reduce(
      (sum, value, at) =>
        sum + value * cosine(at % side, index % 8) * cosine(Math.floor(at / side), Math.floor(index / 8)),
      0,
    ),
  );
  const median = parts.slice(1).sort((a, b) => a - b)[31] ?? 0;
  return parts.map((part) => part > median);
}

/** In how many of the 64 bits two hashes differ. */
export function distance(one: readonly boolean[], other: readonly boolean[]): number {
  return one.filter((bit, index) => bit !== other[index]).length;
}

/** Mean structural similarity of two squares of luminance. */
export function similarity(one: readonly number[], other: readonly number[]): number {
  const square = (values: readonly number[]) => ({
    width: Math.sqrt(values.length),
    height: Math.sqrt(values.length),
    values,
  });
  return ssim(square(one), square(other));
}

/** How colourful a picture is (Hasler and Süsstrunk, 2003): 0 for grey, about 45 for a moderately colourful photograph. */
export async function colourfulness(picture: Buffer): Promise<number> {
  const side = 96;
  const data = await shrink(picture, side);
  const axes: [number[], number[]] = [[], []];
  for (let at = 0; at < data.length; at += 4) {
    const [red = 0, green = 0, blue = 0] = data.subarray(at, at + 3);
    axes[0].push(red - green);
    axes[1].push((red + green) / 2 - blue);
  }
  const [rg, yb] = axes.map((values) => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return { mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length };
  });
  return Math.sqrt((rg?.variance ?? 0) + (yb?.variance ?? 0)) + 0.3 * Math.hypot(rg?.mean ?? 0, yb?.mean ?? 0);
}
