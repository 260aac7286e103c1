import type { Overlay } from '../resampler/resampler.ts';
import type { Size } from '../resampler/size.ts';

// BT.709, limited range: luma 16–235, chroma 16–240 around 128 (ITU-R BT.709-6, tables 3.2–3.4), from RGB 0–255.
const luma = { red: 0.2126 * (219 / 255), green: 0.7152 * (219 / 255), blue: 0.0722 * (219 / 255), offset: 16 };
const blueScale = 224 / 255 / 1.8556;
const redScale = 224 / 255 / 1.5748;
const chromaU = { red: -0.2126 * blueScale, green: -0.7152 * blueScale, blue: 0.9278 * blueScale, offset: 128 };
const chromaV = { red: 0.7874 * redScale, green: -0.7152 * redScale, blue: -0.0722 * redScale, offset: 128 };

/** A rectangle of the frame in pixels; all four even. */
export interface Box extends Size {
  x: number;
  y: number;
}

/**
 * A piece of canvas as an overlay for I420 frames, cropped to what is not transparent; `undefined` when nothing is. Each
 * chroma sample is the mean of its four pixels by opacity, so that the transparent black around letters does not darken
 * their edges.
 *
 * @param rgba four bytes a pixel, colour not multiplied by opacity
 * @param box where the piece lies on the frame
 */
export function toOverlay(rgba: Uint8ClampedArray, box: Box): Overlay | undefined {
  const drawn = drawnBox(rgba, box);
  if (!drawn) return undefined;
  const { width, height } = drawn;
  const chromaWidth = width / 2;
  const chromaPixels = chromaWidth * (height / 2);
  const overlay: Overlay = {
    width,
    height,
    x: box.x + drawn.x,
    y: box.y + drawn.y,
    luma: new Uint8Array(width * height),
    lumaKeep: new Uint8Array(width * height).fill(255),
    chromaU: new Uint8Array(chromaPixels),
    chromaV: new Uint8Array(chromaPixels),
    chromaKeep: new Uint8Array(chromaPixels),
  };
  const sums = new Float32Array(chromaPixels * 3);
  for (let y = 0; y < height; y++) {
    let source = ((drawn.y + y) * box.width + drawn.x) * 4;
    for (let x = 0; x < width; x++, source += 4) {
      const opacity = rgba[source + 3] as number;
      if (opacity === 0) continue;
      const red = rgba[source] as number;
      const green = rgba[source + 1] as number;
      const blue = rgba[source + 2] as number;
      const share = opacity / 255;
      const pixel = y * width + x;
      overlay.lumaKeep[pixel] = 255 - opacity;
      overlay.luma[pixel] = share * mix(luma, red, green, blue) + 0.5;
      const chroma = ((y >> 1) * chromaWidth + (x >> 1)) * 3;
      (sums[chroma] as number) += share * mix(chromaU, red, green, blue);
      (sums[chroma + 1] as number) += share * mix(chromaV, red, green, blue);
      (sums[chroma + 2] as number) += opacity;
    }
  }
  for (let sample = 0; sample < chromaPixels; sample++) {
    overlay.chromaU[sample] = (sums[sample * 3] as number) / 4 + 0.5;
    overlay.chromaV[sample] = (sums[sample * 3 + 1] as number) / 4 + 0.5;
    overlay.chromaKeep[sample] = 255.5 - (sums[sample * 3 + 2] as number) / 4;
  }
  return overlay;
}

function mix(row: typeof luma, red: number, green: number, blue: number): number {
  return row.offset + row.red * red + row.green * green + row.blue * blue;
}

/** The part of a box in which anything is drawn, from the box's corner, on even coordinates. */
function drawnBox(rgba: Uint8ClampedArray, { width, height }: Size): Box | undefined {
  const pixels = new Uint32Array(rgba.buffer, rgba.byteOffset, width * height);
  let left = width;
  let right = -1;
  let top = -1;
  let bottom = -1;
  for (let y = 0; y < height; y++) {
    const row = y * width;
    let first = 0;
    while (first < width && pixels[row + first] === 0) first++;
    if (first === width) continue;
    let last = width - 1;
    while (pixels[row + last] === 0) last--;
    if (top < 0) top = y;
    bottom = y;
    if (first < left) left = first;
    if (last > right) right = last;
  }
  if (top < 0) return undefined;
  const [x, y] = [left & ~1, top & ~1];
  return { x, y, width: ((right + 2) & ~1) - x, height: ((bottom + 2) & ~1) - y };
}

/** The same overlay more transparent: `opacity` of 0–1 is multiplied with its own. */
export function fadeOverlay(overlay: Overlay, opacity: number): Overlay {
  const scaled = (plane: Uint8Array) => plane.map((value) => value * opacity + 0.5);
  const kept = (plane: Uint8Array) => plane.map((keep) => 255.5 - (255 - keep) * opacity);
  return {
    ...overlay,
    luma: scaled(overlay.luma),
    lumaKeep: kept(overlay.lumaKeep),
    chromaU: scaled(overlay.chromaU),
    chromaV: scaled(overlay.chromaV),
    chromaKeep: kept(overlay.chromaKeep),
  };
}

/** The same overlay elsewhere, as far as the frame reaches; moved by whole pairs of pixels. */
export function moveOverlay(overlay: Overlay, by: { x: number; y: number }, frame: Size): Overlay {
  const even = (value: number, most: number) => Math.max(0, Math.min(most, Math.round(value / 2) * 2));
  return {
    ...overlay,
    x: even(overlay.x + by.x, frame.width - overlay.width),
    y: even(overlay.y + by.y, frame.height - overlay.height),
  };
}
