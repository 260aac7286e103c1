import {
  byRule,
  type Keyword,
  type KeywordFigureName,
  type KeywordFigures,
  type KeywordSet,
  keywordFigureNames,
} from '../../contracts/keywords.ts';
import type { Language } from '../../contracts/languages.ts';
import { oldest } from './answers.ts';
import { catalogueOrder } from './choose-keyword-providers.ts';
import { foldTerm } from './fold-term.ts';
import { intentOfWords } from './intent-of-words.ts';
import type { KeywordFindings, KeywordRequest } from './providers/provider.ts';
import { rankTerms, type Term } from './rank-terms.ts';

/** What one provider answered. */
export interface ProviderAnswer {
  provider: string;
  findings: KeywordFindings;
}

const mostQuestions = 20;

/** Whose figure is taken where several give one, the most trustworthy first. Who isn't named comes after, in catalogue order. */
const trusted: Readonly<Record<KeywordFigureName, readonly string[]>> = {
  // Google counts its own searches; Ahrefs models them from a sample of users.
  volume: ['google-ads', 'ahrefs'],
  difficulty: ['ahrefs'],
  competition: ['google-ads'],
  // Ahrefs gives what a click costs; of Google there are bids, and the middle of those is taken.
  cpc: ['ahrefs', 'google-ads'],
  // Counted searches before the relative interest of Google Trends.
  trend: ['google-ads', 'serpapi'],
  intent: ['ahrefs'],
};

/** Two figures that differ by less than a quarter of the larger say the same; trends, whose range is 2, by less than 0.15. */
const tolerance = 0.25;
const trendTolerance = 0.15;

/** One ranked list out of several, each term once, and no figure that nobody gave. The order of the answers is of no account. */
export function mergeAnswers(answers: readonly ProviderAnswer[], request: KeywordRequest): KeywordSet {
  const { language } = request;
  const ordered = [...answers].sort((one, other) => catalogueOrder(one.provider) - catalogueOrder(other.provider));
  const terms = new Map<string, Term>();
  for (const { provider, findings } of ordered) {
    for (const [place, { text, ...figures }] of findings.ideas.entries()) {
      const folded = foldTerm(text, language);
      if (folded === '') continue;
      const term = terms.get(folded) ?? { text: folded, place, given: new Map<string, KeywordFigures>() };
      terms.set(folded, term);
      term.place = Math.min(term.place, place);
      term.given.set(provider, { ...defined(figures), ...term.given.get(provider) });
    }
  }
  const merged = [...terms.values()].map((term) => ({ ...term, ...chooseFigures(term, language) }));
  const { ranked, primary } = rankTerms(merged, request, ordered.length);
  const questions = uniqueQuestions(ordered, language);
  const keywords = ranked.map(
    ({ text, score, given, figures, sources, agreed }): Keyword => ({
      text,
      score,
      source: [...given.keys()].join('+'),
      ...figures,
      ...(Object.keys(sources).length > 0 && { sources }),
      ...(agreed.length > 0 && { agreed }),
    }),
  );
  const fetchedAt = oldest(ordered.map(({ findings }) => findings));
  return {
    language,
    primary: primary ?? request.seeds[0] ?? request.topic.slice(0, 100),
    keywords,
    measured: keywords.some(({ sources = {} }) => Object.values(sources).some((source) => source !== byRule)),
    ...(questions.length > 0 && { questions }),
    ...(fetchedAt && { fetchedAt }),
  };
}

function chooseFigures({ text, given }: Term, language: Language) {
  const figures: KeywordFigures = {};
  const sources: Partial<Record<KeywordFigureName, string>> = {};
  const agreed: KeywordFigureName[] = [];
  for (const name of keywordFigureNames) {
    const all = [...given]
      .filter(([, each]) => each[name] !== undefined)
      .sort(([one], [other]) => trustOf(name, one) - trustOf(name, other));
    const [best, ...others] = all;
    if (!best) continue;
    Object.assign(figures, { [name]: best[1][name] });
    sources[name] = best[0];
    if (others.some(([, other]) => saySame(name, best[1], other))) agreed.push(name);
  }
  const told = figures.intent === undefined ? intentOfWords(text, language) : undefined;
  if (told) {
    figures.intent = told;
    sources.intent = byRule;
  }
  return { figures, sources, agreed };
}

function trustOf(name: KeywordFigureName, provider: string): number {
  const place = trusted[name].indexOf(provider);
  return place < 0 ? trusted[name].length : place;
}

function saySame(name: KeywordFigureName, { [name]: one }: KeywordFigures, { [name]: other }: KeywordFigures): boolean {
  if (typeof one !== 'number' || typeof other !== 'number') return one === other;
  return Math.abs(one - other) <= (name === 'trend' ? trendTolerance : tolerance * Math.max(one, other));
}

function uniqueQuestions(answers: readonly ProviderAnswer[], language: Language): string[] {
  const questions = new Map<string, string>();
  for (const question of answers.flatMap(({ findings }) => findings.questions ?? [])) {
    const shown = question.normalize('NFC').replace(/\s+/gu, ' ').trim();
    const folded = foldTerm(shown, language);
    if (folded !== '' && !questions.has(folded)) questions.set(folded, shown);
  }
  return [...questions.values()].slice(0, mostQuestions);
}

function defined(figures: KeywordFigures): KeywordFigures {
  return Object.fromEntries(Object.entries(figures).filter(([, figure]) => figure !== undefined));
}
