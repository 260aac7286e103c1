import { describe, expect, it } from 'vitest';
import { unitsOf } from '../../../../../src/activities/upload/providers/youtube/units.ts';
import { createPublicationStages } from '../../../../../src/activities/upload/publication-stages.ts';
import { createPublishFilm } from '../../../../../src/activities/upload/publish-film.ts';
import type { Language } from '../../../../../src/contracts/languages.ts';
import type { Publishing } from '../../../../../src/contracts/publishing.ts';
import type {
  AddCaptionsInput,
  PublicationInput,
  PublishFilmInput,
  RetractPublicationInput,
  Translation,
} from '../../../../../src/contracts/stages.ts';
import { createPublishedFilms } from '../../../../../src/infra/database/published-films.ts';
import { failureOf, runActivity } from '../../../stage-bench.ts';
import { sampleMetadata, usePublishBench } from './publish-bench.ts';

const bench = usePublishBench();

/** The stages as a worker has them. */
function stagesOf() {
  const targets = [bench.target()];
  const films = async () => createPublishedFilms(bench.database);
  const activities = { ...createPublishFilm(bench, targets), ...createPublicationStages(bench, targets, films) };
  const asked =
    <Result>(activity: (input: PublicationInput) => Promise<Result>) =>
    (film: PublicationInput) =>
      runActivity(activity, film);
  return {
    async upload(film: PublishFilmInput): Promise<PublicationInput> {
      const { publication } = await runActivity(activities.publishFilm, film);
      return { ...film, publication };
    },
    async processed(film: PublicationInput): Promise<void> {
      for (;;) if ((await runActivity(activities.checkProcessing, film)).isReady) return;
    },
    publishFilm: (film: PublishFilmInput) => runActivity(activities.publishFilm, film),
    retract: (input: RetractPublicationInput) => runActivity(activities.retractPublication, input),
    setThumbnail: asked(activities.setThumbnail),
    addToPlaylists: asked(activities.addToPlaylists),
    describeFilm: asked(activities.describeFilm),
    releaseFilm: asked(activities.releaseFilm),
    checkRelease: asked(activities.checkRelease),
    addTrack: (track: AddCaptionsInput) => runActivity(activities.addCaptions, track),
    addCaptions: asked((film) =>
      activities.addCaptions({ ...film, captions: film.files['captions.srt'] as PublishFilmInput['video'] }),
    ),
  };
}

async function uploaded(publish?: Partial<Publishing>) {
  const stages = stagesOf();
  const film = await stages.upload(await bench.film(publish));
  return { ...stages, film };
}

const translationsOf = (...languages: Language[]): Promise<Translation[]> =>
  Promise.all(
    languages.map(async (language) => ({
      language,
      words: await bench.artifacts.putJson({
        title: `Title in ${language}`,
        description: `Text in ${language}\n\n#octopus`,
      }),
      captions: await bench.artifacts.putBytes(
        Buffer.from(`1\n00:00:00,000 --> 00:00:02,000\nSpoken in ${language}\n`),
        'application/x-subrip',
      ),
    })),
  );
const seen = () => bench.youtube.videos()[0] as ReturnType<typeof bench.youtube.videos>[0];
const callsOf = (operation: string) => bench.youtube.calls.filter((call) => call.operation === operation).length;

