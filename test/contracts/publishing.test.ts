import { describe, expect, it } from 'vitest';
import { briefSchema } from '../../src/contracts/brief.ts';
import { changedBrief, changesResult } from '../../src/contracts/messages.ts';
import {
  checkPublishingTime,
  type Publishing,
  publishingChangesSchema,
  publishingSchema,
} from '../../src/contracts/publishing.ts';

const hidden = (privacy: string) =>
  `privacy: a film that is published at a time is public from then on: leave out the privacy ${privacy}, or the time`;

/** What is wrong with it, and where. */
function problemsOf(schema: typeof publishingSchema | typeof publishingChangesSchema, input: unknown): string[] {
  const parsed = schema.safeParse(input);
  return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
}

const at = '2026-12-01T18:00:00+01:00';
const defaults = {
  ...{ playlists: [], license: 'youtube', madeForKids: false, languages: [], onCancel: 'keep-private' },
} as const;

describe('how a film is published', () => {
  it('says by itself all that has a default, and nothing of who may see it, where and when', () => {
    expect(publishingSchema.parse({})).toEqual(defaults);
    expect(briefSchema.parse({ topic: 'Octopuses' }).publish).toBeUndefined();
  });

  it('of what changes has only what is named', () => {
    expect(publishingChangesSchema.parse({})).toEqual({});
    expect(publishingChangesSchema.parse({ license: 'creativeCommon' })).toEqual({ license: 'creativeCommon' });
  });

  it('takes channels and playlists by id, handle or title, without the blanks around them', () => {
    const asked = { channel: ' @CuriousThings ', playlists: ['The Sea', ' PL-1 ', '“Hearts” & more'] };
    expect(publishingSchema.parse(asked)).toMatchObject({
      channel: '@CuriousThings',
      playlists: ['The Sea', 'PL-1', '“Hearts” & more'],
    });
  });

  it.each([
    ['no channel at all', { channel: ' ' }, /^channel: /],
    ['a channel with a control character', { channel: 'a\u0007b' }, /it has a control character, or one of < and >/],
    ['an angle bracket in a playlist', { playlists: ['<b>'] }, /^playlists\.0: .*: remove it$/],
    ['a playlist without end', { playlists: ['x'.repeat(151)] }, /^playlists\.0: /],
    ['eleven playlists', { playlists: Array.from({ length: 11 }, (_, index) => `p${index}`) }, /^playlists: /],
    ['some for whom it is', { privacy: 'friends' }, /^privacy: /],
    ['a licence', { license: 'mine' }, /^license: /],
    ['a language', { languages: ['tlh'] }, /^languages\.0: /],
    ['what becomes of it', { onCancel: 'publish' }, /^onCancel: /],
    ['an address of a file', { url: 'file:///etc/passwd' }, /^url: give an http or https address$/],
    ['an address of nothing', { url: 'example.org' }, /^url: give an http or https address$/],
    ['a name it does not know', { public: true }, /public/],
  ])('is refused with its place in both schemas: %s', (_, input, sentence) => {
    for (const schema of [publishingSchema, publishingChangesSchema]) {
      expect(problemsOf(schema, input).join('\n')).toMatch(sentence);
    }
  });

  it.each(['2026-12-01T18:00:00', '2026-12-01', '18:00', 'tomorrow', '2026-13-01T00:00:00Z', ''])(
    'has a time with an offset, and not %j',
    (publishAt) => {
      expect(problemsOf(publishingSchema, { publishAt })).toEqual([
        'publishAt: give a time as in 2026-12-01T18:00:00+01:00',
      ]);
    },
  );

  it('is public from its time on, and can’t be hidden from then on', () => {
    for (const schema of [publishingSchema, publishingChangesSchema]) {
      expect(problemsOf(schema, { publishAt: at })).toEqual([]);
      expect(problemsOf(schema, { publishAt: at, privacy: 'public' })).toEqual([]);
      for (const privacy of ['private', 'unlisted']) {
        expect(problemsOf(schema, { publishAt: at, privacy })).toEqual([hidden(privacy)]);
      }
    }
  });

  it('may wait past its time: whether that is still to come is not the schema’s to say', () => {
    expect(problemsOf(publishingSchema, { publishAt: '2020-01-01T00:00:00Z' })).toEqual([]);
  });
});

