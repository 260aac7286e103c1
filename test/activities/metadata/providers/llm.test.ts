import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createMetadataActivities } from '../../../../src/activities/metadata/build-metadata.ts';
import { createLlmMetadata } from '../../../../src/activities/metadata/providers/llm.ts';
import { openMetadataProviders } from '../../../../src/activities/metadata/providers/open-metadata-providers.ts';
import type { MetadataRequest } from '../../../../src/activities/metadata/providers/provider.ts';
import type { ReadStyle } from '../../../../src/activities/styles.ts';
import { languageCodes } from '../../../../src/contracts/languages.ts';
import { metadataSchema } from '../../../../src/contracts/metadata.ts';
import { sceneId } from '../../../../src/contracts/script.ts';
import { tagsLength } from '../../../../src/engines/writing/tags.ts';
import type { LlmEmulator } from '../../../emulators/llm-part.ts';
import { sentencesOf } from '../../../emulators/llm-texts.ts';
import type { Misbehaviour } from '../../../emulators/llm-writer.ts';
import { testVendor } from '../../../emulators/vendor-conformance.ts';
import { emulatedLlms, key } from '../../../infra/llm/emulated-llms.ts';
import {
  bookkeeper,
  failureOf,
  providerCall,
  runActivity,
  scriptOf,
  stageInput,
  storeScript,
  useStageBench,
} from '../../stage-bench.ts';

const bench = useStageBench();
const topic = 'Why do octopuses have three hearts?';

function requestOf(changes: Partial<MetadataRequest> = {}): MetadataRequest {
  const script = scriptOf([...sentencesOf[changes.language ?? 'en']], { language: changes.language ?? 'en' });
  for (const [index, scene] of script.scenes.entries()) scene.id = sceneId(index + 1);
  for (const index of [0, 5, 10]) Object.assign(script.scenes[index] as object, { chapter: `Part ${index / 5 + 1}` });
  return {
    ...{ topic, language: 'en', format: 'long', script, credits: ['Music: Calm, by Someone, MIT'] },
    sceneSeconds: script.scenes.map(() => 8.5),
    disclosure: { syntheticVoice: true, drawnPictures: 'some' },
    ...changes,
  };
}

for (const { name, model, start, open, keyIn, errors } of emulatedLlms) {
  describe(`metadata by ${name}`, () => {
    testVendor({
      start,
      call: ({ url }, signal) =>
        createLlmMetadata(open(url)).buildMetadata(requestOf(), providerCall({ ...bookkeeper(), signal })),
      ...{ key, keyIn, errors },
    });

    it('has the model’s words, and chapters, credits and the note on the voice from us', async () => {
      const emulator = await start();
      const { pay, charges } = bookkeeper();
      const provided = await createLlmMetadata(open(emulator.url)).buildMetadata(requestOf(), providerCall({ pay }));
      expect(provided).toMatchObject({ costUsd: 1, model });
      expect(charges).toMatchObject([{ provider: name, model }]);
      const { value } = provided;
      expect(value.title).toBe(topic);
      expect(value.chapters).toEqual([
        { startSeconds: 0, title: 'Part 1' },
        { startSeconds: 42, title: 'Part 2' },
        { startSeconds: 85, title: 'Part 3' },
      ]);
      const { description } = value;
      expect(description.slice(0, 100)).toContain('hearts');
      for (const part of [
        'Its blood is blue',
        '0:42 Part 2',
        'Music: Calm, by Someone',
        'Narrated by a synthetic voice.\nSome of the pictures were drawn by software.',
      ]) {
        expect(description).toContain(part);
      }
      expect(description.endsWith(value.hashtags.join(' '))).toBe(true);
      expect(value.hashtags).toHaveLength(3);
      expect(emulator.violations).toEqual([]);
      await emulator.close();
    });
  });
}

