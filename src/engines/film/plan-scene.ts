import { type Format, framesPerSecond } from '../../contracts/formats.ts';
import type { Language } from '../../contracts/languages.ts';
import type { WordTiming } from '../../contracts/narration.ts';
import type { Scene } from '../../contracts/script.ts';
import type { Style } from '../../contracts/style.ts';
import type { Cue, Motion, MovingTransition, OnScreenText, Transition } from '../../contracts/timeline.ts';
import { buildCues } from './captions/cues.ts';
import { planMotions } from './motion.ts';
import { hintOf } from './motion-hint.ts';
import { planTexts } from './on-screen-texts.ts';
import { planShots } from './shots.ts';
import { planEntrance, planTransitions } from './transitions.ts';

export interface ScenePlanRequest {
  scene: Scene;
  sceneIndex: number;
  /** The scene after it, when there is one. */
  next?: Pick<Scene, 'chapter'>;
  /** Of the scene, as its narration has it. */
  frames: number;
  words: WordTiming[];
  language: Language;
  format: Format;
  style: Style;
  /** The film's: motion and transitions follow from it. */
  seed: number;
  /** A striking number of the narration, as it is drawn. */
  figure?: string;
}

/** A shot before its picture is known. */
export interface PlannedShot {
  frames: number;
  /** Frames it was already seen for while it came in. */
  lead: number;
  enter: Transition;
  motion: Motion;
}

/** Everything decided about a scene before a frame is drawn. Depends on the scene, its place and its narration alone. */
export interface ScenePlan {
  frames: number;
  shots: PlannedShot[];
  cues: Cue[];
  texts: OnScreenText[];
  /** How the next scene comes in over the last frames of this one; undefined for a cut. */
  exit?: MovingTransition;
}

export function planScene(request: ScenePlanRequest): ScenePlan {
  const { scene, sceneIndex, next, frames, words, language, format, style, seed, figure } = request;
  const lengths = planShots({
    frames,
    format,
    sceneIndex,
    seconds: style.shots[format],
    filmStart: sceneIndex === 0,
    // One picture is one shot: cut to itself, it would only jump.
    most: scene.visual.media?.length,
  });
  const entrance = planEntrance({ style, seed, sceneIndex, startsChapter: scene.chapter !== undefined });
  const enters = planTransitions({ shots: lengths, style, seed, sceneIndex });
  const leads = lengths.map((_, shot) => framesOf(shot === 0 ? entrance : (enters[shot] ?? cut)));
  const motions = planMotions({
    seconds: lengths.map((length, shot) => (length + (leads[shot] ?? 0)) / framesPerSecond),
    seed,
    sceneIndex,
    hint: hintOf(scene, figure),
    look: style.motion,
  });
  const leaving = next
    ? planEntrance({ style, seed, sceneIndex: sceneIndex + 1, startsChapter: next.chapter !== undefined })
    : cut;
  return {
    frames,
    shots: lengths.map((length, shot) => ({
      frames: length,
      lead: leads[shot] ?? 0,
      // The scene's own entrance is drawn with the scene before.
      enter: shot === 0 ? cut : (enters[shot] ?? cut),
      motion: motions[shot] as Motion,
    })),
    cues: buildCues(words, { language, format, mostWords: style.captions.mostWords, until: frames / framesPerSecond }),
    texts: planTexts({ format, frames, words, title: scene.onScreenText, chapter: scene.chapter, figure }),
    exit: shorten(leaving, lengths.at(-1) ?? 0),
  };
}

const cut: Transition = { kind: 'cut' };

const framesOf = (transition: Transition) => (transition.kind === 'cut' ? 0 : transition.frames);

/** A transition takes half of the shot it ends at most. */
function shorten(transition: Transition, shotFrames: number): MovingTransition | undefined {
  if (transition.kind === 'cut') return undefined;
  const frames = Math.min(transition.frames, Math.floor(shotFrames / 2));
  return frames > 0 ? { ...transition, frames } : undefined;
}
