import type { KeywordSet } from '../../contracts/keywords.ts';
import type { Metadata } from '../../contracts/metadata.ts';
import { education } from '../../engines/writing/categories.ts';
import { chaptersOf } from '../../engines/writing/chapters.ts';
import { writeDescription } from '../../engines/writing/description.ts';
import { findKeywords } from '../../engines/writing/find-keywords.ts';
import { fitMetadata } from '../../engines/writing/fit-metadata.ts';
import { chooseHashtags } from '../../engines/writing/tags.ts';
import type { MetadataRequest } from './providers/provider.ts';

/** What a writer has to say of a film; the rest follows from the request. */
export interface FilmWords {
  title: string;
  /** A paragraph a line; left out, the script's own sentences serve. */
  text?: string;
  /** First choice first. */
  tags: readonly string[];
  /** Words and short phrases, without `#`. */
  hashtags: readonly string[];
}

/** The one way to put metadata together: chapters by the real times, credits and disclosure, all within YouTube's limits. */
export function assembleMetadata(request: MetadataRequest, { title, text, ...words }: FilmWords): Metadata {
  const { language, script, sceneSeconds, credits, disclosure } = request;
  const { primary } = keywordsOf(request);
  const hashtags = chooseHashtags(words.hashtags, language);
  const found = chaptersOf(script.scenes, sceneSeconds, title);
  const { description, chapters } = writeDescription({
    ...{ script, primary, chapters: found, credits, hashtags, disclosure },
    text,
  });
  return fitMetadata({
    title,
    description,
    tags: [...words.tags],
    hashtags,
    chapters,
    language,
    categoryId: education,
    credits,
    // YouTube asks for the label where realistic people, places or events are altered or made up. Illustrations are exempt,
    // and image models are asked for nothing else; what is found, or is the person's own, is shown as it is; and a synthetic
    // voice that reads a script imitates no real person.
    containsSyntheticMedia: false,
    selfDeclaredMadeForKids: false,
  });
}

/** Those that were found for the film, else the topic's own. */
export function keywordsOf({ topic, language, keywords }: MetadataRequest): KeywordSet {
  return keywords ?? findKeywords(topic, language);
}

/** The terms it should be found by, the primary one first, then by their score. */
export function termsOf({ primary, keywords }: KeywordSet): string[] {
  return [primary, ...[...keywords].sort((a, b) => b.score - a.score).map(({ text }) => text)];
}