describe('metadata that is checked', () => {
  const openai = emulatedLlms[0];
  let emulator: LlmEmulator;
  beforeAll(async () => {
    if (!openai) throw new Error('no emulator');
    emulator = await openai.start();
  });
  afterAll(() => emulator.close());
  beforeEach(() => emulator.reset());

  // Of a model that thinks first, room for it is reserved as well.
  const build = async (changes: Partial<MetadataRequest> = {}) => {
    const { pay, charges, used } = bookkeeper();
    const [provider] = openMetadataProviders(openai ? [openai.open(emulator.url, 'gpt-5.2')] : []);
    const provided = await provider?.buildMetadata(requestOf(changes), providerCall({ pay }));
    if (!provided) throw new Error('no provider');
    return { ...provided, charges, used };
  };

  const faults: [Misbehaviour, RegExp][] = [
    ['wrong-language', /the text is in French, not in English/],
    ['too-short', /the description has \d+ bytes where 80 to 2000 were asked for/],
    ['meta-talk', /the description can't be used: it talks about the task/],
    ['markup', /the description can't be used: it has Markdown/],
  ];

  it.each(faults)(
    'is repaired once when it is wrong by %s, and fails with the reason after that',
    async (how, reason) => {
      emulator.misbehave(how);
      expect(await build()).toMatchObject({ costUsd: 2 });
      const { messages } = emulator.calls[1]?.body as { messages: { content: string }[] };
      expect(messages[1]?.content).toMatch(reason);
      emulator.misbehave(how, how);
      await expect(build()).rejects.toMatchObject({ type: 'InvalidAnswer', message: expect.stringMatching(reason) });
    },
  );

  it('keeps to YouTube’s limits in every language, near its estimate', async () => {
    for (const language of languageCodes) {
      const { value, charges, used } = await build({ language, credits: ['a'.repeat(3000), 'b'.repeat(3000)] });
      expect(metadataSchema.safeParse(value).error).toBeUndefined();
      expect(Buffer.byteLength(value.description)).toBeLessThanOrEqual(5000);
      expect(value.description).not.toMatch(/[<>]/);
      expect(tagsLength(value.tags)).toBeLessThanOrEqual(500);
      const share = (charges[0]?.estimate.outputTokens ?? 0) / (used[0]?.outputTokens ?? 1);
      expect(share).toBeGreaterThan(0.7);
      expect(share).toBeLessThan(1.3);
    }
    expect(emulator.violations).toEqual([]);
  });

  it('takes the keywords that were measured, the main one as the first tag', async () => {
    const keywords = {
      language: 'en',
      primary: 'blue blood',
      measured: true,
      keywords: [
        { text: 'blue blood', score: 50, source: 'ahrefs' },
        { text: 'octopus facts', score: 90, source: 'ahrefs' },
      ],
    };
    const { value } = await build({ keywords });
    expect(value.tags[0]).toBe('blue blood');
    expect(value.tags).toContain('octopus facts');
    expect(value.description.startsWith('Blue blood:')).toBe(true);
  });

  it('goes through the stage, and pays once', async () => {
    const { pay, charges } = bookkeeper();
    const readStyle = (async () => ({
      music: { mood: 'calm' },
      cards: { intro: { short: 0, long: 0, square: 0 } },
    })) as unknown;
    const { buildMetadata } = createMetadataActivities(
      { ...bench, payFor: () => pay },
      openMetadataProviders(openai ? [openai.open(emulator.url)] : []),
      readStyle as ReadStyle,
    );
    const input = {
      ...stageInput({ topic, music: { kind: 'none' } }),
      script: await storeScript(bench, ['Octopuses have three hearts.', 'Their blood is blue.']),
      sceneFrames: [90, 90],
    };
    const result = await runActivity(buildMetadata, input);
    expect(result).toMatchObject({ provider: 'openai', costUsd: 1 });
    expect(await runActivity(buildMetadata, input)).toMatchObject({ found: true, costUsd: 0 });
    expect(charges).toHaveLength(1);
    emulator.misbehave('refusal');
    expect(await failureOf(runActivity(buildMetadata, { ...input, take: 1 }))).toMatchObject({
      type: 'ContentRefused',
    });
  });
});
