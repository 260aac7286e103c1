import { keyNouns } from '../../../engines/writing/phrases.ts';
import type { PictureRequest } from '../providers/provider.ts';

// Pixabay takes no more than 100 characters.
const longestQuery = 100;
const mostQueries = 4;

/**
 * What to search for, the most particular first: the two strongest nouns of the scene, then each alone, then the nouns of its
 * idea. Later shots of a scene pair its first noun with another one, so that they look at another side of it.
 */
export function queriesOf({
  idea,
  keywords,
  language,
  shotIndex,
}: Pick<PictureRequest, 'idea' | 'keywords' | 'language' | 'shotIndex'>): string[] {
  const ofIdea = keyNouns(idea, language, 3);
  const [first, ...others] = keywords.length > 0 ? keywords : ofIdea;
  if (first === undefined) return [];
  const other = others[shotIndex % Math.max(1, others.length)];
  const queries = [together(first, other), first, other, together(...ofIdea.slice(0, 2))]
    .filter((query) => query !== undefined && query !== '')
    .map((query) => cut(query as string));
  return [...new Set(queries)].slice(0, mostQueries);
}

/** Without saying a word twice: `octopus` and `octopus arms`. */
function together(...terms: (string | undefined)[]): string {
  const words = terms.flatMap((term) => term?.split(/\s+/) ?? []).filter(Boolean);
  const folded = words.map((word) => word.toLowerCase());
  return words.filter((_, index) => folded.indexOf(folded[index] as string) === index).join(' ');
}

function cut(query: string): string {
  if (query.length <= longestQuery) return query;
  return query.slice(0, query.lastIndexOf(' ', longestQuery) > 0 ? query.lastIndexOf(' ', longestQuery) : longestQuery);
}
