import { z } from 'zod';
import type { Language } from '../../contracts/languages.ts';
import { type Script, sceneId } from '../../contracts/script.ts';
import { cutCharacters } from '../../engines/writing/phrases.ts';
import { foldSpaces, plainLine } from '../../engines/writing/sentences.ts';

const sceneAnswerSchema = z.object({
  narration: z.string().describe('What the voice says, word for word. Plain prose, nothing else.'),
  visualIdea: z.string().describe('What the picture shows: one English sentence of 8 to 15 words.'),
  visualKeywords: z
    .array(z.string())
    .describe('2 to 5 concrete things in the picture, English nouns, most important first.'),
  onScreenText: z.string().nullable().describe('At most four words drawn large on the picture, or null.'),
  chapter: z.string().nullable().describe('The title of the chapter that begins with this scene, else null.'),
});

/** What a model is asked to answer. Limits stand in words: the vendors' strict schemas know no lengths. */
export const scriptAnswerSchema = z.object({
  title: z.string().describe('30 to 55 characters, with the main keyword early.'),
  scenes: z.array(sceneAnswerSchema).describe('The scenes in the order they are told.'),
});

export type ScriptAnswer = z.infer<typeof scriptAnswerSchema>;

// As `script.ts` of the contracts has them.
const longest = { idea: 400, keyword: 60, onScreen: 60, chapter: 80 };
const mostKeywords = 12;

/** The script of an answer that was checked. What only decorates is cut to its limits. */
export function toScript(
  { title, scenes }: ScriptAnswer,
  { language, writer, withChapters }: { language: Language; writer: Script['writer']; withChapters: boolean },
): Script {
  return {
    title: plainLine(title),
    language,
    scenes: scenes.map(({ narration, visualIdea, visualKeywords, onScreenText, chapter }, index) => {
      const keywords = visualKeywords.map(plainLine).filter((word) => word !== '' && word.length <= longest.keyword);
      const onScreen = plainLine(onScreenText ?? '');
      const heading = withChapters ? cutCharacters(plainLine(chapter ?? ''), longest.chapter) : '';
      return {
        id: sceneId(index + 1),
        narration: foldSpaces(narration),
        // Half a word on the picture is worse than none.
        ...(onScreen !== '' && onScreen.length <= longest.onScreen && { onScreenText: onScreen }),
        visual: {
          idea: cutCharacters(plainLine(visualIdea), longest.idea),
          keywords: [...new Set(keywords)].slice(0, mostKeywords),
        },
        ...(heading && { chapter: heading }),
      };
    }),
    writer,
  };
}
