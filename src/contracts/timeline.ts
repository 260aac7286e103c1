/** A caption on the screen: seconds from the start of the film (or of the scene, where said), its lines and its words. */
export interface Cue {
  start: number;
  end: number;
  /** One or two lines; the words joined by spaces, broken where `lines` breaks. */
  lines: string[];
  words: { text: string; start: number; end: number }[];
}

/** How the camera moves over a still: zoom factors ≥ 1 and centres 0–1 of the room that the zoom leaves. */
export interface Motion {
  kind: 'in' | 'out' | 'drift';
  from: { zoom: number; x: number; y: number };
  to: { zoom: number; x: number; y: number };
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
}
