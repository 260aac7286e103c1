import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assembleMetadata } from '../../../src/activities/metadata/assemble-metadata.ts';
import { createOfflineMetadata } from '../../../src/activities/metadata/providers/offline.ts';
import type { MetadataRequest } from '../../../src/activities/metadata/providers/provider.ts';
import { languageCodes, offlineLanguages } from '../../../src/contracts/languages.ts';
import type { Metadata } from '../../../src/contracts/metadata.ts';
import { sceneId } from '../../../src/contracts/script.ts';
import { disclosed } from '../../../src/engines/writing/disclosure.ts';
import { writeFromTemplate } from '../../../src/engines/writing/write-from-template.ts';
import { startYoutubeEmulator, type YoutubeEmulator } from '../../emulators/youtube/start-youtube-emulator.ts';
import { outcomeOf, startUpload } from '../../emulators/youtube/tests/reference-client.ts';
import { expectWithinLimits, snippetOf } from '../../engines/writing/metadata-rules.ts';
import { type WildText, wildText } from '../../support/wild-text.ts';
import { providerCall } from '../stage-bench.ts';

/** A film of any scenes, with any words about it. */
function anyFilm({ text, below, pick }: WildText): MetadataRequest {
  const language = pick(languageCodes);
  const scenes = Array.from({ length: 1 + below(40) }, (_, index) => ({
    id: sceneId(index + 1),
    narration: text(80),
    visual: { idea: '', keywords: [] },
    ...(below(3) === 0 && { chapter: text(70) }),
  }));
  return {
    ...{ topic: text(60), language, format: 'long', sceneSeconds: scenes.map(() => below(40)) },
    script: { title: text(90), language, scenes, writer: { provider: 'brief' } },
    credits: Array.from({ length: below(12) }, () => text(80)),
    disclosure: { syntheticVoice: below(2) === 0, drawnPictures: pick(['none', 'some', 'all']) },
  };
}

/** A film of the offline writer's on any topic. */
async function offlineFilm({ text, below, pick }: WildText): Promise<Metadata> {
  const language = pick(offlineLanguages);
  const topic = `a ${text(60)}`;
  const format = pick(['short', 'long'] as const);
  const { script } = writeFromTemplate({ topic, language, format, durationSeconds: 20 + below(200) });
  const sceneSeconds = script.scenes.map(({ narration }) => narration.length / 14.5);
  const film = { ...anyFilm({ text, below, pick }), topic, language, format, script, sceneSeconds };
  return (await createOfflineMetadata().buildMetadata(film, providerCall())).value;
}

const anyWords = ({ text, below, pick }: WildText) => ({
  title: text(pick([0, 40, 200])),
  text: pick([undefined, text(pick([100, 4000]))]),
  tags: Array.from({ length: below(40) }, () => text(30)),
  hashtags: Array.from({ length: below(5) }, () => text(15)),
});

it('describes any film within the limits, with all that has to stand in a description', () => {
  const wild = wildText('assembled');
  for (let index = 0; index < 400; index += 1) {
    const film = anyFilm(wild);
    const metadata = assembleMetadata(film, anyWords(wild));
    expectWithinLimits(metadata);
    const { description, hashtags, chapters } = metadata;
    expect(description).toContain(disclosed(film.disclosure, film.language));
    const last = hashtags.join(' ');
    expect(description.slice(description.length - last.length)).toBe(last);
    const unsigned = (text: string) => text.replaceAll(/[#＃]/g, '');
    for (const { title } of chapters) expect(unsigned(description)).toContain(unsigned(title));
  }
});

it('describes what the offline writer makes of any topic', async () => {
  const wild = wildText('offline');
  for (let index = 0; index < 150; index += 1) expectWithinLimits(await offlineFilm(wild));
});

describe('the vendor', () => {
  let emulator: YoutubeEmulator;
  beforeAll(async () => {
    emulator = await startYoutubeEmulator({ quota: { inserts: 1000 } });
  });
  afterAll(() => emulator.close());

  it('takes hundreds of them, each as it was sent', async () => {
    const wild = wildText('sent');
    const status = { privacyStatus: 'private', selfDeclaredMadeForKids: false, containsSyntheticMedia: false };
    for (let index = 0; index < 300; index += 1) {
      const metadata = index % 3 === 0 ? await offlineFilm(wild) : assembleMetadata(anyFilm(wild), anyWords(wild));
      const snippet = snippetOf(metadata);
      const body = { snippet, status: { ...status, license: 'youtube' } };
      expect([snippet, await outcomeOf(startUpload(emulator, 1000, body))]).toEqual([snippet, '200']);
      expect(emulator.openSessions().at(-1)?.title).toBe(metadata.title);
    }
    expect(emulator.violations).toEqual([]);
  });
});
