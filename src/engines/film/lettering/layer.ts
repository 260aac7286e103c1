import type { Overlay } from '../resampler/resampler.ts';

/** What one kind of lettering lays over a frame; the same object as long as it looks the same. Frames ascending. */
export type Layer = (frame: number) => Overlay | undefined;
