import { z } from 'zod';
import { artifactRefSchema } from './artifact.ts';

/** Whom the description names for a picture, as the terms of the site it is from ask. */
export const pictureCreditSchema = z.object({
  what: z.enum(['Photo', 'Video']),
  author: z.string().min(1).max(100),
  /** The site: `Pexels`. */
  source: z.string().min(1).max(40),
  /** The picture's page there. */
  url: z.url({ protocol: /^https?$/ }).max(300),
});

/** A picture a scene was made of. */
export const scenePictureSchema = z.object({
  kind: z.enum(['still', 'clip']),
  file: artifactRefSchema,
  credit: pictureCreditSchema.optional(),
  /** It was there before the film: software did not draw it. */
  found: z.literal(true).optional(),
  /** By what name the film claims it, so that none of its other shots shows it. */
  claim: z.string().max(500).optional(),
});

/**
 * A finished scene and what it was made of. Kept as a file, so that a film of hundreds of scenes travels through Temporal
 * as a short list.
 */
export const sceneClipSchema = z.object({
  sceneId: z.string(),
  frames: z.number().int().positive(),
  /** MP4 without sound. Its last `frames − segmentFrames` frames are made with the join: there the next scene comes in. */
  segment: artifactRefSchema,
  segmentFrames: z.number().int().positive(),
  audio: artifactRefSchema,
  timing: artifactRefSchema,
  pictures: z.array(scenePictureSchema).min(1),
});

/** How many of a film's pictures software drew; the others were found, or are the person's own. */
export type DrawnShare = 'all' | 'some' | 'none';

export type PictureCredit = z.infer<typeof pictureCreditSchema>;
export type ScenePicture = z.infer<typeof scenePictureSchema>;
export type SceneClip = z.infer<typeof sceneClipSchema>;
