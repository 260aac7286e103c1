import type { Metadata } from '../../../contracts/metadata.ts';
import { keyNouns } from '../../../engines/writing/phrases.ts';
import { readTopic, topicTerms } from '../../../engines/writing/read-topic.ts';
import { fitTitle } from '../../../engines/writing/title.ts';
import { assembleMetadata, keywordsOf, termsOf } from '../assemble-metadata.ts';
import type { MetadataProvider, MetadataRequest } from './provider.ts';

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

function describeFilm(request: MetadataRequest): Metadata {
  const { topic, language, script, sceneSeconds } = request;
  const keywords = keywordsOf(request);
  const narration = script.scenes.map((scene) => scene.narration).join('\n');
  // A template's words say nothing of the topic.
  const nouns = script.writer.provider === 'offline' ? [] : keyNouns(narration, language, nounsOfScript);
  const seconds = sceneSeconds.reduce((sum, length) => sum + length, 0);
  return assembleMetadata(request, {
    title: fitTitle({ title: script.title, primary: keywords.primary, language, seconds }),
    tags: [...termsOf(keywords), ...nouns],
    hashtags: topicTerms(readTopic(topic, language)),
  });
}
