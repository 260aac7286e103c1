import type { Keyword, KeywordSet } from '../../contracts/keywords.ts';
import { type Language, languages } from '../../contracts/languages.ts';

const mostKeywords = 8;
const mostQuestions = 4;

/** `French (fr)` */
export function languageName(language: Language): string {
  const name = new Intl.DisplayNames(['en'], { type: 'language' }).of(language) ?? languages[language].name;
  return `${name} (${language})`;
}

/** The words a film should be found by, best first, with what is known of them, and what people ask: a line each. */
export function keywordLines(keywords: KeywordSet | undefined): string[] {
  if (!keywords) return [];
  const { primary, questions = [] } = keywords;
  const known = keywords.keywords.find(({ text }) => text === primary);
  const others = keywords.keywords
    .filter(({ text }) => text !== primary)
    .sort((a, b) => b.score - a.score)
    .slice(0, mostKeywords);
  return [
    `Main keyword: ${known ? described(known) : oneLine(primary)}`,
    ...(others.length > 0 ? [`Other keywords: ${others.map(described).join('; ')}`] : []),
    ...(questions.length > 0 ? [`People ask: ${questions.slice(0, mostQuestions).map(oneLine).join('; ')}`] : []),
  ];
}

/** So that nothing a person typed can look like a line of the order. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function described({ text, volume, difficulty }: Keyword): string {
  const figures = [
    ...(volume === undefined ? [] : [`${Math.round(volume)} searches a month`]),
    ...(difficulty === undefined ? [] : [`difficulty ${Math.round(difficulty)} of 100`]),
  ];
  return figures.length > 0 ? `${oneLine(text)} (${figures.join(', ')})` : oneLine(text);
}
