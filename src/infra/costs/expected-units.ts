import type { Units } from '../../contracts/costs.ts';
import type { Format } from '../../contracts/formats.ts';
import type { Language } from '../../contracts/languages.ts';
import { scenesOf } from '../../contracts/pace.ts';
import type { Step } from '../../contracts/steps.ts';
import { tokensOfMetadata, tokensOfScript, tokensOfWords } from '../llm/estimate-tokens.ts';

/** What a film's cost depends on. */
export interface Length {
  language: Language;
  format: Format;
  /** Of the narration. */
  seconds: number;
  words: number;
  /** Of what a provider has to speak. */
  characters: number;
  speechSeconds: number;
  /** That have to be found or made. */
  pictures: number;
}

// Instructions and facts, counted: a script's prompt has no more of the film than its length, that of metadata the whole script.
const scriptPrompt = 1000;
const metadataPrompt = 550;

// Searches for suggestions, results and trends; terms that match, and the topic's own figures.
const searches = 3;
const lookUps = 2;

/** What a provider is thought to use for a step of a film; undefined where it is not paid by use. */
export function expectedUnits(step: Step, provider: string, length: Length): Units | undefined {
  const { language, words, format, seconds } = length;
  switch (step) {
    case 'keywords':
      return { requests: provider === 'serpapi' ? searches : lookUps };
    case 'script':
      return { inputTokens: scriptPrompt, outputTokens: tokensOfScript(words, scenesOf(seconds, format), language) };
    case 'metadata':
      return {
        inputTokens: metadataPrompt + tokensOfWords(words, language),
        outputTokens: tokensOfMetadata(language),
      };
    case 'audio':
      return provider === 'openai' ? { seconds: length.speechSeconds } : { characters: length.characters };
    case 'video':
      return { images: length.pictures };
    default:
      return undefined;
  }
}
