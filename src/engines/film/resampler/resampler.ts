import type { Motion } from '../../../contracts/timeline.ts';
import { createLayers, layerBytes, type Overlay, type PlacedOverlay } from './layers.ts';
import { panZoomWasm } from './pan-zoom-wasm.ts';
import type { Size } from './size.ts';

export type { Overlay } from './layers.ts';

/** Zoom ≥ 1 and centre 0–1 of the room that the zoom leaves. */
export type Camera = Motion['from'];

/** The resampler holds two pictures: the one that is seen and the one that comes in. */
export type Place = 0 | 1;

/** One of the two pictures as a camera sees it. */
export interface View {
  place: Place;
  camera: Camera;
}

/** How a picture comes in over another: `share` 0–1 of it is there. `push` moves the other one out `towards` a side. */
export type Mixing =
  | { kind: 'fade'; share: number }
  | { kind: 'push'; towards: 'left' | 'right' | 'up' | 'down'; share: number };

export interface Resampler {
  /** Takes a picture in I420 (planar YUV 4:2:0), not larger than the largest size given at creation. */
  setPicture(place: Place, pixels: Uint8Array, size: Size): void;
  /** What `drawFrame` lays over the picture from now on, from below. Copied only when it is another object than before. */
  setLayers(overlays: readonly Overlay[]): void;
  /**
   * A frame, I420. The bytes belong to the resampler: they are overwritten `slots` calls later, so that frames can be
   * written out while the next ones are drawn.
   */
  drawFrame(view: View, coming?: { view: View; mixing: Mixing }): Uint8Array;
}

interface Exports {
  scratchBytes(targetWidth: number): number;
  resample(
    source: number,
    sourceWidth: number,
    sourceHeight: number,
    target: number,
    targetWidth: number,
    targetHeight: number,
    left: number,
    top: number,
    step: number,
    scratch: number,
  ): void;
  fade(target: number, other: number, length: number, weight: number): void;
  push(target: number, other: number, length: number, rows: number, shift: number): void;
  blend(target: number, targetStride: number, colour: number, keep: number, width: number, height: number): void;
}

const pageBytes = 65_536;
// The compiled module keeps nothing in memory itself; the first page is left to it all the same.
const firstFree = pageBytes;
// Captions, words, a progress line and a watermark seldom cover half a frame; a card's ground may cover it whole.
const layerFrames = 2;

// Compiled once a thread: what the engine has optimised while drawing one scene serves the next.
let compiled: WebAssembly.Module | undefined;

/** Bytes of a picture in I420. */
export function i420Bytes({ width, height }: Size): number {
  return width * height + 2 * (width / 2) * (height / 2);
}

/**
 * Pans and zooms pictures to frames, sub-pixel, mixes two of them and lays words over, in I420 throughout, so that nothing
 * is converted on the way to the encoder.
 *
 * @param largest of the pictures; each at most twice as large as the frame at any zoom used, and never narrower or lower
 * @param slots how many drawn frames stay valid at once
 */
