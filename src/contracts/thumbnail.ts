import type { ArtifactRef } from './artifact.ts';

/** One thumbnail of several that an A/B test can choose between: 1280×720 JPEG. */
export interface ThumbnailVariant {
  /** `a`, `b`, `c` … */
  id: string;
  image: ArtifactRef;
  /** The words drawn on it; empty for the one without text. */
  text: string;
  /** What sets it apart, for people: `subject large, warm, question`. */
  design: string;
}
