import type { Path2D } from '@napi-rs/canvas';

/** Draws the shapes of patterns and charts as its treatment draws such things. Weights and sizes are shares of the unit. */
export interface Pen {
  /** A line of a pattern; `strength` 0–1 is how much it is seen. */
  line(path: Path2D, weight: number, strength: number): void;
  /** An area of a pattern, from dark (0) to light (1). */
  fill(path: Path2D, tone: number, strength: number): void;
  /** A solid part of a chart: what it is about, the rest of it, or the empty track behind. */
  mark(path: Path2D, role: 'accent' | 'plain' | 'track'): void;
  /** A line of a chart. */
  stroke(path: Path2D, weight: number, role: 'accent' | 'plain' | 'track'): void;
  /** A small label of a chart, its middle at `x` and its foot at `y` in pixels. */
  label(text: string, x: number, y: number, size: number, role: 'accent' | 'plain'): void;
}
