import type { WordTiming } from './narration.ts';

/** A caption on the screen: seconds from the start of the film (or of the scene, where said). */
export interface Cue {
  start: number;
  end: number;
  /** One or two lines, in reading order; `joinWords` of a line gives its text. */
  lines: WordTiming[][];
}

/** How the camera moves over a picture: zoom factors ≥ 1 and centres 0–1 of the room that the zoom leaves. */
export interface Motion {
  kind: 'in' | 'out' | 'left' | 'right' | 'up' | 'down';
  from: { zoom: number; x: number; y: number };
  to: { zoom: number; x: number; y: number };
}

/** How a picture comes in after the one before: in a moment, or over so many frames that both are seen. */
export type Transition = { kind: 'cut' } | MovingTransition;

export interface MovingTransition {
  kind: 'crossfade' | 'slide' | 'zoom';
  frames: number;
}

/** A few words drawn large over the picture; frames from the scene's start, `to` not included. */
export interface OnScreenText {
  /** `title`: the scene's words or a card's; `callout`: a number, shown when it is spoken; `chapter`: a chapter's name. */
  role: 'title' | 'callout' | 'chapter';
  text: string;
  from: number;
  to: number;
}

/** What the check after the join found. Seconds, LUFS, dBTP. */
export interface QualityReport {
  durationSeconds: number;
  narrationSeconds: number;
  frames: number;
  loudnessLufs: number;
  truePeakDbtp: number;
  blackSeconds: number;
  frozenSeconds: number;
  silentSeconds: number;
  /** Sentences; empty when the film may be published. */
  problems: string[];
  /** Sentences: what does not hinder the film but could be better. */
  warnings: string[];
}
