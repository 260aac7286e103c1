import type { Format } from '../../contracts/formats.ts';
import type { Motion, MovingTransition, Transition } from '../../contracts/timeline.ts';
import type { SceneLettering } from './lettering/scene-lettering.ts';

export type Shot = StillShot | ClipShot;

interface ShotTime {
  /** How long it lasts once it is there: the frames of all shots make up the scene. */
  frames: number;
  /**
   * How it comes in over the last frames of the shot before, for half of either shot at most; its own time begins there,
   * so that nothing jumps when it takes over. Without effect on a scene's first shot: see `lead`, and `next` of the request.
   */
  enter: Transition;
  /** Of a scene's first shot: frames it was already seen for, coming in over the scene before. */
  lead?: number;
}

export interface StillShot extends ShotTime {
  kind: 'still';
  path: string;
  motion: Motion;
}

/** Fills the frame and keeps its own movement: the camera stands. */
export interface ClipShot extends ShotTime {
  kind: 'clip';
  path: string;
}

export interface RenderSceneRequest {
  format: Format;
  shots: Shot[];
  lettering: SceneLettering;
  /** Only these frames of the scene (`to` not included), all when left out: a transition to the next scene is made apart. */
  range?: { from: number; to: number };
  /** The next scene's first shot, and how it comes in over the last frames of this scene. */
  next?: { shot: Shot; transition: MovingTransition };
  /** MP4 without sound; written whole or not at all. */
  output: string;
}
