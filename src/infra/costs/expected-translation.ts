import type { Units } from '../../contracts/costs.ts';
import type { Format } from '../../contracts/formats.ts';
import type { Language } from '../../contracts/languages.ts';
import { charactersPerWord } from '../../contracts/pace.ts';
import { tokensOfTranslation, tokensOfWords } from '../llm/estimate-tokens.ts';
import type { FilmLength } from './film-length.ts';

// Instructions, facts and form of the answer, by `estimateTokens`: those of captions name the film, and what was said before.
const wordsPrompt = 377;
const captionsPrompt = 430;
// Its number, as it is asked for.
const tokensPerLine = 2;

// Title, text and the titles of chapters, of which Shorts have none.
const described: Readonly<Record<Format, { words: number; lines: number }>> = {
  short: { words: 100, lines: 4 },
  square: { words: 100, lines: 4 },
  long: { words: 125, lines: 9 },
};

// Of narrations of our examples, cut as caption files are; wide ones are counted once.
const charactersPerCaption = 50;
const wideCharactersPerCaption = 26;
const wide: readonly Language[] = ['zh', 'ja', 'ko'];
// As a translator takes them.
const captionsPerAnswer = 40;

/** What one translation of a film's title, description and captions is thought to use. */
export function expectedTranslation({ language: from, format, words }: FilmLength, into: Language): Units {
  const text = described[format];
  const perCaption = wide.includes(from) ? wideCharactersPerCaption : charactersPerCaption;
  const captions = Math.ceil((words * charactersPerWord(from)) / perCaption);
  const answers = Math.ceil(captions / captionsPerAnswer);
  const told = tokensOfWords(text.words + words, from) + (text.lines + captions) * tokensPerLine;
  return {
    inputTokens: wordsPrompt + answers * captionsPrompt + told,
    outputTokens: tokensOfTranslation(text.words, text.lines, into) + tokensOfTranslation(words, captions, into),
  };
}
