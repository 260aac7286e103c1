import type { Placed } from '../composition/groups.ts';
import type { IconSet } from '../icons/icon-store.ts';
import type { Pen } from '../paint/pen.ts';
import type { Focus, LightFrom, Surface } from '../paint/surface.ts';
import type { Scenery } from '../scenery/scenery.ts';

/** What the subject stands before. */
export const stages = ['none', 'disc', 'orbit', 'card'] as const;

export type Stage = (typeof stages)[number];

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
