import { beforeEach, describe, expect, it } from 'vitest';
import type { AbTestDay, AbTestSubject, TurnAbTestInput } from '../../../src/contracts/ab-test-run.ts';
import { youtubeRefreshToken } from '../../emulators/youtube/start-youtube-emulator.ts';
import { failureOf, runActivity } from '../stage-bench.ts';
import { useAbTestBench } from './ab-test-bench.ts';

const minute = 60_000;
// Midnight on the Pacific coast, after the day that ends.
const startsAt = '2026-11-10T08:00:00.000Z';
const midnight = Date.parse(startsAt);
const begins = { day: '2026-11-10', startsAt };
const ends: AbTestDay = { day: '2026-11-09', slot: 0, variant: 'a' };
const before = { title: 'Why octopuses have three hearts' };
const next = { day: '2026-11-11', startsAt: '2026-11-11T08:00:00.000Z' };

let clock = midnight;
const bench = useAbTestBench({ now: () => clock });
beforeEach(() => {
  clock = midnight - 24 * 60 * minute;
});

const turn = (input: TurnAbTestInput) => runActivity(bench.activities.turnAbTest, input);
const give = (variant: 'a' | 'b', slot = 1) => ({ gives: { variant, slot } });
const shownNow = ({ video }: AbTestSubject) => bench.youtube.looksOf(video.id).at(-1);
const isShown = ({ variants }: AbTestSubject, index: number) => ({ thumbnail: variants[index]?.thumbnail?.sha256 });
const settled = async ({ testId }: AbTestSubject) => (await bench.context.stores()).days.daysOf(testId);

/** A test whose first day is over: A was shown on it, and it is a minute past midnight. */
async function afterFirstDay(...asked: Parameters<typeof bench.subject>): Promise<AbTestSubject> {
  const subject = await bench.subject(...asked);
  clock += minute;
  const first = { day: '2026-11-09', startsAt: '2026-11-09T08:00:00.000Z' };
  const begun = await turn({ ...subject, begins: first, ...give('a', 0), mayReplace: true });
  expect(begun).toEqual({ isShown: true, next: begins, seen: before });
  clock = midnight + minute;
  return subject;
}

describe('the turn of a day', () => {
  it('lets a day count whose variant is there still, and shows the next', async () => {
    const subject = await afterFirstDay();
    const turned = await turn({ ...subject, begins, ends, before, ...give('b') });
    expect(turned).toEqual({ isShown: true, next, seen: before });
    expect(await settled(subject)).toEqual([ends]);
    expect(shownNow(subject)).toMatchObject(isShown(subject, 1));
  });

  it('changes nothing where the variant stays the same', async () => {
    const subject = await afterFirstDay();
    bench.youtube.calls.length = 0;
    expect(await turn({ ...subject, begins, ends, before, ...give('a') })).toEqual({
      isShown: true,
      next,
      seen: before,
    });
    expect(bench.youtube.calls.map(({ operation }) => operation)).not.toContain('thumbnails.set');
  });

  it('settles the last day without showing anything', async () => {
    const subject = await afterFirstDay();
    expect(await turn({ ...subject, begins, ends, before })).toEqual({ isShown: false, next, seen: before });
    expect(await settled(subject)).toEqual([ends]);
    expect(shownNow(subject)).toMatchObject(isShown(subject, 0));
  });

  it('shows titles, which are then what was seen', async () => {
    const titles = ['Three hearts', 'Why so many hearts?'];
    const subject = await bench.subject({ titles });
    clock = midnight + minute;
    const turned = await turn({ ...subject, begins, ...give('b'), mayReplace: true });
    expect(turned).toMatchObject({ isShown: true, seen: { title: titles[1] } });
    expect(shownNow(subject)).toMatchObject({ title: titles[1] });
  });
});

