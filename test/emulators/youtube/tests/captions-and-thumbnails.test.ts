import { createCanvas } from '@napi-rs/canvas';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startYoutubeEmulator, type YoutubeEmulator } from '../start-youtube-emulator.ts';
import { ask, filmOf, outcomeOf, uploadFilm } from './reference-client.ts';

let emulator: YoutubeEmulator;
let videoId = '';
beforeAll(async () => {
  emulator = await startYoutubeEmulator();
});
afterAll(() => emulator.close());
beforeEach(async () => {
  emulator.reset();
  videoId = await uploadFilm(emulator, filmOf(1000));
});

const srt =
  '1\n00:00:00,000 --> 00:00:02,500\nAn octopus has\nthree hearts.\n\n2\n00:00:02,500 --> 00:00:04,000\nReally.\n';
const vtt =
  'WEBVTT\n\nNOTE made for a test\n\n00:00.000 --> 00:02.500 align:start\nThree hearts.\n\nlast\n01:00:02.500 --> 01:00:04.000\nReally.\n';

function caption(text: string, snippet: object, { boundary = 'b0undary', type = 'application/octet-stream' } = {}) {
  const metadata = `Content-Type: application/json; charset=UTF-8\r\n\r\n${JSON.stringify({ snippet })}`;
  const media = `Content-Type: ${type}\r\n\r\n${text}`;
  const bytes = Buffer.from(`--${boundary}\r\n${metadata}\r\n--${boundary}\r\n${media}\r\n--${boundary}--\r\n`);
  const headers = { 'content-type': `multipart/related; boundary=${boundary}` };
  return ask(emulator, '/upload/youtube/v3/captions?uploadType=multipart&part=snippet', { bytes, headers });
}
const english = () => ({ videoId, language: 'en', name: 'English', isDraft: false });

describe('captions', () => {
  it.each([
    ['SubRip', srt],
    ['WebVTT', vtt],
  ])('are kept in %s as they came', async (_, text) => {
    const answer = await caption(text, english());
    expect(await answer.json()).toMatchObject({
      kind: 'youtube#caption',
      snippet: { language: 'en', name: 'English', status: 'serving' },
    });
    expect(emulator.videos()[0]?.captions).toMatchObject([
      { language: 'en', text, media: { bytes: Buffer.byteLength(text) } },
    ]);
    const listed = await ask(emulator, `/youtube/v3/captions?part=snippet&videoId=${videoId}`);
    expect(await listed.json()).toMatchObject({ items: [{ snippet: { videoId, trackKind: 'standard' } }] });
    expect(emulator.violations).toEqual([]);
  });

  it('are there once for a language and a name', async () => {
    await caption(srt, english());
    expect(await outcomeOf(caption(srt, english()))).toBe('409 captionExists');
    expect(await outcomeOf(caption(srt, { ...english(), language: 'fr' }))).toBe('200');
    expect(emulator.videos()[0]?.captions).toHaveLength(2);
    expect(emulator.violations).toEqual([]);
  });

  it.each([
    ['overlapping numbers', srt.replace('\n2\n', '\n3\n')],
    ['times of the other form', srt.replaceAll(',', '.')],
    ['a cue that ends before it begins', srt.replace('00:00:04,000', '00:00:01,000')],
    ['a cue without words', `${srt}\n3\n00:00:05,000 --> 00:00:06,000\n`],
    ['no cue', 'WEBVTT\n'],
  ])('with %s cannot be shown, which counts as a violation', async (_, text) => {
    expect(await (await caption(text, english())).json()).toMatchObject({ snippet: { status: 'failed' } });
    expect(emulator.violations).toHaveLength(1);
  });

  it('are refused when they say too little, too much or come in another form', async () => {
    expect(await outcomeOf(caption(srt, { videoId, name: '' }))).toBe('400 invalidMetadata');
    expect(await outcomeOf(caption(srt, { videoId, language: 'en' }))).toBe('400 invalidMetadata');
    expect(await outcomeOf(caption(srt, { ...english(), name: 'x'.repeat(151) }))).toBe('400 nameTooLong');
    expect(await outcomeOf(caption(srt, { ...english(), colour: 'red' }))).toBe('400 badRequest');
    expect(await outcomeOf(caption('', english()))).toBe('400 contentRequired');
    expect(await outcomeOf(caption(srt, { ...english(), videoId: 'none' }))).toBe('404 videoNotFound');
    const json = { snippet: english() };
    expect(
      await outcomeOf(ask(emulator, '/upload/youtube/v3/captions?uploadType=multipart&part=snippet', { json })),
    ).toBe('400 badRequest');
    expect(emulator.videos()[0]?.captions).toEqual([]);
  });

  it('are there although the answer was lost', async () => {
    emulator.fail({ kind: 'lost-answer', on: 'captions.insert' });
    await expect(caption(srt, english())).rejects.toThrow();
    expect(await outcomeOf(caption(srt, english()))).toBe('409 captionExists');
  });
});

