import { z } from 'zod';

/** One search term, with what is known of it. A figure nobody gave stays missing. */
export const keywordSchema = z.object({
  text: z.string().min(1).max(100),
  /** 0–100, higher is better; how it was made depends on the figures there were. */
  score: z.number().min(0).max(100),
  volume: z.number().nonnegative().optional(),
  difficulty: z.number().min(0).max(100).optional(),
  source: z.string(),
});

export const keywordSetSchema = z.object({
  language: z.string(),
  /** The term the film is about: the title and the first line of the description carry it. */
  primary: z.string().min(1),
  keywords: z.array(keywordSchema).max(100),
  /** True when a vendor's figures stand behind the scores; false for an offline guess. */
  measured: z.boolean(),
});

export type Keyword = z.infer<typeof keywordSchema>;
export type KeywordSet = z.infer<typeof keywordSetSchema>;
