import type { Motion } from '../../../contracts/timeline.ts';
import { panZoomWasm } from './pan-zoom-wasm.ts';

/** Width and height in pixels; both even, as 4:2:0 chroma wants. */
export interface Size {
  width: number;
  height: number;
}

/** A caption ready to lie on a frame: planes already multiplied by opacity; `keep` is what stays of the frame, 0–255. */
export interface Overlay extends Size {
  /** Top left corner on the frame; both even. */
  x: number;
  y: number;
  luma: Uint8Array;
  lumaKeep: Uint8Array;
  chromaU: Uint8Array;
  chromaV: Uint8Array;
  chromaKeep: Uint8Array;
}

interface Resampler {
  /** Takes a still in I420 (planar YUV 4:2:0) of the size given at creation. */
  setStill(pixels: Uint8Array): void;
  /** Takes the caption that `drawFrame` lays over the picture from now on, or none. */
  setOverlay(overlay: Overlay | undefined): void;
  /**
   * The still as the camera sees it, I420. The bytes belong to the resampler: they are overwritten `slots` calls later,
   * so that frames can be written out while the next ones are drawn.
   */
  drawFrame(camera: Motion['from']): Uint8Array;
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
  blend(target: number, targetStride: number, colour: number, keep: number, width: number, height: number): void;
}

const pageBytes = 65_536;
// The compiled module keeps nothing in memory itself; the first page is left to it all the same.
const firstFree = pageBytes;

/** Bytes of a picture in I420. */
export function i420Bytes({ width, height }: Size): number {
  return width * height + 2 * (width / 2) * (height / 2);
}

/**
 * Pans and zooms a still to frames, sub-pixel, in I420 throughout, so that nothing is converted on the way to the encoder.
 *
 * @param still at most twice as large as the frame at any zoom used
 * @param slots how many drawn frames stay valid at once
 */
export function createResampler(frame: Size, still: Size, slots: number): Resampler {
  const frameBytes = i420Bytes(frame);
  const stillBytes = i420Bytes(still);
  const module = new WebAssembly.Module(Buffer.from(panZoomWasm, 'base64'));

  let end = firstFree;
  const allot = (bytes: number): number => {
    const address = end;
    // 64: whole vectors, and the 16 readable bytes behind a plane that `resample` asks for.
    end = (end + bytes + 127) & ~63;
    return address;
  };
  const stillAt = allot(stillBytes);
  const frameAt = Array.from({ length: slots }, () => allot(frameBytes));
  const lumaPixels = frame.width * frame.height;
  const overlayAt = {
    luma: allot(lumaPixels),
    lumaKeep: allot(lumaPixels),
    chromaU: allot(lumaPixels / 4),
    chromaV: allot(lumaPixels / 4),
    chromaKeep: allot(lumaPixels / 4),
  };
  // The scratch is the last thing in memory: how long it is, only the module knows.
  const scratchAt = end;
  const memory = new WebAssembly.Memory({ initial: Math.ceil(end / pageBytes) });
  const wasm = new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Exports;
  memory.grow(Math.ceil(wasm.scratchBytes(frame.width) / pageBytes) + 1);
  const bytes = new Uint8Array(memory.buffer);

  let overlay: Overlay | undefined;
  let drawn = 0;

  return {
    setStill(pixels) {
      if (pixels.length !== stillBytes) {
        throw new RangeError(`a still of ${still.width}×${still.height} has ${stillBytes} bytes, not ${pixels.length}`);
      }
      bytes.set(pixels, stillAt);
    },
    setOverlay(next) {
      overlay = next;
      if (!next) return;
      for (const plane of ['luma', 'lumaKeep', 'chromaU', 'chromaV', 'chromaKeep'] as const) {
        bytes.set(next[plane], overlayAt[plane]);
      }
    },
    drawFrame({ zoom, x, y }) {
      const address = frameAt[drawn++ % slots] as number;
      // One step for both directions, so that nothing is squeezed: the still covers the frame at zoom 1.
      const step = Math.min(still.width / frame.width, still.height / frame.height) / zoom;
      let source = stillAt;
      let target = address;
      for (const part of [1, 2, 2]) {
        const sourceWidth = still.width / part;
        const sourceHeight = still.height / part;
        const width = frame.width / part;
        const height = frame.height / part;
        const left = (sourceWidth - width * step) * x;
        const top = (sourceHeight - height * step) * y;
        wasm.resample(source, sourceWidth, sourceHeight, target, width, height, left, top, step, scratchAt);
        source += sourceWidth * sourceHeight;
        target += width * height;
      }
      if (overlay) blendOverlay(address, overlay);
      return bytes.subarray(address, address + frameBytes);
    },
  };

  function blendOverlay(address: number, { x, y, width, height }: Overlay): void {
    const stride = frame.width / 2;
    const corner = (y / 2) * stride + x / 2;
    const chromaU = address + lumaPixels;
    const chromaV = chromaU + lumaPixels / 4;
    wasm.blend(address + y * frame.width + x, frame.width, overlayAt.luma, overlayAt.lumaKeep, width, height);
    wasm.blend(chromaU + corner, stride, overlayAt.chromaU, overlayAt.chromaKeep, width / 2, height / 2);
    wasm.blend(chromaV + corner, stride, overlayAt.chromaV, overlayAt.chromaKeep, width / 2, height / 2);
  }
}
