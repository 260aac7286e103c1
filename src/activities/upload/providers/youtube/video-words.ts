import type { Brief } from '../../../../contracts/brief.ts';
import type { Metadata } from '../../../../contracts/metadata.ts';
import { mostDescriptionBytes } from '../../../../engines/writing/description.ts';
import { fitMetadata } from '../../../../engines/writing/fit-metadata.ts';
import type { YoutubeVideoUpdate } from '../../../../infra/youtube/youtube-videos.ts';

/** What YouTube is told about a film, within its limits. */
export function snippetOf(metadata: Metadata): NonNullable<YoutubeVideoUpdate['snippet']> {
  const { title, description, tags, categoryId, language } = fitMetadata(metadata);
  return { title, description, tags, categoryId, defaultLanguage: language, defaultAudioLanguage: language };
}

/** As `snippetOf`, with a last line in the description by which an upload is found whose answer never came. */
export function markedSnippetOf(metadata: Metadata, marker: string): NonNullable<YoutubeVideoUpdate['snippet']> {
  const line = `\n\n${marker}`;
  const fitted = fitMetadata(metadata, { descriptionBytes: mostDescriptionBytes - Buffer.byteLength(line) });
  return { ...snippetOf(fitted), description: `${fitted.description}${line}` };
}

type Status = NonNullable<YoutubeVideoUpdate['status']>;

/** Everything is said: what is left out falls back to defaults of the vendor's, of which the first is `public`. */
export function statusOf(
  { containsSyntheticMedia, selfDeclaredMadeForKids }: Metadata,
  { publish }: Pick<Brief, 'publish'>,
  { privacyStatus, publishAt }: Pick<Status, 'privacyStatus'> & Partial<Pick<Status, 'publishAt'>>,
): Status {
  return {
    ...{ privacyStatus, publishAt, license: publish?.license ?? 'youtube' },
    ...{ embeddable: true, publicStatsViewable: true, containsSyntheticMedia },
    selfDeclaredMadeForKids: selfDeclaredMadeForKids || (publish?.madeForKids ?? false),
  };
}