describe('the time of a publication', () => {
  const now = Date.parse('2026-12-01T17:00:00Z');
  const check = (publishAt?: string) => () => checkPublishingTime({ publishAt }, now);
  const refused = (message: string) => expect.objectContaining({ type: 'InvalidInput', message }) as Error;

  it('need not be there', () => {
    expect(() => checkPublishingTime(undefined, now)).not.toThrow();
    expect(check()).not.toThrow();
  });

  it('is still to come, whatever offset it is written with', () => {
    expect(check('2026-12-01T18:00:00.001+01:00')).not.toThrow();
    for (const past of ['2026-12-01T18:00:00+01:00', '2026-12-01T17:00:00Z', '2026-12-01T08:00:00-09:00']) {
      expect(check(past)).toThrow(refused("the film can't be published at 2026-12-01T17:00:00.000Z: that has passed"));
    }
  });

  it('is not so far away that it must be a mistake', () => {
    expect(check('2028-11-30T17:00:00Z')).not.toThrow();
    expect(check('2028-11-30T17:00:01Z')).toThrow(
      refused("the film can't be published at 2028-11-30T17:00:01.000Z: that is more than two years away"),
    );
  });
});

describe('a brief that a retry changes', () => {
  const briefOf = (publish?: Partial<Publishing>) =>
    briefSchema.parse({ topic: 'Octopuses', voice: 'af_heart', publish });

  it('keeps all that is not named', () => {
    const brief = briefOf({
      privacy: 'public',
      playlists: ['The Sea'],
      channel: '@curious',
      license: 'creativeCommon',
    });
    expect(changedBrief(brief)).toEqual(brief);
    expect(changedBrief(brief, { voice: 'am_adam' })).toEqual({ ...brief, voice: 'am_adam' });
    expect(changedBrief(brief, { publish: { privacy: 'unlisted' } })).toEqual({
      ...brief,
      publish: { ...brief.publish, privacy: 'unlisted' },
    });
    expect(changedBrief(brief, { publish: { playlists: [] } }).publish).toMatchObject({
      playlists: [],
      privacy: 'public',
    });
  });

  it('has the defaults of a publication where it said nothing of one', () => {
    expect(changedBrief(briefOf(), { publish: { url: 'https://example.org/films/' } }).publish).toEqual({
      ...defaults,
      url: 'https://example.org/films/',
    });
    expect(changedBrief(briefOf(), { budgetUsd: 5 }).publish).toBeUndefined();
  });

  it('stays one that can be: of a privacy and a time that can’t both be, the one that is named now holds', () => {
    const timed = changedBrief(briefOf({ privacy: 'unlisted', channel: '@curious' }), { publish: { publishAt: at } });
    expect(timed.publish).toEqual({ ...defaults, channel: '@curious', publishAt: at });
    const shown = changedBrief(briefOf({ publishAt: at, channel: '@curious' }), { publish: { privacy: 'unlisted' } });
    expect(shown.publish).toEqual({ ...defaults, channel: '@curious', privacy: 'unlisted' });
    const both = changedBrief(briefOf({ publishAt: at }), { publish: { privacy: 'public' } });
    expect(both.publish).toEqual({ ...defaults, publishAt: at, privacy: 'public' });
    for (const brief of [timed, shown, both]) expect(briefSchema.parse(brief)).toEqual(brief);
  });

  it('may come out otherwise by all that is named but money', () => {
    expect([changesResult(), changesResult({}), changesResult({ budgetUsd: 1 })]).toEqual([false, false, false]);
    expect(changesResult({ budgetUsd: 1, publish: { privacy: 'public' } })).toBe(true);
  });
});
