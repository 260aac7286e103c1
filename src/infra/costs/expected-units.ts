import type { Units } from '../../contracts/costs.ts';
import type { Language } from '../../contracts/languages.ts';
import type { Step } from '../../contracts/steps.ts';

/** What a film's cost depends on. */
export interface Length {
  language: Language;
  /** Of the narration. */
  seconds: number;
  words: number;
  characters: number;
  /** Without those the person has recorded. */
  spokenCharacters: number;
  /** That have to be found or made. */
  pictures: number;
}

/** What a provider is thought to use for a step of a film; undefined where it is not paid by use. */
export function expectedUnits(step: Step, provider: string, length: Length): Units | undefined {
  switch (step) {
    case 'keywords':
      return provider === 'serpapi' ? { requests: 3 } : { requests: 2 };
    case 'script':
      return { inputTokens: 1500, outputTokens: length.words * 3 };
    case 'metadata':
      return { inputTokens: 800 + length.words * 1.5, outputTokens: 500 };
    case 'audio':
      return provider === 'openai' ? { seconds: length.seconds } : { characters: length.spokenCharacters };
    case 'video':
      return { images: length.pictures };
    case 'thumbnail':
      return { images: 3 };
    default:
      return undefined;
  }
}
