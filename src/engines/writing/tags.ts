import { isOfflineLanguage, type Language, type OfflineLanguage } from '../../contracts/languages.ts';
import { isBlank, shownLine } from './shown-text.ts';

/** YouTube's limit for all tags of a video together. */
export const mostTagCharacters = 500;

/**
 * How long YouTube reckons a list of tags to be: the commas between them count, and a tag with a space counts two more,
 * for the quotes it is sent with. In UTF-16 units, the strictest reading of `characters`.
 */
export function tagsLength(tags: readonly string[]): number {
  const lengths = tags.map((tag) => tag.length + (/\s/.test(tag) ? 2 : 0));
  return lengths.reduce((sum, length) => sum + length, 0) + Math.max(0, tags.length - 1);
}

/** The terms that fit into YouTube's tags, first come first served; what a tag may not hold is taken out. */
export function fitTags(terms: readonly string[]): string[] {
  const tags: string[] = [];
  const seen = new Set<string>();
  for (const term of terms) {
    const tag = shownLine(term.replace(/[,"#<>]/g, ' '));
    if (isBlank(tag) || seen.has(tag.toLowerCase()) || tagsLength([...tags, tag]) > mostTagCharacters) continue;
    seen.add(tag.toLowerCase());
    tags.push(tag);
  }
  return tags;
}

const general: Record<OfflineLanguage, readonly string[]> = {
  en: ['#curiosity', '#learning', '#didyouknow'],
  fr: ['#curiosité', '#apprendre', '#lesaviezvous'],
  es: ['#curiosidades', '#aprender', '#sabíasque'],
  it: ['#curiosità', '#imparare', '#losapeviche'],
  pt: ['#curiosidades', '#aprender', '#vocêsabia'],
};

const mostHashtagLetters = 24;

/** Three hashtags: phrases of one to three words, filled up with general ones. */
export function chooseHashtags(phrases: readonly string[], language: Language): string[] {
  const own = phrases
    .filter((phrase) => phrase.split(/\s+/).length <= 3)
    .map((phrase) => `#${phrase.toLowerCase().replace(/[^\p{L}\p{M}\p{N}]/gu, '')}`)
    .filter((tag) => /^#\p{L}/u.test(tag) && !isBlank(tag.slice(1)) && tag.length <= mostHashtagLetters);
  const filling = isOfflineLanguage(language) ? general[language] : [];
  return [...new Set([...own, ...filling])].slice(0, 3);
}
