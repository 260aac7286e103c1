import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { buildResampler } from '../../../setup/build-resampler.mjs';
import { createResampler, i420Bytes, type Overlay } from '../../../src/engines/film/resampler/resampler.ts';
import { seeded } from './captions/samples.ts';

// Widths that are no multiple of a vector's 16 pixels, in luma or in chroma.
const frame = { width: 106, height: 74 };
const still = { width: 114, height: 80 };

const random = seeded(7);
const noise = Uint8Array.from({ length: i420Bytes(still) }, () => Math.floor(random() * 256));

/** Bilinear interpolation in floating point: what each pixel of the frame's luma should be. */
function idealLuma({ zoom, x, y }: { zoom: number; x: number; y: number }): Float64Array {
  const step = Math.min(still.width / frame.width, still.height / frame.height) / zoom;
  const left = (still.width - frame.width * step) * x;
  const top = (still.height - frame.height * step) * y;
  const at = (column: number, row: number) => noise[row * still.width + column] as number;
  return Float64Array.from({ length: frame.width * frame.height }, (_, pixel) => {
    const u = Math.min(still.width - 1, Math.max(0, left + ((pixel % frame.width) + 0.5) * step - 0.5));
    const v = Math.min(still.height - 1, Math.max(0, top + (Math.floor(pixel / frame.width) + 0.5) * step - 0.5));
    const column = Math.min(still.width - 2, Math.floor(u));
    const row = Math.min(still.height - 2, Math.floor(v));
    const across = (line: number) => at(column, line) + (at(column + 1, line) - at(column, line)) * (u - column);
    return across(row) + (across(row + 1) - across(row)) * (v - row);
  });
}

describe('the resampler', () => {
  it('shows every pixel within one grey level of ideal bilinear interpolation, at any zoom and place', () => {
    const resampler = createResampler(frame, still, 1);
    resampler.setStill(noise);
    for (const camera of [
      { zoom: 1, x: 0.5, y: 0.5 },
      { zoom: 1.0013, x: 0, y: 0 },
      { zoom: 1.12, x: 1, y: 1 },
      { zoom: 1.0742, x: 0.31, y: 0.77 },
      { zoom: 3, x: 0.2, y: 0.9 },
    ]) {
      const drawn = resampler.drawFrame(camera);
      const ideal = idealLuma(camera);
      const worst = ideal.reduce((most, value, pixel) => Math.max(most, Math.abs(value - (drawn[pixel] as number))), 0);
      expect(worst).toBeLessThan(1);
    }
  });

  it('moves by fractions of a pixel, evenly and one way', () => {
    // An edge across the still; its place in a frame is where the luma is half.
    const edge = new Uint8Array(i420Bytes(still)).fill(128);
    for (let pixel = 0; pixel < still.width * still.height; pixel++) {
      const column = pixel % still.width;
      edge[pixel] = column < 55 ? 16 : column > 59 ? 236 : 16 + (column - 54) * 36.67;
    }
    const resampler = createResampler(frame, still, 1);
    resampler.setStill(edge);
    const places = Array.from({ length: 60 }, (_, index) => {
      const row = resampler.drawFrame({ zoom: 1.08, x: 0.3 + index * 0.001, y: 0.5 }).subarray(0, frame.width);
      const right = row.findIndex((luma) => luma >= 126);
      const [dark, light] = [row[right - 1] as number, row[right] as number];
      return right - 1 + (126 - dark) / (light - dark);
    });
    const steps = places.slice(1).map((place, index) => (places[index] as number) - place);
    const mean = steps.reduce((sum, step) => sum + step, 0) / steps.length;
    expect(mean).toBeGreaterThan(0.005);
    expect(mean).toBeLessThan(0.05);
    for (const step of steps) expect(Math.abs(step - mean)).toBeLessThan(0.025);
    expect(places[0]).toBeGreaterThan(places[59] as number);
  });

  it('treats both chroma planes as the luma', () => {
    const halves = new Uint8Array(i420Bytes(still)).fill(50);
    halves.fill(90, still.width * still.height, still.width * still.height * 1.25);
    halves.fill(200, still.width * still.height * 1.25);
    const resampler = createResampler(frame, still, 1);
    resampler.setStill(halves);
    const drawn = resampler.drawFrame({ zoom: 1.05, x: 0.4, y: 0.4 });
    const luma = frame.width * frame.height;
    expect(new Set(drawn.subarray(0, luma))).toEqual(new Set([50]));
    expect(new Set(drawn.subarray(luma, luma * 1.25))).toEqual(new Set([90]));
    expect(new Set(drawn.subarray(luma * 1.25))).toEqual(new Set([200]));
  });

  it('lays a caption over the frame by its opacity, and nothing else', () => {
    const resampler = createResampler(frame, still, 1);
    resampler.setStill(new Uint8Array(i420Bytes(still)).fill(100));
    const size = { width: 38, height: 10 };
    const plane = (divisor: number, value: number) => new Uint8Array((size.width * size.height) / divisor).fill(value);
    const overlay: Overlay = {
      ...{ ...size, x: 8, y: 6, luma: plane(1, 60), lumaKeep: plane(1, 128) },
      ...{ chromaU: plane(4, 10), chromaV: plane(4, 20), chromaKeep: plane(4, 255) },
    };
    resampler.setOverlay(overlay);
    const drawn = resampler.drawFrame({ zoom: 1, x: 0.5, y: 0.5 });
    const luma = (x: number, y: number) => drawn[y * frame.width + x];
    expect([luma(8, 6), luma(45, 15), luma(30, 10)]).toEqual([110, 110, 110]);
    expect([luma(7, 6), luma(46, 10), luma(8, 5), luma(8, 16)]).toEqual([100, 100, 100, 100]);
    expect(drawn[frame.width * frame.height + 3 * (frame.width / 2) + 4]).toBe(110);
    expect(drawn[frame.width * frame.height * 1.25 + 3 * (frame.width / 2) + 4]).toBe(120);
    resampler.setOverlay(undefined);
    expect(new Set(resampler.drawFrame({ zoom: 1, x: 0.5, y: 0.5 }))).toEqual(new Set([100]));
  });

  it('keeps as many frames valid as it has slots', () => {
    const resampler = createResampler(frame, still, 2);
    resampler.setStill(noise);
    const first = resampler.drawFrame({ zoom: 1, x: 0, y: 0 });
    const copy = first.slice();
    resampler.drawFrame({ zoom: 1.1, x: 0, y: 0 });
    expect(first).toEqual(copy);
  });

  it('is what its source compiles to', async () => {
    const committed = new URL('../../../src/engines/film/resampler/pan-zoom-wasm.ts', import.meta.url);
    expect(await buildResampler()).toBe(await readFile(committed, 'utf8'));
  });
});
