import type { Keyword, KeywordSet } from '../../contracts/keywords.ts';
import { isOfflineLanguage, type Language, type OfflineLanguage } from '../../contracts/languages.ts';
import { cutCharacters, keyNouns } from './phrases.ts';
import { readTopic, type TopicReading } from './read-topic.ts';

const most = 20;
const source = 'offline';

// What people add to a term when they search; written without articles, so that every term fits.
const habits: Record<OfflineLanguage, readonly string[]> = {
  en: ['{term} explained', '{term} facts', '{term} for beginners'],
  fr: ['{term} explication', '{term} c’est quoi', '{term} pour débutants'],
  es: ['{term} explicación', 'qué es {term}', '{term} para principiantes'],
  it: ['{term} spiegazione', '{term} cos’è', '{term} per principianti'],
  pt: ['{term} explicação', 'o que é {term}', '{term} para iniciantes'],
};

const longestPrimaryWords = 6;

/**
 * Search terms out of the topic's own words, the likeliest first. Nothing was measured: a score only says the rank
 * (100, then 5 less each), and there are no volumes.
 */
export function findKeywords(topic: string, language: Language): KeywordSet {
  const reading = readTopic(topic, language);
  const primary = primaryTerm(reading, language);
  const { phrases, title, subject, kind } = reading;
  const added = isOfflineLanguage(language) ? habits[language] : [];
  const main = kind === 'subject' ? subject : (phrases[0] ?? subject);
  const terms = [
    primary,
    searchable(title, language),
    ...phrases.filter((phrase) => phrase.includes(' ')),
    ...(phrases.length > 1 ? [phrases.slice(0, 3).join(' ')] : []),
    ...phrases,
    ...(searchable(main, language) ? added.map((habit) => habit.replace('{term}', () => main)) : []),
    ...keyNouns(topic, language, 8),
  ].map((term) => searchable(term, language));
  const keywords = [primary, ...new Set(terms)]
    .filter((term, index) => index === 0 || (term !== primary && /\p{L}/u.test(term)))
    .slice(0, most)
    .map((text, rank): Keyword => ({ text, score: Math.max(5, 100 - 5 * rank), source }));
  return { language, primary, keywords, measured: false };
}

/** The subject where it is short enough to be typed, else its first phrases. */
function primaryTerm({ subject, phrases, title }: TopicReading, language: Language): string {
  const inverted = language === 'en' && /\s(?:do|does|did)\s/i.test(subject);
  const typed = !inverted && subject.length <= 60 && subject.split(' ').length <= longestPrimaryWords;
  const term = typed || phrases.length === 0 ? subject : phrases.slice(0, 2).join(' ');
  return searchable(term, language) || searchable(title, language) || cutCharacters(title, 100);
}

/** As people type it: lower case, without quotes and punctuation, at most 100 characters. */
function searchable(text: string, language: Language): string {
  const bare = text
    .replace(/[^\p{L}\p{M}\p{N}\s'’.,%+#&$€£°-]/gu, ' ')
    .replace(/(?<!\p{N})[.,]|[.,](?!\p{N})/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return /[\p{L}\p{N}]/u.test(bare) ? cutCharacters(bare.toLocaleLowerCase(language), 100) : '';
}
