import type { Overlay, Size } from '../resampler/resampler.ts';

// BT.709, limited range: luma 16–235, chroma 16–240 around 128 (ITU-R BT.709-6, tables 3.2–3.4), from RGB 0–255.
const luma = { red: 0.2126 * (219 / 255), green: 0.7152 * (219 / 255), blue: 0.0722 * (219 / 255), offset: 16 };
const blueScale = 224 / 255 / 1.8556;
const redScale = 224 / 255 / 1.5748;
const chromaU = { red: -0.2126 * blueScale, green: -0.7152 * blueScale, blue: 0.9278 * blueScale, offset: 128 };
const chromaV = { red: 0.7874 * redScale, green: -0.7152 * redScale, blue: -0.0722 * redScale, offset: 128 };

/**
 * A piece of canvas as an overlay for I420 frames. Each chroma sample is the mean of its four pixels by opacity, so that
 * the transparent black around letters does not darken their edges.
 *
 * @param rgba four bytes a pixel, colour not multiplied by opacity
 * @param at top left corner on the frame; `at` and `size` even
 */
export function toOverlay(rgba: Uint8ClampedArray, size: Size, at: { x: number; y: number }): Overlay {
  const { width, height } = size;
  const chromaWidth = width / 2;
  const chromaPixels = chromaWidth * (height / 2);
  const overlay: Overlay = {
    ...size,
    ...at,
    luma: new Uint8Array(width * height),
    lumaKeep: new Uint8Array(width * height),
    chromaU: new Uint8Array(chromaPixels),
    chromaV: new Uint8Array(chromaPixels),
    chromaKeep: new Uint8Array(chromaPixels),
  };
  const sums = new Float32Array(chromaPixels * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const pixel = y * width + x;
      const opacity = rgba[pixel * 4 + 3] as number;
      overlay.lumaKeep[pixel] = 255 - opacity;
      if (opacity === 0) continue;
      const red = rgba[pixel * 4] as number;
      const green = rgba[pixel * 4 + 1] as number;
      const blue = rgba[pixel * 4 + 2] as number;
      const share = opacity / 255;
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
