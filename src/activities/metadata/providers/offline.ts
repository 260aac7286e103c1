import type { Metadata } from '../../../contracts/metadata.ts';
import { chaptersOf } from '../../../engines/writing/chapters.ts';
import { writeDescription } from '../../../engines/writing/description.ts';
import { findKeywords } from '../../../engines/writing/find-keywords.ts';
import { keyNouns } from '../../../engines/writing/phrases.ts';
import { readTopic, topicTerms } from '../../../engines/writing/read-topic.ts';
import { chooseHashtags, fitTags } from '../../../engines/writing/tags.ts';
import { fitTitle } from '../../../engines/writing/title.ts';
import type { MetadataProvider, MetadataRequest } from './provider.ts';

// YouTube's number for Education.
const education = '27';
const nounsOfScript = 5;

/** Title, description, chapters and tags out of the script and its keywords: no key, no network, no cost. */
export function createOfflineMetadata(): MetadataProvider {
  return {
    name: 'offline',
    async buildMetadata(request, { signal }) {
      signal.throwIfAborted();
      return { value: describeFilm(request), costUsd: 0 };
    },
  };
}

function describeFilm({ topic, language, script, keywords, sceneSeconds, credits }: MetadataRequest): Metadata {
  const { primary, keywords: ranked } = keywords ?? findKeywords(topic, language);
  const terms = [primary, ...[...ranked].sort((a, b) => b.score - a.score).map(({ text }) => text)];
  const narration = script.scenes.map((scene) => scene.narration).join('\n');
  // A template's words say nothing of the topic.
  const nouns = script.writer.provider === 'offline' ? [] : keyNouns(narration, language, nounsOfScript);
  const hashtags = chooseHashtags(topicTerms(readTopic(topic, language)), language);
  const seconds = sceneSeconds.reduce((sum, length) => sum + length, 0);
  const title = fitTitle({ title: script.title, primary, language, seconds });
  const found = chaptersOf(script.scenes, sceneSeconds, title);
  const { description, chapters } = writeDescription({ script, primary, chapters: found, credits, hashtags });
  return {
    title,
    description,
    tags: fitTags([...terms, ...nouns]),
    hashtags,
    chapters,
    language,
    categoryId: education,
    credits,
    // YouTube asks for the label where realistic people, places or events are altered or made up. Drawn pictures are exempt,
    // and a synthetic voice that reads a script imitates no real person.
    containsSyntheticMedia: false,
    selfDeclaredMadeForKids: false,
  };
}
