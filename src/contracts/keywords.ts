import { z } from 'zod';

/** What someone who searches is after: to learn, to reach a certain place, to compare before buying, to buy or get. */
export const searchIntents = ['informational', 'navigational', 'commercial', 'transactional'] as const;

export type SearchIntent = (typeof searchIntents)[number];

/** What vendors measure of a search term. A figure nobody gave stays missing. */
export const keywordFigures = {
  /** Searches a month. */
  volume: z.number().nonnegative().optional(),
  /** 0–100: how hard it is to be found among the first for it without paying. */
  difficulty: z.number().min(0).max(100).optional(),
  /** 0–100: how much advertisers compete for it. Says nothing of how hard it is to be found. */
  competition: z.number().min(0).max(100).optional(),
  /** US dollars an advertiser pays for a click. */
  cpc: z.number().nonnegative().optional(),
  /**
   * How interest changed over about a year, −1 to 1: (late − early) / (late + early), the means of its last and its first
   * quarter. 0 is as before, 0.33 twice as much, −0.33 half as much.
   */
  trend: z.number().min(-1).max(1).optional(),
  intent: z.enum(searchIntents).optional(),
};

export type KeywordFigureName = keyof typeof keywordFigures;

export const keywordFigureNames = Object.keys(keywordFigures) as [KeywordFigureName, ...KeywordFigureName[]];

const figureName = z.enum(keywordFigureNames);

/** Said in `sources` of an intent that the term's own words tell. */
export const byRule = 'rule';

/** One search term, with what is known of it. */
export const keywordSchema = z.object({
  text: z.string().min(1).max(100),
  /** 0–100, higher is better; how it was made depends on the figures there were. */
  score: z.number().min(0).max(100),
  /** Who named the term; several are joined by `+`, as the catalogue has them. */
  source: z.string(),
  ...keywordFigures,
  /** Who gave each figure; `rule` for an intent told by the words. */
  sources: z.partialRecord(figureName, z.string()).optional(),
  /** Figures for which another source gave about the same. */
  agreed: z.array(figureName).optional(),
});

export const keywordSetSchema = z.object({
  language: z.string(),
  /** The term the film is about: the title and the first line of the description carry it. */
  primary: z.string().min(1),
  keywords: z.array(keywordSchema).max(100),
  /** True when a vendor's figures stand behind the scores; false for an offline guess. */
  measured: z.boolean(),
  /** What people ask about the topic, in their words. */
  questions: z.array(z.string().min(1).max(200)).max(20).optional(),
  /** ISO 8601: when the oldest of the vendors' answers was given; missing when no vendor was asked. */
  fetchedAt: z.iso.datetime().optional(),
});

export type Keyword = z.infer<typeof keywordSchema>;
export type KeywordFigures = Pick<Keyword, KeywordFigureName>;
export type KeywordSet = z.infer<typeof keywordSetSchema>;
