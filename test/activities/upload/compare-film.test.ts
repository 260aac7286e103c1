import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { createCompareFilm } from '../../../src/activities/upload/compare-film.ts';
import { createFolderTarget } from '../../../src/activities/upload/providers/folder.ts';
import { createPublicationStages } from '../../../src/activities/upload/publication-stages.ts';
import { createPublishFilm } from '../../../src/activities/upload/publish-film.ts';
import type { Brief } from '../../../src/contracts/brief.ts';
import type { Script } from '../../../src/contracts/script.ts';
import type { PublicationInput, PublishFilmInput } from '../../../src/contracts/stages.ts';
import { readScript } from '../../../src/engines/writing/read-script.ts';
import { projectRoot } from '../../../src/infra/config/project-root.ts';
import { createPublishedFilms } from '../../../src/infra/database/published-films.ts';
import { filmOf, uploadFilm } from '../../emulators/youtube/tests/reference-client.ts';
import { failureOf, runActivity } from '../stage-bench.ts';
import { sampleMetadata, usePublishBench } from './providers/youtube/publish-bench.ts';

const bench = usePublishBench();

const example = (fileName: string) =>
  readScript(readFileSync(`${projectRoot}/examples/${fileName}`, 'utf8'), { fileName, language: 'en' }).script;
const octopus = example('octopus-hearts.md');
const concrete = example('roman-concrete.md');

/** Not one phrase of it is another film's. */
const plain = (title: string) => ({ title, description: `${title}.` });

interface Made {
  script: Script;
  words: { title: string; description: string };
  pipelineId?: string;
  brief?: Partial<Brief>;
}

/** A film before its upload. */
async function made({ script, words, pipelineId, brief }: Made) {
  const film = await bench.film({ privacy: 'public' }, { pipelineId, bytes: 1_000_000 });
  const metadata = await bench.artifacts.putJson({ ...sampleMetadata, ...words, tags: [], hashtags: [] });
  const scriptFile = await bench.artifacts.putJson(script);
  const files = { ...film.files, 'metadata.json': metadata, 'script.json': scriptFile };
  return { ...film, brief: { ...film.brief, ...brief }, files, metadata, script: scriptFile };
}

/** The stages as a worker has them. */
function stagesOf() {
  const targets = [bench.target()];
  const films = async () => createPublishedFilms(bench.database);
  return {
    ...createPublishFilm(bench, targets),
    ...createPublicationStages(bench, targets, films),
    ...createCompareFilm(bench, targets, films),
  };
}

async function upload(film: PublishFilmInput): Promise<PublicationInput> {
  const { publication } = await runActivity(stagesOf().publishFilm, film);
  return { ...film, publication };
}

/** Uploaded, described and released; only then its sketch is kept. */
async function publish(film: PublishFilmInput): Promise<void> {
  const { describeFilm, releaseFilm } = stagesOf();
  const uploaded = await upload(film);
  await runActivity(describeFilm, uploaded);
  await runActivity(releaseFilm, uploaded);
}

const compare = async (film: Made) => runActivity(stagesOf().compareFilm, await made(film));

const earlier = { script: octopus, words: plain('Inside a sea creature'), pipelineId: 'earlier-abc234' };

it('a film whose script is that of an earlier one is told, with its name', async () => {
  await publish(await made(earlier));
  const { warning } = await compare({ script: octopus, words: plain('The pumps of the deep') });
  expect(warning).toMatch(
    /^The script is 100 % the same as “Inside a sea creature” \(published \d+ \w+ \d{4}\): .* publish only one of them\.$/,
  );
});

it('a film of its own is not warned of, nor is the first of a channel', async () => {
  const film = { script: concrete, words: plain('How old harbours heal') };
  expect(await compare(film)).toEqual({});
  await publish(await made(earlier));
  expect(await compare(film)).toEqual({});
});

it('a film is no copy of what its own run has published, or has uploaded and not yet shown', async () => {
  await upload(await made(earlier));
  expect(await compare(earlier)).toEqual({});
  await publish(await made(earlier));
  expect(await compare(earlier)).toEqual({});
  expect((await compare({ ...earlier, pipelineId: 'another-abc234' })).warning).toContain('“Inside a sea creature”');
});

it('films of another channel don’t count', async () => {
  const { youtube, channels } = bench;
  const { id, title, handle } = youtube.addChannel('Second Channel');
  const { refreshToken } = youtube.oauth.issue(id);
  await channels.signIn({ channelId: id, title, handle, owner: 'ada', refreshToken });
  await publish(await made({ ...earlier, brief: { owner: 'ada' } }));
  expect(youtube.videos(id)).toHaveLength(1);
  expect(await compare({ ...earlier, pipelineId: 'another-abc234' })).toEqual({});
});

it('a film that was not made here is compared by its title and description', async () => {
  await uploadFilm(bench.youtube, filmOf(300_000), { title: 'Why do octopuses have three hearts?' });
  const titled = (title: string) => compare({ script: concrete, words: plain(title) });
  expect((await titled('Why does an octopus have three hearts?')).warning).toMatch(
    /^The title is 100 % the same as “Why do octopuses have three hearts\?” \(published /,
  );
  expect(await titled('How old harbours heal')).toEqual({});
});

it('a film of whose script nothing was kept is compared by its title and description', async () => {
  const { script: _, ...film } = await made(earlier);
  const { 'script.json': __, ...files } = film.files as typeof film.files & { 'script.json'?: unknown };
  await publish({ ...film, files: files as PublishFilmInput['files'] });
  expect(await compare({ script: octopus, words: plain('The pumps of the deep') })).toEqual({});
  expect((await compare({ script: concrete, words: earlier.words })).warning).toMatch(/^The title is 100 % the same/);
});

it('it is the words on the platform that count, which a person may have changed there', async () => {
  await publish(await made({ ...earlier, script: concrete }));
  await bench.database.kysely.updateTable('published_films').set({ title: 'Something else' }).execute();
  const { warning } = await compare({ script: octopus, words: earlier.words, pipelineId: 'another-abc234' });
  expect(warning).toContain('“Inside a sea creature”');
});

it('a folder has no films to compare with, and a channel that is not signed in says what mends it', async () => {
  const film = await made(earlier);
  const folder = createFolderTarget(bench.folder, bench.artifacts);
  const films = () => expect.fail('the records were asked');
  const { compareFilm } = createCompareFilm(bench, [folder], films);
  expect(await runActivity(compareFilm, { ...film, brief: { ...film.brief, providers: {} } })).toEqual({});
  await bench.database.kysely.deleteFrom('channels').execute();
  const failure = await failureOf(runActivity(stagesOf().compareFilm, film));
  expect(failure).toMatchObject({ type: 'SignInNeeded', message: expect.stringContaining('youtube login') as string });
});