describe('what a person has changed', () => {
  it('costs the day, and stays until somebody decides', async () => {
    const subject = await afterFirstDay();
    bench.youtube.byHand.setThumbnail(subject.video.id, bench.picture('#777'));
    const own = shownNow(subject);
    const turned = await turn({ ...subject, begins, ends, before, ...give('b') });
    expect(turned).toMatchObject({
      ...{ dropped: 'somebody has changed what is shown', isShown: false, needsPerson: true },
      problem: expect.stringContaining('Resume the test'),
    });
    expect(await settled(subject)).toEqual([{ ...ends, dropped: turned.dropped }]);
    expect(shownNow(subject)).toEqual(own);
  });

  it('is replaced once a person has said so', async () => {
    const subject = await afterFirstDay();
    bench.youtube.byHand.setThumbnail(subject.video.id, bench.picture('#777'));
    const turned = await turn({ ...subject, begins, ...give('b'), mayReplace: true });
    expect(turned).toEqual({ isShown: true, next, seen: before });
    expect(shownNow(subject)).toMatchObject(isShown(subject, 1));
  });

  it('costs the day and nothing else where another variant is shown', async () => {
    const subject = await afterFirstDay();
    await runActivity(bench.activities.showVariant, { ...subject, variant: 'b' });
    const turned = await turn({ ...subject, begins, ends, before, ...give('b') });
    expect(turned).toMatchObject({ dropped: 'somebody has changed what is shown', isShown: true });
  });

  it('costs the day where it is the title, while thumbnails are tested: that goes on under it', async () => {
    const subject = await afterFirstDay();
    bench.youtube.byHand.setTitle(subject.video.id, 'My own');
    const turned = await turn({ ...subject, begins, ends, before, ...give('b') });
    const [dropped, seen] = ['somebody has changed the title to “My own”', { title: 'My own' }];
    expect(turned).toEqual({ dropped, isShown: true, next, seen });
    expect(shownNow(subject)).toMatchObject({ title: 'My own', ...isShown(subject, 1) });
  });

  it('costs the day where it is the title that is tested, and stays', async () => {
    const subject = await bench.subject({ titles: ['Three hearts', 'Why so many hearts?'] });
    bench.youtube.byHand.setTitle(subject.video.id, 'My own');
    clock = midnight + minute;
    const turned = await turn({ ...subject, begins, ends, ...give('b') });
    expect(turned).toMatchObject({ dropped: 'somebody has changed what is shown', needsPerson: true, isShown: false });
    expect(shownNow(subject)).toMatchObject({ title: 'My own' });
  });

  it('costs the day that ends and the one that begins where the video was made private', async () => {
    const subject = await afterFirstDay();
    bench.youtube.byHand.setPrivacy(subject.video.id, 'private');
    const turned = await turn({ ...subject, begins, ends, before, ...give('b') });
    expect(turned).toMatchObject({ dropped: 'the video was made private', isShown: false });
    expect(turned.problem).toMatch(/is private/);
    expect(turned.needsPerson).toBeUndefined();
    expect(shownNow(subject)).toMatchObject(isShown(subject, 0));
  });

  it('ends the test where the video is gone', async () => {
    const subject = await afterFirstDay();
    bench.youtube.byHand.remove(subject.video.id);
    const turned = await turn({ ...subject, begins, ends, before, ...give('b') });
    expect(turned).toMatchObject({ dropped: 'the video is gone', isShown: false, isGone: true });
    expect(turned.problem).toMatch(/gone/);
    const shown = await runActivity(bench.activities.showVariant, { ...subject, variant: 'a' });
    expect(shown).toEqual({ isShown: false, problem: 'the video is gone' });
  });
});

