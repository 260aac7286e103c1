import { beforeEach, describe, expect, it } from 'vitest';
import { type AbTestState, type AbTestSubject, endedAbTestStates } from '../../../src/contracts/ab-test-run.ts';
import { usualVideo } from '../../../src/engines/simulation/simulated-video.ts';
import { failureOf, runActivity } from '../stage-bench.ts';
import { useAbTestBench } from './ab-test-bench.ts';

const dayMs = 86_400_000;
// A Monday, ten in the morning on the Pacific coast.
const start = Date.parse('2026-11-09T18:00:00Z');
let clock = start;
const bench = useAbTestBench({ now: () => clock });
beforeEach(() => {
  clock = start;
});

const plan = (subject: AbTestSubject) => runActivity(bench.activities.planAbTest, subject);
const records = async () => (await bench.context.stores()).records;
const anew = (subject: AbTestSubject, testId: string) => ({ ...subject, testId });

async function record(subject: AbTestSubject, state: AbTestState): Promise<void> {
  const at = new Date(clock).toISOString();
  const record = { ...subject, state, days: [], notices: [], createdAt: at, updatedAt: at };
  await (await records()).write({ record, sequence: endedAbTestStates.includes(state) ? 2 : 1 });
}

describe('a plan', () => {
  it('begins with the next Pacific day, and has a letter for each day', async () => {
    const subject = await bench.subject({ variants: 3, design: { days: 21 } });
    const made = await plan(subject);
    expect(made).toMatchObject({
      ...{ channelId: bench.youtube.channel.id, seed: 3, registeredAt: '2026-11-09T18:00:00.000Z' },
      ...{ startDay: '2026-11-10', startsAt: '2026-11-10T08:00:00.000Z' },
    });
    expect(made.schedule).toMatch(/^[abc]{21}$/);
    for (const letter of 'abc') expect(made.schedule.split(letter)).toHaveLength(8);
  });

  it('is the same when it is asked for again, a day later and after the video is gone', async () => {
    const subject = await bench.subject();
    const made = await plan(subject);
    clock += dayMs;
    bench.youtube.byHand.remove(subject.video.id);
    expect(await plan(subject)).toEqual(made);
  });

  it('is kept before it is answered, with what it is of', async () => {
    const subject = await bench.subject();
    const made = await plan(subject);
    expect(await (await records()).plan(subject.testId)).toEqual({ subject, plan: made });
    expect(await (await records()).plan('abtest-of-nobody')).toBeUndefined();
  });

  it('is one, where two tries come at once and each draws its own seed', async () => {
    const subject = await bench.subject();
    const { seed: _, ...design } = subject.design;
    const [one, other] = await Promise.all([plan({ ...subject, design }), plan({ ...subject, design })]);
    expect(one).toEqual(other);
    expect((await (await records()).plan(subject.testId))?.plan).toEqual(one);
  });

  it('follows from the seed: the same has the same schedule, another has another', async () => {
    const subject = await bench.subject();
    const [first, same] = [await plan(subject), await plan(anew(subject, 'abtest-same'))];
    const other = await plan({ ...anew(subject, 'abtest-other'), design: { ...subject.design, seed: 4 } });
    expect(same.schedule).toBe(first.schedule);
    expect(other.schedule).not.toBe(first.schedule);
  });
});

describe('what a plan promises to find', () => {
  it('goes by videos in general, where the video has no figures yet', async () => {
    const { power } = await plan(await bench.subject());
    const { impressionsPerDay, rate, spread } = usualVideo;
    expect(power).toMatchObject({ impressionsPerDay, rate, spread, isMeasured: false });
    expect(power.detectableEffect).toBeGreaterThan(0.05);
    expect(power.detectableEffect).toBeLessThan(1);
  });

  it('goes by the four weeks before, where there are figures of them', async () => {
    const subject = await bench.subject();
    bench.youtube.audience(({ day }) => {
      const isBefore = day < '2026-12-01';
      const counted = { engagedViews: 1, views: 1, watchedMinutes: 1, averageViewedPercent: 1 };
      // What was before those weeks is another video, for all the plan cares.
      return { ...counted, impressions: isBefore ? 90_000 : 500, clickRate: isBefore ? 0.5 : 0.06 };
    });
    // The reports begin with the first question.
    await plan(anew(subject, 'abtest-earlier'));
    clock = Date.parse('2026-12-29T18:00:00Z');
    const { power } = await plan(subject);
    expect(power).toMatchObject({ isMeasured: true, impressionsPerDay: 500, rate: expect.closeTo(0.06, 5) });
    expect(power.detectableEffect).toBeGreaterThan(0);
  });

  it('goes by videos in general, where the figures may not be read, and orders no retry', async () => {
    const subject = await bench.subject();
    bench.youtube.fail({ kind: 'status', status: 400, on: 'jobs.list' });
    expect((await plan(subject)).power.isMeasured).toBe(false);
  });

  it('is tried again where the figures can be had later', async () => {
    const subject = await bench.subject();
    bench.youtube.fail({ kind: 'status', status: 503, on: 'jobs.list' });
    expect(await failureOf(plan(subject))).toMatchObject({ type: 'ProviderUnavailable', nonRetryable: false });
    expect(await (await records()).plan(subject.testId)).toBeUndefined();
  });
});

describe('a test is refused', () => {
  it.each(['planning', 'running', 'waiting', 'settling', 'asking'] as const)(
    'while another of the same video is %s',
    async (state) => {
      const subject = await bench.subject();
      await record(anew(subject, 'abtest-earlier'), state);
      const failure = await failureOf(plan(subject));
      expect(failure).toMatchObject({ type: 'InvalidInput', nonRetryable: true });
      expect(failure.message).toContain(subject.video.id);
      expect(failure.message).toMatch(/abtest-earlier: stop that test first/);
      expect(await (await records()).plan(subject.testId)).toBeUndefined();
    },
  );

  it('no longer once the other has ended, nor for its own record or a video of another platform', async () => {
    const subject = await bench.subject();
    await record(anew(subject, 'abtest-earlier'), 'running');
    await record(anew(subject, 'abtest-earlier'), 'stopped');
    await record(subject, 'planning');
    await record({ ...anew(subject, 'abtest-made-up'), video: { ...subject.video, target: 'simulated' } }, 'running');
    expect((await plan(subject)).startDay).toBe('2026-11-10');
  });

  it('for a video that is not on the channel, with its id', async () => {
    const subject = await bench.subject();
    const { channel } = bench.youtube;
    for (const [named, where] of [
      [undefined, /the channel that is signed in/],
      [channel.handle, new RegExp(`the channel ${channel.handle}`)],
    ] as const) {
      const video = { ...subject.video, id: 'no-such-video', channel: named };
      const failure = await failureOf(plan({ ...subject, video }));
      expect(failure).toMatchObject({ type: 'InvalidInput', nonRetryable: true });
      expect(failure.message).toMatch(/no-such-video/);
      expect(failure.message).toMatch(where);
    }
    expect(await (await records()).plan(subject.testId)).toBeUndefined();
  });
});
