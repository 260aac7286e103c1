import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startYoutubeEmulator, type YoutubeEmulator } from '../start-youtube-emulator.ts';
import { ask, filmOf, outcomeOf, startUpload, uploadFilm, videoBody } from './reference-client.ts';

let time = Date.parse('2026-11-23T12:00:00Z');
let emulator: YoutubeEmulator;
beforeAll(async () => {
  emulator = await startYoutubeEmulator({ now: () => time });
});
afterAll(() => emulator.close());
beforeEach(() => emulator.reset());

type More = Parameters<typeof videoBody>[1];
const insert = (more: More) => outcomeOf(startUpload(emulator, 1000, videoBody('A title', more)));
const makeVideo = (title?: string) => uploadFilm(emulator, filmOf(1000), { title });
const update = (part: string, json: unknown) =>
  ask(emulator, `/youtube/v3/videos?part=${part}`, { method: 'PUT', json });
const list = async (id: string, part = 'status') => {
  const answer = await ask(emulator, `/youtube/v3/videos?part=${part}&id=${id}`);
  return ((await answer.json()) as { items: Record<string, Record<string, unknown>>[] }).items;
};

describe('what a new video may say', () => {
  it.each([
    ['an empty title', { snippet: { title: ' ' } }, 'invalidTitle'],
    ['a title of 101 characters', { snippet: { title: 'x'.repeat(101) } }, 'invalidTitle'],
    ['angle brackets in a title', { snippet: { title: 'a < b' } }, 'invalidTitle'],
    ['half a character', { snippet: { title: '\ud83d' } }, 'invalidTitle'],
    ['a control character', { snippet: { title: 'a\u0007b' } }, 'invalidTitle'],
    ['a description of 5,001 bytes', { snippet: { description: `${'é'.repeat(2500)}x` } }, 'invalidDescription'],
    ['angle brackets in a description', { snippet: { description: '<b>' } }, 'invalidDescription'],
    ['tags of 501 with their commas', { snippet: { tags: ['x'.repeat(250), 'y'.repeat(250)] } }, 'invalidTags'],
    ['tags of 501 with their quotes', { snippet: { tags: [`${'x'.repeat(248)} ${'y'.repeat(250)}`] } }, 'invalidTags'],
    ['an empty tag', { snippet: { tags: [''] } }, 'invalidTags'],
    ['a category that is none', { snippet: { categoryId: '9' } }, 'invalidCategoryId'],
    ['a language that is none', { snippet: { defaultLanguage: 'English!' } }, 'invalidVideoMetadata'],
    ['a time that is past', { status: { publishAt: '2026-11-22T00:00:00Z' } }, 'invalidPublishAt'],
    ['a time without its zone', { status: { publishAt: '2027-01-01T00:00:00' } }, 'invalidPublishAt'],
    [
      'a time of a public video',
      { status: { publishAt: '2027-01-01T00:00:00Z', privacyStatus: 'public' } },
      'invalidPublishAt',
    ],
    ['a privacy that is none', { status: { privacyStatus: 'secret' } }, 'badRequest'],
    ['a licence that is none', { status: { license: 'mit' } }, 'badRequest'],
    ['words for yes', { status: { containsSyntheticMedia: 'yes' } }, 'badRequest'],
    ['a field that is none', { snippet: { colour: 'red' } }, 'badRequest'],
  ] as [string, More, string][])('refuses %s', async (_, more, reason) => {
    expect(await insert(more)).toBe(`400 ${reason}`);
    expect(emulator.violations).toHaveLength(1);
    expect(emulator.openSessions()).toEqual([]);
  });

  it.each([
    ['a title of 100 characters', { snippet: { title: 'x'.repeat(100) } }],
    ['a description of 5,000 bytes on several lines', { snippet: { description: `\n${'é'.repeat(2499)}\t` } }],
    ['tags of 500', { snippet: { tags: ['x'.repeat(250), 'y'.repeat(249)] } }],
    ['a tag of 498 with a space', { snippet: { tags: [`${'x'.repeat(248)} ${'y'.repeat(249)}`] } }],
    ['a time to come', { status: { publishAt: '2026-11-23T12:00:01Z' } }],
    ['what it does not say of tags', { snippet: { tags: undefined } }],
  ] as [string, More][])('takes %s', async (_, more) => {
    expect(await insert(more)).toBe('200');
    expect(emulator.violations).toEqual([]);
  });

  it('takes any text without brackets and controls as it is', async () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).filter((one) => !/[<>\s]/.test(one));
    await fc.assert(
      fc.asyncProperty(text, async (title) => {
        expect(await insert({ snippet: { title, description: title, tags: [title] } })).toBe('200');
        expect(emulator.openSessions().at(-1)?.title).toBe(title);
        emulator.reset();
      }),
      { numRuns: 60, seed: 5 },
    );
  });

  it('is public when it does not say, which counts as a violation', async () => {
    await startUpload(emulator, 1000, { snippet: { title: 'A title' }, status: {} });
    expect(emulator.violations).toHaveLength(1);
    expect(emulator.violations[0]).toContain('snippet.categoryId, snippet.defaultLanguage, status.privacyStatus');
    emulator.settings.strict = false;
    await startUpload(emulator, 1000, { snippet: { title: 'A title' }, status: {} });
    emulator.settings.strict = true;
    expect(emulator.violations).toHaveLength(1);
  });
});

