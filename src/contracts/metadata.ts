import { z } from 'zod';
import type { DrawnShare } from './clip.ts';

export const chapterSchema = z.object({ startSeconds: z.number().nonnegative(), title: z.string().min(1).max(80) });

/**
 * What a video platform is told about the film. YouTube's limits: title 100 characters, description 5,000 bytes, neither
 * with `<` or `>`; tags 500 in total, commas counted, a tag with a space costs two more.
 */
export const metadataSchema = z.object({
  title: z.string().min(1).max(100),
  description: z.string(),
  tags: z.array(z.string().min(1)),
  hashtags: z.array(z.string().regex(/^#\S+$/)).max(15),
  chapters: z.array(chapterSchema),
  language: z.string(),
  categoryId: z.string(),
  /** The licences and authors the description has to name. */
  credits: z.array(z.string()),
  containsSyntheticMedia: z.boolean(),
  selfDeclaredMadeForKids: z.boolean(),
});

/** Title and description in another language; all else of the metadata is the film's own. */
export const translatedWordsSchema = metadataSchema.pick({ title: true, description: true });

/** What a description says of how the film was made. */
export interface Disclosure {
  /** False where a person reads every scene. */
  syntheticVoice: boolean;
  drawnPictures: DrawnShare;
}

export type Chapter = z.infer<typeof chapterSchema>;
export type Metadata = z.infer<typeof metadataSchema>;
export type TranslatedWords = z.infer<typeof translatedWordsSchema>;
