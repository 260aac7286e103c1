import type { Units } from '../../contracts/costs.ts';
import type { Language } from '../../contracts/languages.ts';
import { charactersPerWord, pausesOf, servicePace, wordsPerMinute } from '../../contracts/pace.ts';
import type { Step } from '../../contracts/steps.ts';
import { tokensOfMetadata, tokensOfScript, tokensOfWords } from '../llm/estimate-tokens.ts';
import { expectedTranslation } from './expected-translation.ts';
import type { FilmLength } from './film-length.ts';

// Instructions, facts and form of the answer, with about ten keywords, by `estimateTokens`: that of a script has no more of the
// film than its length, that of metadata the whole narration beside.
const scriptPrompt = 1080;
const metadataPrompt = 580;
// No more of the narration is told.
const mostNarrationCharacters = 18_000;

/** Searches that are paid for one by one: for suggestions, results and trends; for the topic's own figures and terms that match. */
const requests: Readonly<Record<string, number>> = { serpapi: 3, ahrefs: 2 };

/**
 * What a provider is thought to use for a step of a film; undefined where it is not paid by use.
 *
 * @param into languages that the film is translated into
 */
export function expectedUnits(
  step: Step,
  provider: string,
  length: FilmLength,
  into: readonly Language[] = [],
): Units | undefined {
  const { language, words, scenes, pictures } = length;
  switch (step) {
    case 'keywords':
      return { requests: requests[provider] ?? 1 };
    case 'script':
      return { inputTokens: scriptPrompt, outputTokens: tokensOfScript(words, scenes, language) };
    case 'metadata':
      return summed([
        { inputTokens: metadataPrompt + tokensOfNarration(length), outputTokens: tokensOfMetadata(language) },
        ...into.map((other) => expectedTranslation(length, other)),
      ]);
    case 'audio':
      return speechUnits(provider, length);
    case 'video':
      return { images: pictures };
    case 'thumbnail':
      // All variants show the same one.
      return { images: 1 };
    default:
      return undefined;
  }
}

function summed(all: readonly Units[]): Units {
  const sumOf = (unit: 'inputTokens' | 'outputTokens') => all.reduce((sum, units) => sum + (units[unit] ?? 0), 0);
  return { inputTokens: sumOf('inputTokens'), outputTokens: sumOf('outputTokens') };
}

function tokensOfNarration({ words, language }: FilmLength): number {
  return tokensOfWords(Math.min(words, mostNarrationCharacters / charactersPerWord(language)), language);
}

// As they stand around each sentence that is asked for.
const speakTags = '<speak></speak>'.length;
const paceTags = '<prosody rate="-9%"></prosody>'.length;
// `&amp;` stands for one.
const charactersPerEscape = 4;

/** As the vendors count, see their adapters: ElevenLabs the text, Google and Azure what stands around it too, OpenAI the sound. */
function speechUnits(provider: string, length: FilmLength): Units {
  const { sentences, characters, escaped, ideographs, seconds } = length.speech;
  const written = characters + escaped * charactersPerEscape;
  if (provider === 'openai') return { seconds };
  if (provider === 'google') return { characters: written + sentences * speakTags };
  if (provider !== 'azure') return { characters };
  return { characters: written + ideographs + (speaksAtOwnPace(length) ? 0 : sentences * paceTags) };
}

// Nearer to what is wanted than this, Azure is told no pace.
const asGoodAsOwn = 0.07;

function speaksAtOwnPace({ language, format }: FilmLength): boolean {
  const speed = Math.round((wordsPerMinute(language, format) / servicePace(language, pausesOf[format])) * 100) / 100;
  return Math.abs(speed - 1) <= asGoodAsOwn;
}