describe('a video that is there', () => {
  it('is processed after some questions, fails or is rejected when told so', async () => {
    const seen = async (title: string) => {
      const id = await makeVideo(title);
      for (let poll = 0; poll < 2; poll += 1) expect((await list(id))[0]?.status?.uploadStatus).toBe('uploaded');
      return (await list(id, 'status,processingDetails'))[0];
    };
    expect(await seen('a')).toMatchObject({
      status: { uploadStatus: 'processed' },
      processingDetails: { processingStatus: 'succeeded' },
    });
    emulator.spoilUploads(
      { uploadStatus: 'failed', reason: 'codec' },
      { uploadStatus: 'rejected', reason: 'copyright' },
    );
    expect(await seen('b')).toMatchObject({ status: { uploadStatus: 'failed', failureReason: 'codec' } });
    expect(await seen('c')).toMatchObject({ status: { uploadStatus: 'rejected', rejectionReason: 'copyright' } });
    emulator.settings.rejectDuplicates = true;
    expect(await seen('d')).toMatchObject({ status: { uploadStatus: 'rejected', rejectionReason: 'duplicate' } });
    emulator.settings.rejectDuplicates = false;
  });

  it('loses what an update of a part leaves out', async () => {
    const id = await makeVideo();
    const snippet = { title: 'Another', categoryId: '28', defaultLanguage: 'en' };
    const answer = await update('snippet', { id, snippet });
    expect(await answer.json()).toMatchObject({ id, snippet: { title: 'Another', description: '' } });
    const [video] = emulator.videos();
    expect(video?.snippet).toMatchObject({ ...snippet, description: '', tags: [] });
    expect(video?.status).toMatchObject({ privacyStatus: 'private', containsSyntheticMedia: true });
    await update('status', { id, status: {} });
    expect(emulator.videos()[0]).toMatchObject({
      status: { privacyStatus: 'public' },
      privacies: ['private', 'public'],
    });
    expect(emulator.videos()[0]?.status.containsSyntheticMedia).toBeUndefined();
  });

  it('refuses an update without title, category or id, and of a part that is not named', async () => {
    const id = await makeVideo();
    const outcome = (part: string, json: unknown) => outcomeOf(update(part, json));
    expect(await outcome('snippet', { id, snippet: { title: 'A' } })).toBe('400 invalidCategoryId');
    expect(await outcome('snippet', { id, snippet: { categoryId: '27' } })).toBe('400 invalidTitle');
    expect(await outcome('snippet', { snippet: { title: 'A', categoryId: '27' } })).toBe(
      '400 missingRequiredParameter',
    );
    expect(await outcome('snippet', { id, status: { privacyStatus: 'public' } })).toBe('400 unexpectedPart');
    expect(await outcome('contentDetails', { id, contentDetails: {} })).toBe('400 unexpectedPart');
    expect(await outcome('snippet', { id: 'nothing', snippet: { title: 'A', categoryId: '27' } })).toBe(
      '404 videoNotFound',
    );
    expect(emulator.videos()[0]?.snippet.title).toBe('Octopus hearts');
  });

  it('takes its own whole resource back, what only the vendor sets included', async () => {
    const id = await makeVideo();
    const [resource] = await list(id, 'snippet,status');
    expect(await outcomeOf(update('snippet,status', resource))).toBe('200');
    expect(emulator.violations).toEqual([]);
  });

  it('has titles in other languages once it has one of its own', async () => {
    const id = await makeVideo();
    const localizations = { fr: { title: 'Cœurs', description: 'Trois.' } };
    expect(await outcomeOf(update('localizations', { id, localizations }))).toBe('200');
    expect((await list(id, 'localizations'))[0]?.localizations).toEqual(localizations);
    const bad = { fr: { title: 'x'.repeat(101), description: '' } };
    expect(await outcomeOf(update('localizations', { id, localizations: bad }))).toBe(
      '400 localizationValidationError',
    );
    const snippet = { title: 'A', categoryId: '27' };
    expect(await outcomeOf(update('snippet', { id, snippet }))).toBe('400 defaultLanguageNotSet');
  });

  it('is public when its time has come', async () => {
    const id = await makeVideo();
    const status = { ...videoBody().status, publishAt: '2026-12-24T18:00:00Z' };
    expect(await outcomeOf(update('status', { id, status }))).toBe('200');
    expect((await list(id))[0]?.status).toMatchObject({ privacyStatus: 'private', publishAt: '2026-12-24T18:00:00Z' });
    time = Date.parse('2026-12-24T18:00:00Z');
    expect((await list(id))[0]?.status?.privacyStatus).toBe('public');
    expect(emulator.videos()[0]?.privacies).toEqual(['private', 'private', 'public']);
    expect(await outcomeOf(update('status', { id, status: { ...status, publishAt: '2027-12-24T18:00:00Z' } }))).toBe(
      '400 invalidPublishAt',
    );
  });

  it('is seen and changed by its own channel only, and gone when it is deleted', async () => {
    const id = await makeVideo();
    const other = emulator.addChannel('Someone else');
    const token = emulator.oauth.issue(other.id).accessToken;
    const seen = (await (await ask(emulator, `/youtube/v3/videos?part=id&id=${id}`, { token })).json()) as object;
    expect(seen).toMatchObject({ items: [] });
    const path = `/youtube/v3/videos?id=${id}`;
    expect(await outcomeOf(ask(emulator, path, { method: 'DELETE', token }))).toBe('403 forbidden');
    expect(await outcomeOf(ask(emulator, path, { method: 'DELETE' }))).toBe('204');
    expect(await outcomeOf(ask(emulator, path, { method: 'DELETE' }))).toBe('404 videoNotFound');
    expect(emulator.videos()).toEqual([]);
  });
});