export function createResampler(frame: Size, largest: Size, slots: number): Resampler {
  const frameBytes = i420Bytes(frame);
  const pictureBytes = Math.max(i420Bytes(largest), frameBytes);
  compiled ??= new WebAssembly.Module(Buffer.from(panZoomWasm, 'base64'));

  let end = firstFree;
  const allot = (bytes: number): number => {
    const address = end;
    // 64: whole vectors, and the 16 readable bytes behind a plane that `resample` asks for.
    end = (end + bytes + 127) & ~63;
    return address;
  };
  const pictures = [0, 1].map(() => ({ at: allot(pictureBytes), ...largest }));
  const frameAt = Array.from({ length: slots }, () => allot(frameBytes));
  const comingAt = allot(frameBytes);
  const layersLength = layerBytes(layerFrames * frame.width * frame.height);
  const layersAt = allot(layersLength);
  // The scratch is the last thing in memory: how long it is, only the module knows.
  const scratchAt = end;
  const memory = new WebAssembly.Memory({ initial: Math.ceil(end / pageBytes) });
  const wasm = new WebAssembly.Instance(compiled, { env: { memory } }).exports as unknown as Exports;
  memory.grow(Math.ceil(wasm.scratchBytes(frame.width) / pageBytes) + 1);
  const bytes = new Uint8Array(memory.buffer);
  const placeLayers = createLayers(bytes, layersAt, layersAt + layersLength);

  let layers: PlacedOverlay[] = [];
  let drawn = 0;

  return {
    setPicture(place, pixels, size) {
      const picture = pictureAt(place);
      if (pixels.length !== i420Bytes(size) || pixels.length > pictureBytes) {
        throw new RangeError(
          `a picture of ${size.width}×${size.height} has ${i420Bytes(size)} bytes, not ${pixels.length}`,
        );
      }
      bytes.set(pixels, picture.at);
      picture.width = size.width;
      picture.height = size.height;
    },
    setLayers(overlays) {
      overlays.forEach(checkInside);
      layers = placeLayers(overlays);
    },
    drawFrame(view, coming) {
      const address = frameAt[drawn++ % slots] as number;
      drawView(view, address);
      if (coming) {
        drawView(coming.view, comingAt);
        mix(address, coming.mixing);
      }
      for (const layer of layers) blendLayer(address, layer);
      return bytes.subarray(address, address + frameBytes);
    },
  };

  // Beyond the frame's edge lie other frames: what reaches over would be seen in them.
  function checkInside({ x, y, width, height }: Overlay): void {
    const even = [x, y, width, height].every((length) => length >= 0 && length % 2 === 0);
    if (even && x + width <= frame.width && y + height <= frame.height) return;
    const what = `${width}×${height} at ${x}, ${y}`;
    throw new RangeError(`a layer of ${what} is odd or reaches over the frame of ${frame.width}×${frame.height}`);
  }

  function pictureAt(place: Place) {
    return pictures[place] as (typeof pictures)[number];
  }

  function drawView({ place, camera: { zoom, x, y } }: View, address: number): void {
    const picture = pictureAt(place);
    // One step for both directions, so that nothing is squeezed: the picture covers the frame at zoom 1.
    const step = Math.min(picture.width / frame.width, picture.height / frame.height) / zoom;
    if (step === 1 && picture.width === frame.width && picture.height === frame.height) {
      bytes.copyWithin(address, picture.at, picture.at + frameBytes);
      return;
    }
    let source = picture.at;
    let target = address;
    for (const part of [1, 2, 2]) {
      const sourceWidth = picture.width / part;
      const sourceHeight = picture.height / part;
      const width = frame.width / part;
      const height = frame.height / part;
      const left = (sourceWidth - width * step) * x;
      const top = (sourceHeight - height * step) * y;
      wasm.resample(source, sourceWidth, sourceHeight, target, width, height, left, top, step, scratchAt);
      source += sourceWidth * sourceHeight;
      target += width * height;
    }
  }

  function mix(address: number, mixing: Mixing): void {
    if (mixing.kind === 'fade') return wasm.fade(address, comingAt, frameBytes, Math.round(mixing.share * 256));
    const { towards, share } = mixing;
    const sideways = towards === 'left' || towards === 'right';
    // In whole pixels of the chroma planes, which are half as wide and high as the luma.
    const pixels = Math.round((share * (sideways ? frame.width : frame.height)) / 2);
    const shift = towards === 'left' || towards === 'up' ? pixels : -pixels;
    let offset = 0;
    for (const part of [1, 2, 2]) {
      const width = frame.width / part;
      const height = frame.height / part;
      const partShift = (shift * 2) / part;
      const [length, rows, by] = sideways ? [width, height, partShift] : [width * height, 1, partShift * width];
      wasm.push(address + offset, comingAt + offset, length, rows, by);
      offset += width * height;
    }
  }

  function blendLayer(address: number, { x, y, width, height, ...planes }: PlacedOverlay): void {
    const stride = frame.width / 2;
    const corner = (y / 2) * stride + x / 2;
    const chromaU = address + frame.width * frame.height;
    const chromaV = chromaU + stride * (frame.height / 2);
    wasm.blend(address + y * frame.width + x, frame.width, planes.luma, planes.lumaKeep, width, height);
    wasm.blend(chromaU + corner, stride, planes.chromaU, planes.chromaKeep, width / 2, height / 2);
    wasm.blend(chromaV + corner, stride, planes.chromaV, planes.chromaKeep, width / 2, height / 2);
  }
}
