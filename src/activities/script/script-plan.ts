import { languages } from '../../contracts/languages.ts';
import { charactersPerWord, scenesOf, wordsPerMinute } from '../../contracts/pace.ts';
import { tokensOfScript } from '../../infra/llm/estimate-tokens.ts';
import type { ScriptRequest } from './providers/provider.ts';

/** What a script has to come to. */
export interface ScriptPlan {
  /** As `splitWords` counts them. */
  words: Range;
  /** About as many characters: where words are not spaced, nobody counts them by eye. */
  characters?: number;
  scenes: Range;
  /** How many; 0 for a film without. */
  chapters: number;
  /** Tokens the answer is thought to take. */
  expectedTokens: number;
}

interface Range {
  wanted: number;
  least: number;
  most: number;
}

// Beyond this a length counts as missed.
const lengthMargin = 0.12;

// As many as a script of the contract may have.
const roomForScenes = 400;

const secondsPerChapter = 80;
// Below this a film has no time for three chapters of some length.
const shortestWithChapters = 120;
const chapterCount = { least: 3, most: 12 };

/** The length in words is what the voice speaks in the wanted time, at the pace films of the format have. */
export function planScript({ language, format, durationSeconds }: ScriptRequest): ScriptPlan {
  const words = Math.max(10, Math.round((durationSeconds / 60) * wordsPerMinute(language, format)));
  const scenes = scenesOf(durationSeconds, format);
  const chapters =
    format === 'long' && durationSeconds >= shortestWithChapters
      ? Math.min(chapterCount.most, Math.max(chapterCount.least, Math.round(durationSeconds / secondsPerChapter)))
      : 0;
  return {
    words: {
      wanted: words,
      least: Math.ceil(words * (1 - lengthMargin)),
      most: Math.floor(words * (1 + lengthMargin)),
    },
    ...('unspaced' in languages[language] && { characters: Math.round(words * charactersPerWord(language)) }),
    scenes: {
      wanted: scenes,
      least: Math.max(1, Math.ceil(scenes / 2)),
      most: Math.min(roomForScenes, Math.ceil(scenes * 1.75)),
    },
    chapters,
    expectedTokens: tokensOfScript(words, scenes, language),
  };
}
