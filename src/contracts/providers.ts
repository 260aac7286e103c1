import type { Step } from './steps.ts';

const llms = ['openai', 'claude', 'gemini', 'compatible'];

/**
 * The providers each step can use, in the order they are chosen in when a brief names none: the first that is configured
 * serves, and one of each needs no key. Keywords are asked of all that are configured. A provider's name is public: briefs,
 * signals and records carry it. Adding one is one file in the activity's `providers/` folder and its name here.
 */
export const providers: Readonly<Record<Step, readonly string[]>> = {
  keywords: ['google-ads', 'ahrefs', 'serpapi', 'suggest', 'offline'],
  script: [...llms, 'offline'],
  audio: ['elevenlabs', 'google', 'azure', 'openai', 'offline'],
  // A Short shows some twenty pictures: those that are paid for one by one come only when a brief names them.
  video: ['folder', 'pexels', 'pixabay', 'generated', 'openai'],
  thumbnail: ['canvas', 'openai'],
  metadata: [...llms, 'offline'],
  // A film goes to the public only where a brief says so.
  upload: ['folder', 'youtube', 'http'],
  // A film that went to nobody has an audience that is made up.
  abtest: ['simulated', 'youtube'],
};

/** Targets with an audience: more belongs to a film there than its files, and it is compared with those they have. */
export const platforms: readonly string[] = ['youtube'];

/** Said of a step whose content the brief itself supplied. */
export const givenByBrief = 'brief';

/** Said of a narration that is the person's own recording: who provided it, and as the name of its voice. */
export const givenAsRecording = 'recording';
