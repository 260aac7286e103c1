import { expect, it } from 'vitest';
import { createKeepOwnWords } from '../../../src/activities/assets/keep-own-words.ts';
import type { Metadata } from '../../../src/contracts/metadata.ts';
import type { OwnWords } from '../../../src/contracts/publish.ts';
import { createMarkingStore } from '../../../src/infra/artifacts/marking-store.ts';
import { failureOf, runActivity, useStageBench } from '../stage-bench.ts';

const bench = useStageBench();
const built: Metadata = {
  title: 'My dog: a first look in 30 seconds',
  description: 'My dog.\n\nNarrated by a synthetic voice.\nPictures drawn by software.\n\n#dog #beach',
  tags: ['dog', 'beach'],
  hashtags: ['#dog', '#beach'],
  chapters: [],
  language: 'en',
  categoryId: '27',
  credits: [],
  containsSyntheticMedia: false,
  selfDeclaredMadeForKids: false,
};

async function kept(words: OwnWords, metadata: unknown = built): Promise<Metadata> {
  const { keepOwnWords } = createKeepOwnWords(createMarkingStore(bench.artifacts));
  const ref = await bench.artifacts.putJson(metadata);
  return (await bench.artifacts.readJson(
    (
      await runActivity(keepOwnWords, { metadata: ref, words })
    ).metadata,
  )) as Metadata;
}

it('publishes the title and description as the person wrote them, with the tags that were found', async () => {
  const description = 'He runs.\n0:00 Beach\n\nhttps://example.org/dog';
  expect(await kept({ title: 'My dog', description })).toEqual({
    ...built,
    title: 'My dog',
    description: `${description}\n\n#dog #beach`,
  });
});

it('says nothing of how it was made where nothing is told', async () => {
  expect((await kept({ title: 'My dog' })).description).toBe('#dog #beach');
});

it('writes what platforms refuse so that they take it, and keeps to their lengths', async () => {
  const { title, description } = await kept({ title: '<b>My</b> dog', description: `<i>${'läuft '.repeat(2000)}` });
  expect(title).toBe('‹b›My‹/b› dog');
  expect(description).not.toMatch(/[<>]/);
  expect(Buffer.byteLength(description)).toBeLessThanOrEqual(5000);
  expect(description.endsWith('\n\n#dog #beach')).toBe(true);
});

it('refuses what is no metadata', async () => {
  expect(await failureOf(kept({ title: 'My dog' }, { title: 7 }))).toMatchObject({ type: 'InvalidInput' });
});
