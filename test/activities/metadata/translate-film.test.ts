import { CancelledFailure } from '@temporalio/activity';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openMetadataProviders } from '../../../src/activities/metadata/providers/open-metadata-providers.ts';
import type { MetadataProvider } from '../../../src/activities/metadata/providers/provider.ts';
import { createTranslateFilm } from '../../../src/activities/metadata/translate-film.ts';
import { Failure } from '../../../src/contracts/failures.ts';
import { type Language, languageCodes } from '../../../src/contracts/languages.ts';
import { type Metadata, translatedWordsSchema } from '../../../src/contracts/metadata.ts';
import type { TranslateFilmInput, Translation } from '../../../src/contracts/stages.ts';
import { readSrt } from '../../../src/engines/film/captions/read-srt.ts';
import { buildSubtitles, formatSrt } from '../../../src/engines/film/captions/subtitles.ts';
import { languageFault } from '../../../src/infra/llm/language-fault.ts';
import type { LlmEmulator } from '../../emulators/llm-part.ts';
import { sentencesOf } from '../../emulators/llm-texts.ts';
import type { Misbehaviour } from '../../emulators/llm-writer.ts';
import { subtitleFault } from '../../emulators/youtube/subtitle-syntax.ts';
import { speak } from '../../engines/film/captions/samples.ts';
import { type EmulatedLlm, emulatedLlms } from '../../infra/llm/emulated-llms.ts';
import { waitFor } from '../../support/wait-for.ts';
import { activityEnvironment, bookkeeper, failureOf, runActivity, stageInput, useStageBench } from '../stage-bench.ts';

const bench = useStageBench();
const openai = emulatedLlms[0] as EmulatedLlm;
let emulator: LlmEmulator;
beforeAll(async () => {
  emulator = await openai.start();
});
afterAll(() => emulator.close());
let books: ReturnType<typeof bookkeeper>;
beforeEach(() => {
  emulator.reset();
  books = bookkeeper();
});

const [fact, blood, ...others] = sentencesOf.en;
const metadata: Metadata = {
  title: 'Why do octopuses have three hearts?',
  description: [
    ...[fact, `${blood}\nhttps://example.org/octopus`],
    'Chapters:\n0:00 Three hearts\n0:42 Blue blood and copper\n1:25 Ink',
    'Credits:\nPhoto by Ann on Pexels: https://www.pexels.com/photo/1/',
    'Narrated by a synthetic voice.\nSome of the pictures were drawn by software.',
    '#octopus #sea',
  ].join('\n\n'),
  ...{ tags: ['octopus'], hashtags: ['#octopus', '#sea'], language: 'en', categoryId: '27', credits: [] },
  chapters: [0, 42, 85].map((startSeconds) => ({ startSeconds, title: 'Part' })),
  ...{ containsSyntheticMedia: false, selfDeclaredMadeForKids: false },
};
const narration = [fact, blood, ...others, ...others.map((sentence) => `Again: ${sentence}`)].join(' ');
const srt = formatSrt(buildSubtitles(speak(narration), { language: 'en' }));

// It doesn't think first: no room for that is reserved.
const llm = () => openMetadataProviders([openai.open(emulator.url, 'gpt-5.2')]);
const stageBy = (providers: MetadataProvider[] = llm()) =>
  createTranslateFilm({ ...bench, payFor: () => (charge, call) => books.pay(charge, call) }, providers);

async function inputOf(language: Language, changes: Partial<TranslateFilmInput> = {}): Promise<TranslateFilmInput> {
  return {
    ...stageInput(),
    ...{ language, metadata: await bench.artifacts.putJson(metadata) },
    captions: await bench.artifacts.putBytes(Buffer.from(srt), 'application/x-subrip'),
    ...changes,
  };
}

const wordsOf = async (translation?: Translation) =>
  translatedWordsSchema.parse(translation && (await bench.artifacts.readJson(translation.words)));
const captionsOf = async ({ captions }: Partial<Translation> = {}) =>
  captions ? (await bench.artifacts.readBytes(captions)).toString('utf8') : '';

