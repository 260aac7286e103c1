import type { Step } from './steps.ts';

/**
 * The providers each step can use, the default first. A provider's name is public: briefs, signals and records carry it.
 * Adding one is one file in the activity's `providers/` folder and its name here.
 */
export const providers: Readonly<Record<Step, readonly string[]>> = {
  keywords: ['offline'],
  script: ['offline'],
  audio: ['offline'],
  video: ['generated'],
  thumbnail: ['canvas'],
  metadata: ['offline'],
  upload: ['folder'],
  abtest: [],
};

/** Said of a step whose content the brief itself supplied. */
export const givenByBrief = 'brief';

/** Said of a narration that is the person's own recording: who provided it, and as the name of its voice. */
export const givenAsRecording = 'recording';
