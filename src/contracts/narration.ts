import { z } from 'zod';

/** A word as the script spells it, punctuation attached, with when it is spoken: seconds from the start of its scene. */
export const wordTimingSchema = z.object({
  text: z.string().min(1),
  start: z.number().nonnegative(),
  end: z.number().nonnegative(),
  /** No space stands between this word and the one before it: Chinese, Japanese, Thai. */
  joined: z.literal(true).optional(),
});

/** `exact`: from the voice itself; `aligned`: found in the sound afterwards; `estimated`: shared out by length. */
export const timingSourceSchema = z.enum(['exact', 'aligned', 'estimated']);

/** When each word of one scene is spoken. `joinWords` of the words gives the scene's narration, white space folded. */
export const narrationTimingSchema = z.object({
  sceneId: z.string(),
  words: z.array(wordTimingSchema),
  source: timingSourceSchema,
});

export type WordTiming = z.infer<typeof wordTimingSchema>;
export type TimingSource = z.infer<typeof timingSourceSchema>;
export type NarrationTiming = z.infer<typeof narrationTimingSchema>;

/** Words as one text: a space between them, except before those that are joined to the one before. */
export function joinWords(words: readonly { text: string; joined?: true }[]): string {
  return words.map(({ text, joined }, index) => (index === 0 || joined ? text : ` ${text}`)).join('');
}
