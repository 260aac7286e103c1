import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { resampleIdeally } from '../../../bench/measures/ideal-resample.ts';
import { ssim } from '../../../bench/measures/ssim.ts';
import { buildResampler } from '../../../setup/build-resampler.mjs';
import {
  type Camera,
  createResampler,
  i420Bytes,
  type Overlay,
  type Resampler,
} from '../../../src/engines/film/resampler/resampler.ts';
import { seeded } from './captions/samples.ts';
import { texture } from './texture.ts';

// Widths that are no multiple of a vector's 16 pixels, in luma or in chroma.
const frame = { width: 106, height: 74 };
const still = { width: 114, height: 80 };
const luma = frame.width * frame.height;
const whole: Camera = { zoom: 1, x: 0.5, y: 0.5 };

const random = seeded(7);
const noise = Uint8Array.from({ length: i420Bytes(still) }, () => Math.floor(random() * 256));
const plain = (value: number) => new Uint8Array(i420Bytes(still)).fill(value);

function open(pictures: Uint8Array[], slots = 1): Resampler {
  const resampler = createResampler(frame, still, slots);
  for (const [place, pixels] of pictures.entries()) resampler.setPicture(place === 0 ? 0 : 1, pixels, still);
  return resampler;
}

const placeOf = ({ zoom, x, y }: Camera, from: typeof still, to: typeof frame) => {
  const step = Math.min(from.width / to.width, from.height / to.height) / zoom;
  return { step, left: (from.width - to.width * step) * x, top: (from.height - to.height * step) * y };
};

/** Bilinear interpolation in floating point: what each pixel of the frame's luma should be. */
function idealLuma(camera: Camera): Float64Array {
  const { step, left, top } = placeOf(camera, still, frame);
  const at = (column: number, row: number) => noise[row * still.width + column] as number;
  return Float64Array.from({ length: luma }, (_, pixel) => {
    const u = Math.min(still.width - 1, Math.max(0, left + ((pixel % frame.width) + 0.5) * step - 0.5));
    const v = Math.min(still.height - 1, Math.max(0, top + (Math.floor(pixel / frame.width) + 0.5) * step - 0.5));
    const column = Math.min(still.width - 2, Math.floor(u));
    const row = Math.min(still.height - 2, Math.floor(v));
    const across = (line: number) => at(column, line) + (at(column + 1, line) - at(column, line)) * (u - column);
    return across(row) + (across(row + 1) - across(row)) * (v - row);
  });
}

