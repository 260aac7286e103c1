import type { KeywordFigures } from '../../contracts/keywords.ts';
import type { KeywordRequest } from './providers/provider.ts';
import { createRelevance } from './relevance.ts';

/** A term with what each provider gave of it. */
export interface Term {
  text: string;
  /** Its best place in a provider's list, from 0. */
  place: number;
  given: Map<string, KeywordFigures>;
}

interface Measured extends Term {
  figures: KeywordFigures;
}

/** What counts for how much in a score. Advertisers' competition and the price of a click say nothing of a film's chances. */
const weights = {
  /** A term about something else brings people who leave: it counts the most. */
  relevance: 40,
  /** How many could come. */
  volume: 25,
  /** How likely it is to be found by them. */
  ease: 15,
  /** Whether there will be more of them. */
  trend: 10,
  /** Several who name it are a sign that it is really typed. */
  sources: 10,
} as const;

const mostKeywords = 100;

// A million searches a month is as much as counts; ten times as many are a sixth more.
const volumeDecades = 6;

/**
 * Gives each term its score, and the list of at most a hundred its order, best first, the same for the same terms in whatever order they come.
 * The score, 0–100 with one decimal, is the weighted mean of what is known: what nobody gave neither adds nor takes away.
 * The primary term is the one with the most of relevance times score; undefined when none has to do with the topic.
 */
export function rankTerms<T extends Measured>(
  terms: readonly T[],
  { topic, language }: KeywordRequest,
  asked: number,
): { ranked: (T & { score: number })[]; primary: string | undefined } {
  const relevanceOf = createRelevance(topic, language);
  const scored = terms.map((term) => {
    const relevance = relevanceOf(term.text);
    return { ...term, relevance, score: scoreOf(term, relevance, asked) };
  });
  const byText = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);
  const ranked = scored
    .sort(
      (one, other) =>
        other.score - one.score ||
        other.relevance - one.relevance ||
        (other.figures.volume ?? -1) - (one.figures.volume ?? -1) ||
        one.place - other.place ||
        byText(one.text, other.text),
    )
    .slice(0, mostKeywords);
  const worth = ({ relevance, score }: (typeof ranked)[number]) => relevance * score;
  const best = ranked.reduce<(typeof ranked)[number] | undefined>(
    (found, each) => (worth(each) > (found ? worth(found) : 0) ? each : found),
    undefined,
  );
  return { ranked, primary: best?.text };
}

function scoreOf(
  { figures: { volume, difficulty, trend }, given }: Measured,
  relevance: number,
  asked: number,
): number {
  const known: Record<keyof typeof weights, number | undefined> = {
    relevance,
    volume: volume === undefined ? undefined : Math.min(1, Math.log10(1 + volume) / volumeDecades),
    ease: difficulty === undefined ? undefined : 1 - difficulty / 100,
    trend: trend === undefined ? undefined : (trend + 1) / 2,
    sources: asked > 1 ? (given.size - 1) / (asked - 1) : undefined,
  };
  let sum = 0;
  let most = 0;
  for (const [name, weight] of Object.entries(weights) as [keyof typeof weights, number][]) {
    const value = known[name];
    if (value === undefined) continue;
    sum += weight * value;
    most += weight;
  }
  return Math.round((1000 * sum) / most) / 10;
}