describe('a turn that comes late', () => {
  it('loses both days, and asks the platform nothing', async () => {
    const subject = await afterFirstDay();
    clock = midnight + 16 * minute;
    bench.youtube.calls.length = 0;
    const turned = await turn({ ...subject, begins, ends, before, ...give('b') });
    expect(turned).toMatchObject({ dropped: expect.stringContaining('nobody could look'), isShown: false, next });
    expect(turned.problem).toMatch(/08:16 UTC/);
    expect(bench.youtube.calls).toEqual([]);
    expect(await settled(subject)).toEqual([{ ...ends, dropped: turned.dropped }]);
  });

  it('does not lose the day that an earlier try has found intact', async () => {
    const subject = await afterFirstDay();
    bench.youtube.strike(true);
    await failureOf(turn({ ...subject, begins, ends, before, ...give('b') }));
    clock = midnight + 16 * minute;
    const turned = await turn({ ...subject, begins, ends, before, ...give('b') });
    expect(turned.dropped).toBeUndefined();
    expect(turned.isShown).toBe(false);
    expect(await settled(subject)).toEqual([ends]);
  });

  it('says of the next day that it is the one after the late one', async () => {
    const subject = await afterFirstDay();
    clock = midnight + 25 * 60 * minute;
    const turned = await turn({ ...subject, begins, ends, before, ...give('b') });
    expect(turned.next).toEqual({ day: '2026-11-12', startsAt: '2026-11-12T08:00:00.000Z' });
  });
});

describe('a turn that is done again', () => {
  it('keeps to its verdict when the next variant is there already: the first try died after the swap', async () => {
    const subject = await afterFirstDay();
    const input = { ...subject, begins, ends, before, ...give('b') };
    const first = await turn(input);
    bench.youtube.calls.length = 0;
    expect(await turn(input)).toEqual(first);
    expect(await settled(subject)).toEqual([ends]);
    expect(bench.youtube.calls.map(({ operation }) => operation)).not.toContain('thumbnails.set');
  });

  it('keeps to its verdict that a day is lost when all is well again', async () => {
    const subject = await afterFirstDay();
    bench.youtube.byHand.setTitle(subject.video.id, 'My own');
    const input = { ...subject, begins, ends, before, ...give('a') };
    const { dropped } = await turn(input);
    bench.youtube.byHand.setTitle(subject.video.id, before.title);
    expect(dropped).toMatch(/My own/);
    expect((await turn(input)).dropped).toBe(dropped);
  });

  it('shows what a swap that was only said to be done has not', async () => {
    const subject = await afterFirstDay();
    const input = { ...subject, begins, ends, before, ...give('b') };
    bench.youtube.fail({ kind: 'no-effect', on: 'thumbnails.set' });
    const failure = await failureOf(turn(input));
    expect(failure).toMatchObject({ type: 'ProviderUnavailable', nonRetryable: false });
    expect(failure.message).toMatch(/told to show B and still shows A/);
    expect(shownNow(subject)).toMatchObject(isShown(subject, 0));
    expect(await turn(input)).toEqual({ isShown: true, next, seen: before });
    expect(shownNow(subject)).toMatchObject(isShown(subject, 1));
  });
});

describe('what keeps a turn from being done', () => {
  it('is told as a failure that no try mends, where the channel is under a strike', async () => {
    const subject = await afterFirstDay();
    bench.youtube.strike(true);
    const failure = await failureOf(turn({ ...subject, begins, ends, before, ...give('b') }));
    expect(failure).toMatchObject({ type: 'NotAllowed', nonRetryable: true });
    expect(failure.message).toMatch(/set no thumbnails/);
    expect(shownNow(subject)).toMatchObject(isShown(subject, 0));
  });

  it('is told with the command that mends it, where the sign-in was revoked', async () => {
    const subject = await afterFirstDay();
    const { oauth, channel } = bench.youtube;
    oauth.revokeAll(channel.id);
    try {
      const failure = await failureOf(turn({ ...subject, begins, ends, before, ...give('b') }));
      expect(failure).toMatchObject({ type: 'SignInNeeded', nonRetryable: true });
      expect(failure.message).toMatch(/revoked; set YOUTUBE_REFRESH_TOKEN/);
      expect(failure.message).not.toContain(youtubeRefreshToken);
      expect(await settled(subject)).toEqual([]);
    } finally {
      oauth.issue(channel.id, { refreshToken: youtubeRefreshToken });
    }
  });

  it('is told where the worker has no such platform, and which it has', async () => {
    const subject = await bench.subject();
    const video = { ...subject.video, target: 'nowhere' };
    const failure = await failureOf(turn({ ...subject, video, begins, ...give('a') }));
    expect(failure).toMatchObject({ type: 'UnknownProvider', message: expect.stringContaining('simulated, youtube') });
  });
});
