import { expect, test } from 'vitest';
import { createOfflineMetadata } from '../../../../src/activities/metadata/providers/offline.ts';
import { createOfflineScript } from '../../../../src/activities/script/providers/offline.ts';
import { offlineLanguages } from '../../../../src/contracts/languages.ts';
import { metadataSchema } from '../../../../src/contracts/metadata.ts';
import { findKeywords } from '../../../../src/engines/writing/find-keywords.ts';
import { tagsLength } from '../../../../src/engines/writing/tags.ts';
import { randomTexts } from '../../../engines/writing/random-text.ts';
import { providerCall } from '../../stage-bench.ts';

const call = providerCall();

async function metadataOf(
  topic: string,
  language: (typeof offlineLanguages)[number],
  format: 'short' | 'long',
  seconds: number,
) {
  const { value: script } = await createOfflineScript().writeScript(
    { topic, language, format, durationSeconds: seconds },
    call,
  );
  const { value } = await createOfflineMetadata().buildMetadata(
    {
      topic,
      language,
      format,
      script,
      keywords: findKeywords(topic, language),
      sceneSeconds: script.scenes.map(({ narration }) => narration.length / 14.5),
      credits: ['Music: Calm, by Someone, MIT'],
      disclosure: { syntheticVoice: true, drawnPictures: 'all' },
    },
    call,
  );
  return value;
}

test('a Short has its title, tags, hashtags and credits, and no chapters', async () => {
  const metadata = await metadataOf('Why do octopuses have three hearts?', 'en', 'short', 50);
  expect(metadata).toMatchObject({
    title: 'Why do octopuses have three hearts?',
    hashtags: ['#octopuses', '#threehearts', '#curiosity'],
    chapters: [],
    categoryId: '27',
    containsSyntheticMedia: false,
    selfDeclaredMadeForKids: false,
  });
  expect(metadata.tags).toContain('three hearts');
  expect(metadata.description).toContain('Music: Calm, by Someone, MIT');
});

test('a long film lists its chapters in the description', async () => {
  const { chapters, description } = await metadataOf('Roman concrete', 'en', 'long', 300);
  expect(chapters.length).toBeGreaterThanOrEqual(3);
  expect(description).toContain(`0:00 ${chapters[0]?.title}`);
});

test('an ordinary topic gets a title of 30 to 55 characters in every language', async () => {
  for (const language of offlineLanguages) {
    for (const topic of ['1984', 'Marie Curie', 'Antonio Vivaldi 1678', 'Leonardo da Vinci, Firenze']) {
      const { title } = await metadataOf(topic, language, 'short', 50);
      expect(title.length).toBeGreaterThanOrEqual(30);
      expect(title.length).toBeLessThanOrEqual(55);
    }
  }
});

test('whatever the topic, YouTube’s limits hold', async () => {
  for (const [index, topic] of randomTexts('metadata', 60, 250).entries()) {
    const language = offlineLanguages[index % offlineLanguages.length] ?? 'en';
    const metadata = await metadataOf(`a${topic}`, language, index % 2 === 0 ? 'short' : 'long', 120);
    expect(metadataSchema.safeParse(metadata).error).toBeUndefined();
    expect(metadata.title).not.toMatch(/[<>]/);
    expect(Buffer.byteLength(metadata.description)).toBeLessThanOrEqual(5000);
    expect(metadata.description).not.toMatch(/[<>]/);
    expect(tagsLength(metadata.tags)).toBeLessThanOrEqual(500);
    expect(metadata.hashtags).toHaveLength(3);
  }
});
