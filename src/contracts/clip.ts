import { z } from 'zod';
import { artifactRefSchema } from './artifact.ts';

/** A picture a scene was made of. */
export const scenePictureSchema = z.object({
  kind: z.enum(['still', 'clip']),
  file: artifactRefSchema,
  /** What the description has to say of it. */
  credit: z.string().max(300).optional(),
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

export type ScenePicture = z.infer<typeof scenePictureSchema>;
export type SceneClip = z.infer<typeof sceneClipSchema>;
