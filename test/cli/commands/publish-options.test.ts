import { describe, expect, it } from 'vitest';
import { planBrief } from '../../../src/cli/commands/create-options.ts';
import { checkForTarget, type PublishOptions, readPublishOptions } from '../../../src/cli/commands/publish-options.ts';

const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();

/** As `create` reads them. */
const publishOf = async (options: PublishOptions & { provider?: string[] }) => {
  const { brief } = await planBrief('Why?', options);
  return { upload: brief.providers.upload, publish: brief.publish };
};
const refusal = (message: string | RegExp) => ({
  type: 'InvalidInput',
  message: typeof message === 'string' ? message : (expect.stringMatching(message) as string),
});

describe('a film that is made', () => {
  it('goes to the folder where nothing is said', async () => {
    expect(await publishOf({})).toEqual({ upload: undefined, publish: undefined });
    expect(await publishOf({ to: 'folder' })).toEqual({ upload: ['folder'], publish: undefined });
  });

  it('goes to YouTube with all that is said of it', async () => {
    const publishAt = inAnHour();
    const options = {
      ...{ channel: '@curious', publishAt, playlist: ['The Sea', 'PL-1'], license: 'creativeCommon' },
      ...{ madeForKids: true, onCancel: 'delete' },
    };
    expect(await publishOf({ to: 'youtube', ...options })).toEqual({
      upload: ['youtube'],
      publish: {
        ...{ channel: '@curious', publishAt, playlists: ['The Sea', 'PL-1'], license: 'creativeCommon' },
        ...{ madeForKids: true, onCancel: 'delete', languages: [] },
      },
    });
    const { publish } = await publishOf({ to: 'youtube', privacy: 'public' });
    expect(publish).toMatchObject({ privacy: 'public', license: 'youtube', madeForKids: false, playlists: [] });
  });

  it('goes there by --provider too', async () => {
    expect((await publishOf({ provider: ['upload=youtube'], privacy: 'unlisted' })).publish).toMatchObject({
      privacy: 'unlisted',
    });
  });

  it.each(['https://example.org/films/', 'HTTP://127.0.0.1:8080/film.mp4?a=b'])(
    'goes to the address %s',
    async (to) => {
      expect(await publishOf({ to })).toMatchObject({ upload: ['http'], publish: { url: to } });
    },
  );

  it.each<[PublishOptions, string]>([
    [{ channel: '@curious' }, '--channel'],
    [{ privacy: 'public' }, '--privacy'],
    [{ publishAt: inAnHour() }, '--publish-at'],
    [{ playlist: ['The Sea'] }, '--playlist'],
    [{ license: 'creativeCommon' }, '--license'],
    [{ madeForKids: true }, '--made-for-kids'],
    [{ onCancel: 'delete' }, '--on-cancel'],
  ])('is refused with %j where it goes elsewhere, naming the option', async (options, option) => {
    const sentence = `${option} is of films that go to YouTube: add --to youtube`;
    for (const to of [undefined, 'folder', 'https://example.org/films/']) {
      await expect(publishOf({ to, ...options }), to).rejects.toMatchObject(refusal(sentence));
    }
    await expect(publishOf({ to: 'youtube', ...options })).resolves.toMatchObject({ upload: ['youtube'] });
  });

  it.each(['ftp://example.org/', 'vimeo', 'YouTube', 'folder,youtube', 'a=b', ''])(
    'is refused to the target %j, with those there are',
    async (to) => {
      await expect(publishOf({ to })).rejects.toMatchObject(
        refusal(/has no provider '.*'; it can use: folder, youtube, http$/),
      );
    },
  );
});

describe('options of a publication', () => {
  it.each<[PublishOptions, string | RegExp]>([
    [{ publishAt: 'tomorrow' }, '--publish-at: give a time as in 2026-12-01T18:00:00+01:00'],
    [{ publishAt: '2026-12-01T18:00:00' }, '--publish-at: give a time as in 2026-12-01T18:00:00+01:00'],
    [
      { publishAt: '2020-01-01T12:00:00+01:00' },
      "the film can't be published at 2020-01-01T11:00:00.000Z: that has passed",
    ],
    [{ publishAt: '2999-01-01T00:00:00Z' }, /that is more than two years away$/],
    [
      { publishAt: inAnHour(), privacy: 'unlisted' },
      '--privacy: a film that is published at a time is public from then on: leave out the privacy unlisted, or the time',
    ],
    [{ privacy: 'friends' }, /^--privacy: .*private.*unlisted.*public/],
    [{ license: 'mine' }, /^--license: .*youtube.*creativeCommon/],
    [{ onCancel: 'nothing' }, /^--on-cancel: .*keep-private.*delete/],
    [{ channel: '' }, /^--channel: /],
    [{ playlist: ['The Sea', '<b>'] }, /^--playlist: .*remove it$/],
    [{ to: 'https://' }, '--to: give an http or https address'],
    [{ privacy: 'friends', license: 'mine' }, /^--privacy: .*; --license: /],
  ])('%j are refused in a sentence', (options, sentence) => {
    expect(() => readPublishOptions({ to: 'youtube', ...options })).toThrow(
      expect.objectContaining(refusal(sentence)) as Error,
    );
  });

  it('say nothing of what they don’t name: a retry changes the rest of the brief in nothing', () => {
    expect(readPublishOptions({})).toEqual({});
    expect(readPublishOptions({ privacy: 'public' })).toEqual({ publish: { privacy: 'public' } });
    expect(readPublishOptions({ channel: '@curious', playlist: undefined })).toEqual({
      publish: { channel: '@curious' },
    });
    expect(readPublishOptions({ to: 'https://example.org/a/' })).toEqual({
      provider: 'http',
      publish: { url: 'https://example.org/a/' },
    });
  });

  it('leave the others of the command alone', () => {
    const others = { voice: 'af_heart', provider: 'youtube', budget: '5' } as PublishOptions;
    expect(readPublishOptions(others)).toEqual({});
    expect(() => checkForTarget(others, 'folder')).not.toThrow();
  });
});