describe('a camera on a picture', () => {
  it('shows every pixel within a grey level of ideal bilinear interpolation, at any zoom and place', () => {
    const resampler = open([noise]);
    for (const camera of [
      { zoom: 1, x: 0.5, y: 0.5 },
      { zoom: 1.0013, x: 0, y: 0 },
      { zoom: 1.12, x: 1, y: 1 },
      { zoom: 1.0742, x: 0.31, y: 0.77 },
      { zoom: 3, x: 0.2, y: 0.9 },
    ]) {
      const drawn = resampler.drawFrame({ place: 0, camera });
      const ideal = idealLuma(camera);
      const worst = ideal.reduce((most, value, pixel) => Math.max(most, Math.abs(value - (drawn[pixel] as number))), 0);
      // Half a level of rounding, and half of 1/256 pixel of the largest step there can be.
      expect(worst).toBeLessThan(1.05);
    }
  });

  it('moves by fractions of a pixel, evenly: never more than 0.02 pixels off its way', () => {
    // An edge across the still; its place in a frame is where the luma is half.
    const edge = plain(128);
    for (let pixel = 0; pixel < still.width * still.height; pixel++) {
      const column = pixel % still.width;
      edge[pixel] = column < 55 ? 16 : column > 59 ? 236 : 16 + (column - 54) * 36.67;
    }
    const resampler = open([edge]);
    const places = Array.from({ length: 120 }, (_, index) => {
      const camera = { zoom: 1.08, x: 0.3 + index * 0.0005, y: 0.5 };
      const row = resampler.drawFrame({ place: 0, camera }).subarray(0, frame.width);
      const right = row.findIndex((value) => value >= 126);
      const [dark, light] = [row[right - 1] as number, row[right] as number];
      return right - 1 + (126 - dark) / (light - dark);
    });
    const way = (places.at(-1) as number) - (places[0] as number);
    expect(way).toBeLessThan(-0.5);
    for (const [index, place] of places.entries()) {
      expect(Math.abs(place - ((places[0] as number) + (way * index) / 119))).toBeLessThanOrEqual(0.02);
    }
  });

  it('keeps what a picture shows: structural similarity of 0.98 and more to Lanczos', () => {
    const from = { width: 232, height: 412 };
    const to = { width: 216, height: 384 };
    const values = texture(from.width, from.height, 5);
    const resampler = createResampler(to, from, 1);
    const picture = new Uint8Array(i420Bytes(from)).fill(128);
    picture.set(values);
    resampler.setPicture(0, picture, from);
    for (const camera of [
      whole,
      { zoom: 1.04, x: 0.4, y: 0.6 },
      { zoom: 1.0743, x: 0.13, y: 0.5 },
      { zoom: 1.12, x: 0.4, y: 0.4 },
    ]) {
      const ideal = resampleIdeally({ ...from, values }, placeOf(camera, from, to), to.width, to.height);
      const drawn = { ...to, values: resampler.drawFrame({ place: 0, camera }) };
      expect(ssim(drawn, ideal)).toBeGreaterThanOrEqual(0.98);
    }
  });

  it('treats both chroma planes as the luma', () => {
    const halves = plain(50);
    halves.fill(90, still.width * still.height, still.width * still.height * 1.25);
    halves.fill(200, still.width * still.height * 1.25);
    const drawn = open([halves]).drawFrame({ place: 0, camera: { zoom: 1.05, x: 0.4, y: 0.4 } });
    expect(new Set(drawn.subarray(0, luma))).toEqual(new Set([50]));
    expect(new Set(drawn.subarray(luma, luma * 1.25))).toEqual(new Set([90]));
    expect(new Set(drawn.subarray(luma * 1.25))).toEqual(new Set([200]));
  });

  it('passes a picture of the frame’s own size on as it is', () => {
    const pixels = noise.slice(0, i420Bytes(frame));
    const resampler = createResampler(frame, still, 1);
    resampler.setPicture(1, pixels, frame);
    expect(resampler.drawFrame({ place: 1, camera: whole })).toEqual(pixels);
  });

  it('leaves as many frames valid as there are slots', () => {
    const resampler = open([noise], 2);
    const first = resampler.drawFrame({ place: 0, camera: { zoom: 1, x: 0, y: 0 } });
    const copy = first.slice();
    resampler.drawFrame({ place: 0, camera: { zoom: 1.1, x: 0, y: 0 } });
    expect(first).toEqual(copy);
  });

  it('is refused a picture that is not of the size said', () => {
    const resampler = createResampler(frame, still, 1);
    expect(() => resampler.setPicture(0, noise, frame)).toThrow('106×74');
    const larger = { width: 200, height: 200 };
    expect(() => resampler.setPicture(0, new Uint8Array(i420Bytes(larger)), larger)).toThrow('200×200');
  });
});

describe('two pictures', () => {
  const view = (place: 0 | 1) => ({ place, camera: whole });

  it.each([0, 0.25, 0.5, 0.9, 1])('fade into each other by their share: %f', (share) => {
    const resampler = open([noise, plain(200)]);
    const alone = resampler.drawFrame(view(0)).slice();
    const mixed = resampler.drawFrame(view(0), { view: view(1), mixing: { kind: 'fade', share } });
    for (const [at, value] of mixed.entries()) {
      expect(Math.abs(value - ((alone[at] as number) * (1 - share) + 200 * share))).toBeLessThanOrEqual(1.01);
    }
  });

  it.each([
    ['left', 1, 0],
    ['right', -1, 0],
    ['up', 0, 1],
    ['down', 0, -1],
  ] as const)('push each other out, edge to edge: %s', (towards, across, down) => {
    const other = noise.toReversed();
    const resampler = open([noise, other]);
    const [a, b] = [0, 1].map((place) => resampler.drawFrame(view(place === 0 ? 0 : 1)).slice());
    const drawn = resampler.drawFrame(view(0), { view: view(1), mixing: { kind: 'push', towards, share: 0.3 } });
    let offset = 0;
    for (const part of [1, 2, 2]) {
      const [width, height] = [frame.width / part, frame.height / part];
      // 0.3 of the way, in whole pixels of the chroma.
      const [dx, dy] = [across * (32 / part), down * (22 / part)];
      for (let pixel = 0; pixel < width * height; pixel++) {
        const [x, y] = [(pixel % width) + dx, Math.floor(pixel / width) + dy];
        const inside = x >= 0 && x < width && y >= 0 && y < height;
        const from = ((y + height) % height) * width + ((x + width) % width) + offset;
        const expected = (inside ? a : b)?.[from];
        if (drawn[offset + pixel] !== expected) expect.fail(`plane ${part}: pixel ${pixel} of ${towards}`);
      }
      offset += width * height;
    }
  });
});

