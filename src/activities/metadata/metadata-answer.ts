import { z } from 'zod';

/** What a model is asked to answer. Limits stand in words: the vendors' strict schemas know no lengths. */
export const metadataAnswerSchema = z.object({
  title: z.string().describe('30 to 55 characters, with the main keyword in the first 40.'),
  description: z.string().describe('Two or three short paragraphs of plain text, parted by line breaks.'),
  tags: z.array(z.string()).describe('8 to 15 search terms of one to four words, best first.'),
  hashtags: z.array(z.string()).describe('Three hashtags of one or two words, without the #.'),
});

export type MetadataAnswer = z.infer<typeof metadataAnswerSchema>;