describe('a publication on YouTube', () => {
  it('ends with everything there, and is private until the very last call', async () => {
    const { film, processed, ...stages } = await uploaded({ privacy: 'public', playlists: ['The Sea', 'Hearts'] });
    await processed(film);
    await stages.setThumbnail(film);
    await stages.addCaptions(film);
    await stages.addToPlaylists(film);
    await stages.describeFilm(film);
    expect(seen().privacies).toEqual(['private']);
    const { publication } = await stages.releaseFilm(film);
    expect(publication).toMatchObject({ privacy: 'public', id: seen().id });
    expect(seen()).toMatchObject({
      privacies: ['private', 'public'],
      snippet: { title: sampleMetadata.title, description: sampleMetadata.description, tags: sampleMetadata.tags },
      status: { selfDeclaredMadeForKids: false, containsSyntheticMedia: false, license: 'youtube' },
      captions: [{ language: 'en', status: 'serving' }],
      thumbnail: { mediaType: 'image/jpeg' },
    });
    expect(
      bench.youtube.playlists().map(({ title, privacyStatus, items }) => [title, privacyStatus, items.length]),
    ).toEqual([
      ['The Sea', 'public', 1],
      ['Hearts', 'public', 1],
    ]);
    expect(bench.youtube.violations).toEqual([]);
  });

  it('is described and captioned in its other languages too, at 400 units a track and none twice', async () => {
    const { film, processed, ...stages } = await uploaded();
    const translations = await translationsOf('fr', 'ja');
    const translated = { ...film, translations };
    await processed(film);
    await stages.describeFilm(translated);
    expect(seen()).toMatchObject({
      snippet: { title: sampleMetadata.title, defaultLanguage: 'en' },
      localizations: {
        fr: { title: 'Title in fr' },
        ja: { title: 'Title in ja', description: 'Text in ja\n\n#octopus' },
      },
    });
    const { units } = bench.youtube.quotaUsed();
    for (const { captions, language } of translations) {
      if (captions) await stages.addTrack({ ...translated, captions, language });
    }
    expect(bench.youtube.quotaUsed().units - units).toBe(2 * 400);
    expect(seen().captions.map(({ language }) => language)).toEqual(['fr', 'ja']);
    expect((await stages.describeFilm(translated)).found).toBe(true);
    expect((await stages.describeFilm({ ...film, translations: translations.slice(0, 1) })).found).toBe(false);
    expect(Object.keys(seen().localizations ?? {})).toEqual(['fr']);
    expect(bench.youtube.violations).toEqual([]);
  });

  it('tells nothing of a translation that goes beyond a limit of YouTube’s', async () => {
    const { film, processed, describeFilm } = await uploaded();
    await processed(film);
    const words = { title: 'Drei <Herzen>', description: `${'lang '.repeat(1500)}\n\n#octopus` };
    const translations = [{ language: 'de' as const, words: await bench.artifacts.putJson(words) }];
    await describeFilm({ ...film, translations });
    const { title = '', description = '' } = seen().localizations?.de ?? {};
    expect(title).toBe('Drei ‹Herzen›');
    expect(Buffer.byteLength(description)).toBeLessThanOrEqual(5000);
    expect(description.endsWith('#octopus')).toBe(true);
    expect(bench.youtube.violations).toEqual([]);
  });

  it('counts the units of all its tracks before it is begun', async () => {
    const { files, brief } = await bench.film();
    const one = unitsOf({ files, brief });
    const [{ captions }] = (await translationsOf('fr')) as [Translation];
    const more = {
      ...files,
      'captions.fr.srt': captions as Translation['words'],
      'metadata.fr.json': files['metadata.json'],
    };
    expect(unitsOf({ files: more as typeof files, brief }) - one).toBe(400);
  });

  it('done twice has one thumbnail, one track of captions and one place in each playlist, at no units the second time', async () => {
    const { film, processed, ...stages } = await uploaded({ playlists: ['The Sea'] });
    await processed(film);
    const all = async () => {
      const results = [
        await stages.setThumbnail(film),
        await stages.addCaptions(film),
        await stages.addToPlaylists(film),
      ];
      return [...results, await stages.describeFilm(film), await stages.releaseFilm(film)];
    };
    await all();
    const { units } = bench.youtube.quotaUsed();
    const again = await all();
    expect(again.slice(0, 4).every(({ found }) => found)).toBe(true);
    expect(bench.youtube.quotaUsed().units - units).toBe(1);
    expect(seen()).toMatchObject({ captions: [{}], playlists: [bench.youtube.playlists()[0]?.id] });
  });

  it('finds what a try did whose answer was lost', async () => {
    const { film, addCaptions, addToPlaylists, processed } = await uploaded({ playlists: ['The Sea'] });
    await processed(film);
    for (const [operation, stage] of [
      ['captions.insert', () => addCaptions(film)],
      ['playlistItems.insert', () => addToPlaylists(film)],
      [
        'playlists.insert',
        () =>
          addToPlaylists({
            ...film,
            brief: { ...film.brief, publish: { ...film.brief.publish, playlists: ['Hearts'] } as Publishing },
          }),
      ],
    ] as const) {
      bench.youtube.fail({ kind: 'lost-answer', on: operation });
      await expect(stage()).rejects.toMatchObject({ type: 'ProviderUnavailable', nonRetryable: false });
      await stage();
    }
    expect(seen().captions).toHaveLength(1);
    expect(bench.youtube.playlists().map(({ title, items }) => [title, items.length])).toEqual([
      ['The Sea', 1],
      ['Hearts', 1],
    ]);
  });

  it('at a time is left to YouTube, private until then', async () => {
    const publishAt = new Date(Date.now() + 3_600_000).toISOString();
    const { film, processed, ...stages } = await uploaded({ publishAt });
    await processed(film);
    const { publication } = await stages.releaseFilm(film);
    expect(publication).toMatchObject({ privacy: 'private', publishAt });
    expect(Date.parse(seen().status.publishAt ?? '')).toBe(Date.parse(publishAt));
    const early = await stages.checkRelease({ ...film, publication });
    expect(early.publication).toMatchObject({ privacy: 'private' });
  });

  it('whose time has passed while it waited is published at once, and says so', async () => {
    const publishAt = new Date(Date.now() - 1000).toISOString();
    const { film, processed, ...stages } = await uploaded({ publishAt });
    await processed(film);
    const { publication, note } = await stages.releaseFilm(film);
    expect(publication).toMatchObject({ privacy: 'public' });
    expect(publication.publishAt).toBeUndefined();
    expect(note).toContain('had passed');
  });

  it('says what YouTube rejected, and a retry by a person uploads it anew', async () => {
    bench.youtube.spoilUploads({ uploadStatus: 'rejected', reason: 'duplicate' });
    const stages = stagesOf();
    const second = await stages.upload(await bench.film(undefined, { pipelineId: 'second-abc234' }));
    const failure = await failureOf(stages.processed(second));
    expect(failure).toMatchObject({ type: 'UploadRejected', nonRetryable: true });
    expect(failure.message).toContain('duplicate');
    const third = await stages.upload(await bench.film(undefined, { pipelineId: 'second-abc234' }));
    expect(third.publication.id).not.toBe(second.publication.id);
    await stages.processed(third);
    expect(bench.youtube.videos().map(({ id }) => id)).toEqual([third.publication.id]);
  });

  it('goes on without a thumbnail where the channel may set none', async () => {
    const { film, processed, ...stages } = await uploaded();
    await processed(film);
    bench.youtube.fail({ kind: 'status', status: 403, code: 'forbidden', on: 'thumbnails.set' });
    expect((await stages.setThumbnail(film)).note).toContain('https://www.youtube.com/verify');
  });
});