describe('layers', () => {
  const plane = (pixels: number, value: number) => new Uint8Array(pixels).fill(value);
  const layer = (x: number, y: number, width: number, height: number, keep = 128): Overlay => ({
    ...{ x, y, width, height, luma: plane(width * height, 60), lumaKeep: plane(width * height, keep) },
    ...{ chromaU: plane((width * height) / 4, 10), chromaV: plane((width * height) / 4, 20) },
    chromaKeep: plane((width * height) / 4, 255 - 1),
  });

  it('lie over the frame by their opacity, and nowhere else', () => {
    const resampler = open([plain(100)]);
    resampler.setLayers([layer(8, 6, 38, 10)]);
    const drawn = resampler.drawFrame({ place: 0, camera: whole });
    const at = (x: number, y: number) => drawn[y * frame.width + x];
    expect([at(8, 6), at(45, 15), at(30, 10)]).toEqual([110, 110, 110]);
    expect([at(7, 6), at(46, 10), at(8, 5), at(8, 16)]).toEqual([100, 100, 100, 100]);
    expect(drawn[luma + 3 * (frame.width / 2) + 4]).toBe(110);
    expect(drawn[luma * 1.25 + 3 * (frame.width / 2) + 4]).toBe(120);
    resampler.setLayers([]);
    expect(new Set(resampler.drawFrame({ place: 0, camera: whole }))).toEqual(new Set([100]));
  });

  it('lie over one another in their order, on a transition too', () => {
    const resampler = open([plain(100), plain(100)]);
    const opaque = { ...layer(0, 0, 20, 20, 0), luma: plane(400, 33) };
    const coming = { view: { place: 1, camera: whole }, mixing: { kind: 'fade', share: 0.5 } } as const;
    resampler.setLayers([layer(0, 0, 40, 40), opaque]);
    expect(resampler.drawFrame({ place: 0, camera: whole }, coming)[0]).toBe(33);
    resampler.setLayers([opaque, layer(0, 0, 40, 40)]);
    expect(resampler.drawFrame({ place: 0, camera: whole }, coming)[0]).toBe(77);
  });

  it('may come and go in any number and size, as long as all at once cover two frames at most', () => {
    const resampler = open([plain(100)]);
    const even = (most: number) => 2 * Math.floor(random() * (most / 2 + 1));
    let stock: Overlay[] = [];
    for (let turn = 0; turn < 300; turn++) {
      stock = stock.filter(() => random() < 0.6);
      const pixels = () => stock.reduce((sum, { width, height }) => sum + width * height, 0);
      for (let more = 0; more < 6; more++) {
        const [width, height] = [2 + even(frame.width - 2), 2 + even(frame.height - 2)];
        const added = layer(even(frame.width - width), even(frame.height - height), width, height, 0);
        added.luma.fill(1 + Math.floor(random() * 250));
        if (pixels() + width * height <= 1.99 * luma) stock.push(added);
      }
      resampler.setLayers(stock);
      const drawn = resampler.drawFrame({ place: 0, camera: whole });
      const seen = (x: number, y: number) =>
        stock.findLast((each) => x >= each.x && y >= each.y && x < each.x + each.width && y < each.y + each.height);
      for (let probe = 0; probe < 20; probe++) {
        const [x, y] = [Math.floor(random() * frame.width), Math.floor(random() * frame.height)];
        expect(drawn[y * frame.width + x]).toBe(seen(x, y)?.luma[0] ?? 100);
      }
    }
  });

  it('are copied only when they are others than before', () => {
    const resampler = open([plain(100)]);
    const one = layer(0, 0, 20, 20, 0);
    resampler.setLayers([one]);
    one.luma.fill(99);
    resampler.setLayers([one, layer(50, 50, 10, 10)]);
    expect(resampler.drawFrame({ place: 0, camera: whole })[0]).toBe(60);
    resampler.setLayers([{ ...one }]);
    expect(resampler.drawFrame({ place: 0, camera: whole })[0]).toBe(99);
  });

  it('are refused when they reach over the frame or cover too much', () => {
    const resampler = open([plain(100)]);
    expect(() => resampler.setLayers([layer(90, 0, 20, 20)])).toThrow('20×20 at 90, 0');
    expect(() => resampler.setLayers([layer(1, 0, 20, 20)])).toThrow('odd');
    const full = () => layer(0, 0, frame.width, frame.height);
    expect(() => resampler.setLayers([full(), full(), full()])).toThrow('two frames');
  });
});

describe('the compiled module', () => {
  it('is what its source compiles to', async () => {
    const committed = new URL('../../../src/engines/film/resampler/pan-zoom-wasm.ts', import.meta.url);
    expect(await buildResampler()).toBe(await readFile(committed, 'utf8'));
  });
});
