import { z } from 'zod';
import { pictureCreditSchema } from '../../../contracts/clip.ts';

/** What a source says of a picture before anybody has looked at its file. */
export const foundPictureSchema = z.object({
  /** Its name among all sources: `pexels/video/857251`. A film claims it by this. */
  id: z.string().min(1).max(500),
  kind: z.enum(['still', 'clip']),
  /** In pixels, of the file at `place`; 0 where it isn't known. */
  width: z.number().nonnegative(),
  height: z.number().nonnegative(),
  /** Of a clip, where it is known. */
  seconds: z.number().nonnegative().optional(),
  /** An address, or a path. */
  place: z.string(),
  credit: pictureCreditSchema.optional(),
});
