import type { Brief } from '../contracts/brief.ts';
import { isVisible, type OwnWords, type VideoFields } from '../contracts/publish.ts';
import { checkPublishingTime } from '../contracts/publishing.ts';
import { type Script, sceneId } from '../contracts/script.ts';
import { readBrief } from './bad-places.ts';

const longestTitle = 100;

/** What a person says of their video; where they give no title, the file's name does. */
export function ownWords({ title, description }: VideoFields, fileName: string): OwnWords {
  const named = fileName
    .replace(/\.[^.]{1,5}$/, '')
    .replace(/[_\s-]+/g, ' ')
    .replace(/\p{C}/gu, '')
    .trim();
  let cut = '';
  for (const character of named) if (cut.length + character.length <= longestTitle) cut += character;
  return { title: title ?? (isVisible(cut) ? cut.trim() : 'Video'), ...(description && { description }) };
}

/**
 * Title and description as a script of one scene. The thumbnail and metadata stages read a film by its script: a video that
 * was made elsewhere has none, and what the person says of it is all that is known.
 */
export function scriptOf({ title, description }: OwnWords, language: Script['language']): Script {
  return {
    title,
    language,
    scenes: [{ id: sceneId(1), narration: description ?? title, visual: { idea: title, keywords: [] } }],
    writer: { provider: 'person', note: 'the title and description of a video that was made elsewhere' },
  };
}

interface BriefParts {
  words: OwnWords;
  fields: VideoFields;
  owner: string;
  correlationId: string;
}

/** A brief as the stages want one. The film is made: no music and no captions of ours are in it. */
export function briefOf({ words, fields, owner, correlationId }: BriefParts): Brief {
  const { channel, privacy, publishAt, license, madeForKids } = fields;
  const publish = { channel, privacy, publishAt, license, madeForKids: madeForKids && madeForKids === 'true' };
  const isSaid = Object.values(publish).some((value) => value !== undefined);
  checkPublishingTime(publish);
  return readBrief({
    topic: words.title,
    language: fields.language,
    format: fields.format,
    music: { kind: 'none' },
    captions: false,
    publish: isSaid ? publish : undefined,
    providers: fields.target ? { upload: [fields.target] } : {},
    owner,
    correlationId,
  });
}