describe('a film in another language', () => {
  it('has a title and a text by a model, and headings, times, credits and the note on its making from us', async () => {
    const result = await runActivity(stageBy(), await inputOf('fr'));
    expect(result).toMatchObject({
      provider: 'openai',
      model: 'gpt-5.2',
      found: false,
      costUsd: books.charges.length,
    });
    const { title, description } = await wordsOf(result.translation);
    expect(languageFault(`${title}\n${description.split('\n\n')[0]}`, 'fr')).toBeUndefined();
    expect(title).not.toBe(metadata.title);
    const [first, second, chapters = '', ...tail] = description.split('\n\n');
    expect(first).toBe(sentencesOf.fr[0]);
    expect(second).toBe(`${sentencesOf.fr[1]}\nhttps://example.org/octopus`);
    expect(chapters.split('\n').map((line) => line.split(' ')[0])).toEqual([
      'Chapitres\u00a0:',
      '0:00',
      '0:42',
      '1:25',
    ]);
    expect(chapters).not.toContain('copper');
    expect(tail).toEqual([
      'Crédits\u00a0:\nPhoto by Ann on Pexels: https://www.pexels.com/photo/1/',
      'Voix de synthèse.\nCertaines images sont dessinées par logiciel.',
      '#octopus #sea',
    ]);
    expect(emulator.violations).toEqual([]);
  });

  it.each(languageCodes.filter((code) => code !== 'en'))(
    'has captions in %s at the times of its own, as SubRip that a platform takes',
    async (language) => {
      const { translation } = await runActivity(stageBy(), await inputOf(language));
      const translated = await captionsOf(translation);
      expect(subtitleFault(translated)).toBeUndefined();
      const [own, theirs] = [readSrt(srt), readSrt(translated)];
      const starts = new Set(theirs.map(({ start }) => start));
      for (const { start } of own) expect(starts).toContain(start);
      expect(theirs.at(-1)?.end).toBe(own.at(-1)?.end);
      expect(languageFault(theirs.map(({ text }) => text).join('\n'), language)).toBeUndefined();
      const { title, description } = await wordsOf(translation);
      expect(title.length).toBeLessThanOrEqual(100);
      expect(Buffer.byteLength(description)).toBeLessThanOrEqual(5000);
      expect(translation?.language).toBe(language);
      const near = books.charges.map(
        ({ estimate }, at) => (estimate.outputTokens ?? 0) / (books.used[at]?.outputTokens ?? 1),
      );
      for (const share of near) expect(Math.abs(1 - share)).toBeLessThan(0.35);
    },
  );

  it('has no captions where the film has none', async () => {
    const { translation } = await runActivity(stageBy(), await inputOf('de', { captions: undefined }));
    expect(translation?.words).toBeDefined();
    expect(translation).not.toHaveProperty('captions');
  });

  it('is found again at no cost, and anew for another language or take', async () => {
    const [input, stage] = [await inputOf('fr'), stageBy()];
    const first = await runActivity(stage, input);
    const paid = books.charges.length;
    expect(await runActivity(stage, input)).toEqual({ ...first, found: true, costUsd: 0 });
    expect(books.charges).toHaveLength(paid);
    expect(await runActivity(stage, { ...input, language: 'es' })).toMatchObject({ found: false });
    expect(await runActivity(stage, { ...input, take: 1 })).toMatchObject({ found: false, costUsd: paid });
  });
});

describe('a translation that is checked', () => {
  const faults: [Misbehaviour, RegExp][] = [
    ['wrong-language', /the text is in English, not in French/],
    ['too-short', /these are missing: \d+/],
    ['meta-talk', /line 1 can't be used: it talks about the task/],
  ];

  it.each(faults)('is repaired once when it is wrong by %s', async (how, reason) => {
    emulator.misbehave(how);
    const result = await runActivity(stageBy(), await inputOf('fr', { captions: undefined }));
    expect(result.costUsd).toBe(2);
    const { messages } = emulator.calls[1]?.body as { messages: { content: string }[] };
    expect(messages[1]?.content).toMatch(reason);
  });

  it.each(faults)('fails with the reason when it is wrong by %s again', async (how, reason) => {
    emulator.misbehave(how, how);
    const failure = await failureOf(runActivity(stageBy(), await inputOf('fr')));
    expect(failure).toMatchObject({ type: 'InvalidAnswer', message: expect.stringMatching(reason) });
  });

  it('is rid of mark-up that nobody asked for', async () => {
    emulator.misbehave('markup');
    const { translation, costUsd } = await runActivity(stageBy(), await inputOf('fr', { captions: undefined }));
    expect(costUsd).toBe(1);
    expect((await wordsOf(translation)).title).not.toContain('*');
  });

  it('pays nothing twice: what was good before a try failed is found by the next', async () => {
    const input = await inputOf('fr');
    emulator.misbehave('too-short');
    const { pay } = books;
    // The words take two calls, the draft and its repair; the next is for captions.
    books.pay = (charge, call) =>
      books.charges.length === 2
        ? Promise.reject(new Failure('ProviderUnavailable', 'the line went dead'))
        : pay(charge, call);
    expect(await failureOf(runActivity(stageBy(), input))).toMatchObject({ type: 'ProviderUnavailable' });
    books.pay = pay;
    const result = await runActivity(stageBy(), input);
    expect(books.charges).toHaveLength(2 + result.costUsd);
    const prompts = emulator.calls.map(({ body }) => JSON.stringify(body));
    expect(new Set(prompts).size).toBe(prompts.length);
  });

  it('ends where it is when it is cancelled', async () => {
    emulator.fail({ kind: 'stall' });
    const environment = activityEnvironment();
    const running = environment.run(stageBy(), await inputOf('fr'));
    const ended = expect(running).rejects.toBeInstanceOf(CancelledFailure);
    await waitFor(
      () => emulator.calls.length,
      (count) => count > 0,
    );
    environment.cancel('CANCELLED');
    await ended;
    expect(emulator.calls).toHaveLength(1);
  });
});

describe('where nobody can translate', () => {
  it('the film is published without, and a note says what to do', async () => {
    const result = await runActivity(stageBy(openMetadataProviders([])), await inputOf('fr'));
    expect(result).toMatchObject({ provider: 'offline', costUsd: 0 });
    expect(result.translation).toBeUndefined();
    expect(result.note).toBe(
      'Nobody here translates into French: set a key of a language model; published without it.',
    );
    expect(await runActivity(stageBy(openMetadataProviders([])), await inputOf('fr'))).toMatchObject({ found: false });
  });
});
