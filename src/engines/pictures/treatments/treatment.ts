import type { Path2D } from '@napi-rs/canvas';
import type { Placed } from '../composition/groups.ts';
import type { IconSet } from '../icons/icon-store.ts';
import type { Focus, Surface } from '../paint/surface.ts';
import type { Scenery } from '../scenery/scenery.ts';

/** Where light comes from, or the largest sheet lies: neighbours differ in it. */
export type LightFrom = 'above' | 'below' | 'left' | 'right';

/** What the subject stands before. */
export const stages = ['none', 'disc', 'orbit', 'card'] as const;

export type Stage = (typeof stages)[number];

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

/** How large words are lettered on a thumbnail. Every fill has a contrast of 4.5:1 and more to the outline. */
export interface Letters {
  font: string;
  fills: readonly [string, ...string[]];
  outline: string;
  /** What words and the badge of a player stand on. */
  ground: string;
}

/** One way of drawing all that a picture consists of. */
export interface Treatment {
  paintGround(surface: Surface, light: LightFrom): void;
  paintScenery(surface: Surface, scenery: Scenery): void;
  penFor(surface: Surface): Pen;
  lettersFor(surface: Pick<Surface, 'palette' | 'key'>): Letters;
  paintStage(surface: Surface, stage: Stage, focus: Focus): void;
  /** Stands in for a subject where no icon was found. */
  paintOrb(surface: Surface, focus: Focus): void;
  paintHero(surface: Surface, icons: IconSet, hero: Placed): Promise<void>;
  paintCompanion(surface: Surface, icons: IconSet, companion: Placed): Promise<void>;
  /** Large, close to the camera. */
  paintForeground(surface: Surface, icons: IconSet, near: Placed): Promise<void>;
  /** What comes over everything: texture, darker edges. */
  finish(surface: Surface, focus: Focus): void;
}
