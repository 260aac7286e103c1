import type { Metadata } from '../../contracts/metadata.ts';
import { assignableCategories, education } from './categories.ts';
import { shownChapters } from './chapters.ts';
import { mostDescriptionBytes } from './description.ts';
import { fitDescription } from './fit-description.ts';
import { limitHashtags, mostHashtags } from './limit-hashtags.ts';
import { cutCharacters } from './phrases.ts';
import { isBlank, shownLine } from './shown-text.ts';
import { fitTags } from './tags.ts';

const longestTitle = 100;
const untitled = 'Video';
const unknownLanguage = 'en';

/**
 * Metadata within every limit of YouTube, whoever wrote them: a person, a model or an earlier version. A title of 1 to 100
 * UTF-16 units, the strictest reading of `characters`; a description of at most 5,000 bytes, without losing its credits, its
 * note on how the film was made and its hashtags; tags of 500 in all, 15 hashtags over title and description, chapters by the
 * rules, a category and a language that exist. Cuts are made after whole words, never inside a character. What fits already
 * comes out as it is.
 *
 * @param descriptionBytes where something of the caller's own is put after the description: what is left for it
 */
export function fitMetadata(metadata: Metadata, { descriptionBytes = mostDescriptionBytes } = {}): Metadata {
  const hashtags = metadata.hashtags.map(shownLine).filter((tag) => /^#\S+$/.test(tag) && !isBlank(tag.slice(1)));
  const own = [...new Set(hashtags)].slice(0, mostHashtags);
  const title = cutCharacters(shownLine(metadata.title), longestTitle);
  const texts = {
    title: isBlank(title) ? untitled : title,
    description: fitDescription(metadata.description, Math.min(descriptionBytes, mostDescriptionBytes)),
  };
  return {
    ...metadata,
    ...limitHashtags(texts, own),
    tags: fitTags(metadata.tags),
    hashtags: own,
    chapters: shownChapters(metadata.chapters),
    language: fitLanguage(metadata.language),
    categoryId: assignableCategories.includes(metadata.categoryId) ? metadata.categoryId : education,
  };
}

const languageNames = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });
// Two or three letters, then script, region and variant, as in `zh-Hans`; no extensions.
const languageTag = /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/;

/** A tag of BCP 47 for a language there is: `pt_br` becomes `pt-BR`; what is none becomes English. */
function fitLanguage(language: string): string {
  try {
    const { baseName, language: base } = new Intl.Locale(language.trim().replaceAll('_', '-'));
    if (!languageTag.test(baseName) || languageNames.of(base) === undefined) return unknownLanguage;
    return languageTag.test(language) ? language : baseName;
  } catch {
    return unknownLanguage;
  }
}