describe('a thumbnail', () => {
  const picture = (width = 1280, height = 720) => createCanvas(width, height);
  const jpeg = picture().toBuffer('image/jpeg');
  const png = picture().toBuffer('image/png');
  const set = (bytes: Buffer, type = 'image/jpeg') =>
    ask(emulator, `/upload/youtube/v3/thumbnails/set?videoId=${videoId}&uploadType=media`, {
      bytes,
      headers: { 'content-type': type },
    });

  it.each([
    ['image/jpeg', jpeg],
    ['image/png', png],
    ['application/octet-stream', png],
  ] as [string, Buffer][])('is kept as %s', async (type, bytes) => {
    expect(await (await set(bytes, type)).json()).toMatchObject({ items: [{ maxres: { width: 1280, height: 720 } }] });
    expect(emulator.videos()[0]?.thumbnail).toMatchObject({ bytes: bytes.length });
    expect(emulator.violations).toEqual([]);
  });

  it.each([
    ['is no picture', Buffer.from('hello'), 'image/jpeg'],
    ['breaks off', jpeg.subarray(0, jpeg.length - 50), 'image/jpeg'],
    ['breaks off as PNG', png.subarray(0, png.length - 20), 'image/png'],
    ['is of another type than it says', png, 'image/jpeg'],
    ['has another size', picture(1920, 1080).toBuffer('image/jpeg'), 'image/jpeg'],
  ] as [string, Buffer, string][])('that %s is refused', async (_, bytes, type) => {
    expect(await outcomeOf(set(bytes, type))).toBe('400 invalidImage');
    expect(emulator.violations).toHaveLength(1);
  });

  it('is refused when it is too large, empty or comes too often', async () => {
    expect(await outcomeOf(set(Buffer.concat([jpeg, Buffer.alloc(2_097_152)])))).toBe('413 uploadTooLarge');
    expect(await outcomeOf(set(Buffer.alloc(0)))).toBe('400 mediaBodyRequired');
    emulator.fail({ kind: 'status', status: 429, code: 'uploadRateLimitExceeded', on: 'thumbnails.set' });
    expect(await outcomeOf(set(jpeg))).toBe('429 uploadRateLimitExceeded');
  });

  it('of a Short is taken only after processing', async () => {
    emulator.settings.factsOf = () => ({ seconds: 180, width: 1080, height: 1920 });
    videoId = await uploadFilm(emulator, filmOf(1000), { title: 'Short' });
    emulator.settings.factsOf = () => ({});
    expect(await outcomeOf(set(jpeg))).toBe('403 forbidden');
    for (let poll = 0; poll < 3; poll += 1) await ask(emulator, `/youtube/v3/videos?part=status&id=${videoId}`);
    expect(await outcomeOf(set(jpeg))).toBe('200');
  });
});
