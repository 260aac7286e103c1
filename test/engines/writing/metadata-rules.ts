import { expect } from 'vitest';
import { type Metadata, metadataSchema } from '../../../src/contracts/metadata.ts';
import { readSnippet } from '../../emulators/youtube/video-rules.ts';

/** The snippet that YouTube is sent. */
export const snippetOf = ({ title, description, tags, categoryId, language }: Metadata) => ({
  ...{ title, description, tags, categoryId },
  ...{ defaultLanguage: language, defaultAudioLanguage: language },
});

/** The vendor refuses nothing of it, and neither is there what no vendor refuses and still would be wrong. */
export function expectWithinLimits(metadata: Metadata): void {
  readSnippet(snippetOf(metadata));
  // One assertion for all: there are very many metadata.
  const broken = Object.entries(rulesOf(metadata)).filter(([, isKept]) => !isKept);
  if (broken.length > 0) expect({ metadata, broken: broken.map(([rule]) => rule) }).toEqual({ metadata, broken: [] });
}

function rulesOf(metadata: Metadata): Record<string, boolean> {
  const { title, description, tags, hashtags, chapters } = metadata;
  const shown = [title, description, ...tags].join('\n');
  const starts = chapters.map(({ startSeconds }) => startSeconds);
  return {
    'the shape of metadata': metadataSchema.safeParse(metadata).success,
    'nothing unseen': !/[\u202a-\u202e\u2066-\u2069\u200b\ufeff\u2028\u2029\r]/.test(shown),
    composed: shown === shown.normalize('NFC'),
    trimmed: [title, description, ...tags].every((text) => text === text.trim()),
    'a title on one line': !title.includes('\n'),
    'two line breaks in a row': !description.includes('\n\n\n'),
    'fifteen hashtags': hashtagsOf(`${title}\n${description}`) <= 15 && hashtags.length <= 15,
    'tags without commas and quotes': !/[,"]/.test(tags.join('')),
    'each tag once': new Set(tags.map((tag) => tag.toLowerCase())).size === tags.length,
    'three chapters from 0:00': starts.length === 0 || (starts.length >= 3 && starts[0] === 0),
    'ten seconds a chapter': starts.every((start, index) => index === 0 || start - (starts[index - 1] ?? 0) >= 10),
  };
}

/** A sign at the start of a word, as everyone counts them. */
function hashtagsOf(text: string): number {
  return text.match(/(?:^|\s)[#＃]+[\p{L}\p{N}_]/gu)?.length ?? 0;
}
