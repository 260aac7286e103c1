import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Activities } from '../../src/contracts/activities.ts';
import type { BriefInput } from '../../src/contracts/brief.ts';
import type { Publishing } from '../../src/contracts/publishing.ts';
import { publishingSchema } from '../../src/contracts/publishing.ts';
import type { AddCaptionsInput, PublicationInput, TranslateFilmInput } from '../../src/contracts/stages.ts';
import { createPublishClient } from '../../src/infra/temporal/publish-client.ts';
import { benchPlace } from '../support/bench-place.ts';
import { badKey, createFakeStages, type FakeStages, type StageName } from '../support/fake-stages.ts';
import { briefOf, openPipelineBench, type PipelineBench } from '../support/pipeline-bench.ts';
import { waitFor } from '../support/wait-for.ts';

let stages: FakeStages;
let bench: PipelineBench;

// The workers live for the whole file; each test has stages of its own behind them.
const delegating = new Proxy({} as Activities, {
  ownKeys: () => Object.keys(createFakeStages().activities),
  getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
  get: (_, name: keyof Activities) => (input: never) =>
    (stages.activities[name] as (given: never) => Promise<unknown>)(input),
});

beforeAll(async () => {
  bench = await openPipelineBench(delegating, benchPlace());
});
afterAll(() => bench.close());
beforeEach(() => {
  stages = createFakeStages();
});

const inputsOf = <Input>(name: StageName) =>
  stages.calls.filter((call) => call.name === name).map(({ input }) => input as Input);
const start = (languages: Publishing['languages'], brief: Partial<BriefInput> = {}) =>
  bench.pipelines.start(briefOf({ ...brief, publish: { languages } }));
const ended = (id: string) => bench.client.workflow.getHandle(id).result();

/** As a platform: what is uploaded there has an audience. */
function asPlatform(): void {
  const { publishFilm } = stages.activities;
  stages.activities.publishFilm = async (input) => {
    const result = await publishFilm(input);
    return { ...result, publication: { ...result.publication, privacy: 'private' } };
  };
}

describe('a film in several languages', () => {
  it('is translated once into each besides its own, with the captions of the finished film', async () => {
    const id = await start(['fr', 'en', 'de', 'fr']);
    await ended(id);
    const translated = inputsOf<TranslateFilmInput>('translateFilm');
    expect(translated.map(({ language }) => language).sort()).toEqual(['de', 'fr']);
    const { results, artifacts, steps, costUsd } = await bench.pipelines.status(id);
    for (const { metadata, captions } of translated) {
      expect(metadata).toEqual(results.metadata?.metadata);
      expect(captions).toEqual(results.video?.srt);
    }
    expect(results.metadata?.translations?.map(({ language }) => language)).toEqual(['fr', 'de']);
    expect(Object.keys(artifacts)).toEqual(
      expect.arrayContaining(['captions.srt', 'captions.fr.srt', 'captions.de.srt', 'metadata.fr.json']),
    );
    expect(inputsOf<PublicationInput>('publishFilm')[0]?.files).toEqual(artifacts);
    expect(steps.metadata.costUsd).toBeCloseTo(0.03, 9);
    expect(costUsd).toBeGreaterThan(0.03);
  });

  it('asks nobody to translate one in its own language alone', async () => {
    await ended(await start(['en']));
    await ended(await bench.pipelines.start(briefOf()));
    expect(stages.count('translateFilm')).toBe(0);
  });

  it('has them on a platform: a track of captions each, and titles and descriptions together', async () => {
    asPlatform();
    await ended(await start(['fr', 'de']));
    const tracks = inputsOf<AddCaptionsInput>('addCaptions');
    expect(tracks.map(({ language }) => language)).toEqual([undefined, 'fr', 'de']);
    expect(new Set(tracks.map(({ captions }) => captions.sha256)).size).toBe(3);
    expect(inputsOf<PublicationInput>('describeFilm')[0]?.translations?.map(({ language }) => language)).toEqual([
      'fr',
      'de',
    ]);
  });

  it('is published without one that nobody can make, and says so', async () => {
    asPlatform();
    const { translateFilm } = stages.activities;
    stages.activities.translateFilm = async (input) => {
      const { translation, ...outcome } = await translateFilm(input);
      if (input.language === 'de') return { ...outcome, costUsd: 0, note: 'Nobody here translates into German.' };
      return { ...outcome, translation, note: 'It was hard.' };
    };
    const id = await start(['fr', 'de']);
    await ended(id);
    const { steps, results } = await bench.pipelines.status(id);
    expect(steps.metadata.note).toBe('It was hard. Nobody here translates into German.');
    expect(results.metadata?.translations?.map(({ language }) => language)).toEqual(['fr']);
    expect(stages.count('addCaptions')).toBe(2);
  });

  it('waits for a person where a translation fails, and counts what the others cost once', async () => {
    const paid = new Set<string>();
    const { translateFilm, buildMetadata } = stages.activities;
    // What was paid for is found by the next try.
    const once = <R extends { costUsd: number }>(what: string, result: R): R => {
      const isFound = paid.has(what);
      paid.add(what);
      return isFound ? { ...result, costUsd: 0, found: true } : result;
    };
    stages.activities.buildMetadata = async (input) => once('metadata', await buildMetadata(input));
    stages.activities.translateFilm = async (input) => once(input.language, await translateFilm(input));
    let fails = true;
    stages.before('translateFilm', async ({ language }: TranslateFilmInput) => {
      if (language !== 'de' || !fails) return;
      fails = false;
      await waitFor(
        () => paid.has('fr'),
        (isPaid) => isPaid,
      );
      throw badKey();
    });
    const id = await start(['fr', 'de']);
    const blocked = await waitFor(
      () => bench.pipelines.status(id),
      ({ state }) => state === 'blocked',
    );
    expect(blocked).toMatchObject({ failure: { type: 'BadCredentials' }, steps: { metadata: { state: 'failed' } } });
    await bench.pipelines.retry(id, { step: 'metadata' });
    await ended(id);
    const { steps } = await bench.pipelines.status(id);
    expect(steps.metadata.costUsd).toBeCloseTo(0.03, 9);
  });

  it('is a person’s own video, too, whose own words are translated', async () => {
    asPlatform();
    const publications = createPublishClient(bench.client);
    const video = { sha256: 'a'.repeat(64), bytes: 3, mediaType: 'video/mp4' };
    const id = `video-translated-${process.pid}-${Date.now()}`;
    const brief = briefOf({ publish: publishingSchema.parse({ languages: ['fr'] }) });
    const words = { title: 'My dog', description: 'He runs.' };
    await publications.start(id, { brief, video, fileName: 'dog.mp4', videoName: 'video.mp4', script: video, words });
    await ended(id);
    const [translated] = inputsOf<TranslateFilmInput>('translateFilm');
    const kept = await createFakeStages().activities.keepOwnWords({ metadata: video, words });
    expect(translated).toMatchObject({ language: 'fr', metadata: kept.metadata });
    expect(translated?.captions).toBeUndefined();
    expect(stages.count('addCaptions')).toBe(0);
    expect(inputsOf<PublicationInput>('describeFilm')[0]?.translations).toMatchObject([{ language: 'fr' }]);
    expect(Object.keys((await publications.status(id)).artifacts)).toContain('metadata.fr.json');
  });
});
