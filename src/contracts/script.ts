import { z } from 'zod';
import { artifactRefSchema } from './artifact.ts';
import { languageCodes } from './languages.ts';

/** What the picture of a scene should show. */
const visualSchema = z.object({
  /** One sentence: the idea of the picture. */
  idea: z.string().max(400),
  /** Concrete nouns, most important first, in the script's language or English. */
  keywords: z.array(z.string().min(1).max(60)).max(12).default([]),
  /** Pictures and clips of one's own, shown in this order instead of generated ones. */
  media: z.array(artifactRefSchema).min(1).max(40).optional(),
});

export const sceneSchema = z.object({
  /** `s001`, `s002` …: stable when other scenes are edited. */
  id: z.string().regex(/^s\d{3,}$/),
  /** What the voice says and the captions show, word for word. */
  narration: z.string().trim().min(1, 'a scene needs a narration').max(40_000),
  /** The person's own voice reading this narration, instead of a provider's. */
  recording: artifactRefSchema.optional(),
  /** A few words drawn large on the picture; not spoken. */
  onScreenText: z.string().max(60).optional(),
  visual: visualSchema,
  /** A title when a chapter begins with this scene. */
  chapter: z.string().max(80).optional(),
});

export const scriptSchema = z.object({
  title: z.string().trim().min(1).max(100),
  language: z.enum(languageCodes),
  scenes: z.array(sceneSchema).min(1).max(400),
  writer: z.object({
    provider: z.string(),
    model: z.string().optional(),
    /** What a reader should know of how it came about: a template says that it is one. */
    note: z.string().optional(),
  }),
});

export type Scene = z.infer<typeof sceneSchema>;
export type Script = z.infer<typeof scriptSchema>;

/** `3` → `s003`. */
export function sceneId(number: number): string {
  return `s${String(number).padStart(3, '0')}`;
}