describe('a publication that is taken back', () => {
  const retract = (film: PublishFilmInput, onCancel?: Publishing['onCancel']) => {
    const publish = onCancel && { ...film.brief.publish, onCancel };
    const brief = { ...film.brief, ...(publish && { publish: publish as Publishing }) };
    return stagesOf().retract({ pipelineId: film.pipelineId, target: 'youtube', brief, reason: 'cancelled' });
  };

  it('leaves a private video, and says where', async () => {
    const { film, processed, ...stages } = await uploaded({
      publishAt: new Date(Date.now() + 3_600_000).toISOString(),
    });
    await processed(film);
    await stages.releaseFilm(film);
    const { note, publication } = await retract(film);
    expect(note).toBe(`The film stays on YouTube, private: ${film.publication.url}`);
    expect(publication).toMatchObject({ privacy: 'private', id: film.publication.id });
    expect(seen().status).toMatchObject({ privacyStatus: 'private', publishAt: undefined });
  });

  it('deletes it when the brief says so', async () => {
    const { film } = await uploaded();
    expect((await retract(film, 'delete')).note).toContain('deleted');
    expect(bench.youtube.videos()).toEqual([]);
    expect(await retract(film, 'delete')).toEqual({});
  });

  it('asks YouTube nothing where nothing was begun', async () => {
    const film = await bench.film();
    expect(await retract(film)).toEqual({});
    expect(callsOf('videos.list')).toBe(0);
  });

  it('finds the video of an upload whose last answer never came', async () => {
    const film = await bench.film();
    bench.youtube.fail({ kind: 'lost-answer', on: 'upload.put' }, { kind: 'status', status: 400, on: 'upload.status' });
    await expect(stagesOf().publishFilm(film)).rejects.toMatchObject({ type: 'InvalidInput' });
    expect((await retract(film, 'delete')).note).toContain('deleted');
    expect(bench.youtube.videos()).toEqual([]);
  });
});
