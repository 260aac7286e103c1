import type { Areas } from './areas.ts';

/** Which shot of the film a still is for, and the canvas it has, in pixels. */
export interface Place {
  seed: number;
  sceneIndex: number;
  shotIndex: number;
  width: number;
  height: number;
  areas: Areas;
}
