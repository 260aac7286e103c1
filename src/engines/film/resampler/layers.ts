import type { Size } from './size.ts';

/** Words or a mark ready to lie on a frame: planes already multiplied by opacity; `keep` is what stays of the frame, 0–255. */
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

/** Addresses of an overlay's planes in the resampler's memory. */
export type PlacedOverlay = Size & Record<'x' | 'y' | (typeof planes)[number], number>;

const planes = ['luma', 'lumaKeep', 'chromaU', 'chromaV', 'chromaKeep'] as const;

/** Bytes that overlays of so many pixels need in all. */
export function layerBytes(pixels: number): number {
  return Math.ceil(pixels * 2.75);
}

interface Stretch {
  from: number;
  to: number;
  placed: PlacedOverlay;
}

/**
 * Keeps overlays in a part of the resampler's memory. What lies there already is not copied again: overlays are told
 * apart by identity.
 */
export function createLayers(
  bytes: Uint8Array,
  begin: number,
  end: number,
): (overlays: readonly Overlay[]) => PlacedOverlay[] {
  let held = new Map<Overlay, Stretch>();

  /** The lowest free stretch that is long enough. */
  function findRoom(length: number): number | undefined {
    let from = begin;
    for (const stretch of [...held.values()].sort((a, b) => a.from - b.from)) {
      if (stretch.from - from >= length) return from;
      from = stretch.to;
    }
    return end - from >= length ? from : undefined;
  }

  function place(overlay: Overlay): boolean {
    const length = layerBytes(overlay.width * overlay.height);
    const from = findRoom(length);
    if (from === undefined) return false;
    const { x, y, width, height } = overlay;
    const placed: PlacedOverlay = { x, y, width, height, luma: 0, lumaKeep: 0, chromaU: 0, chromaV: 0, chromaKeep: 0 };
    let at = from;
    for (const plane of planes) {
      placed[plane] = at;
      bytes.set(overlay[plane], at);
      at += overlay[plane].length;
    }
    held.set(overlay, { from, to: from + length, placed });
    return true;
  }

  return (overlays) => {
    const kept = overlays.flatMap((overlay) => {
      const stretch = held.get(overlay);
      return stretch ? [[overlay, stretch] as const] : [];
    });
    held = new Map(kept);
    if (!overlays.every((overlay) => held.has(overlay) || place(overlay))) {
      // What stayed lies scattered: everything is laid down anew, without gaps.
      held.clear();
      if (!overlays.every(place)) throw new RangeError('the layers of a frame cover more than two frames');
    }
    return overlays.map((overlay) => (held.get(overlay) as Stretch).placed);
  };
}
