import { loadImage } from '@napi-rs/canvas';
import { beforeEach, describe, expect, it } from 'vitest';
import type { AbTestPlan } from '../../../src/contracts/ab-test.ts';
import type { AbTestDay, AbTestStage, AbTestSubject } from '../../../src/contracts/ab-test-run.ts';
import type { VariantId } from '../../../src/contracts/variant-ids.ts';
import { failureOf, runActivity } from '../stage-bench.ts';
import { useAbTestBench } from './ab-test-bench.ts';

// A Monday, ten in the morning on the Pacific coast.
const start = Date.parse('2026-11-09T18:00:00Z');
let clock = start;
const bench = useAbTestBench({ now: () => clock });
beforeEach(() => {
  clock = start;
});

const dates = Array.from({ length: 14 }, (_, index) => `2026-11-${10 + index}`);
// After the 22nd was reported, and before the 23rd, the last of the test.
const almostAll = '2026-11-25T12:00:00.000Z';
const all = '2026-11-28T12:00:00.000Z';

const stores = () => bench.context.stores();
const read = (subject: AbTestSubject, stage: AbTestStage = 'open') =>
  runActivity(bench.activities.readAbTest, { ...subject, stage });
const judge = ({ testId }: AbTestSubject, asOf?: string) => runActivity(bench.activities.judgeAbTest, { testId, asOf });

/** What is seen on a date, to be told from every other. */
const impressionsOf = (day: string) => 2000 + Number(day.slice(8));

/** A test of two weeks whose days are over, and its viewers, of whom so many more click on B. */
async function shown(dropped: Record<string, string> = {}) {
  const subject = await bench.subject({ design: { days: 14 } });
  const plan = await runActivity(bench.activities.planAbTest, subject);
  bench.youtube.audience(({ day }) => {
    const share = plan.schedule[dates.indexOf(day)] === 'b' ? 0.045 : 0.04;
    const clickRate = share * (1 + ((Number(day.slice(8)) * 7) % 5) / 20);
    const watched = { engagedViews: 80, views: 100, watchedMinutes: 300, averageViewedPercent: 40 };
    return { ...watched, impressions: day === '2026-11-15' && isEmpty ? 0 : impressionsOf(day), clickRate };
  });
  const { days } = await stores();
  for (const [slot, day] of dates.entries()) {
    await days.settle(subject.testId, { ...dayOf(plan, slot), dropped: dropped[day] });
  }
  return { subject, plan };
}
let isEmpty = false;
beforeEach(() => {
  isEmpty = false;
});

const dayOf = ({ schedule }: AbTestPlan, slot: number): AbTestDay => ({
  ...{ day: dates[slot] ?? '', slot, variant: schedule[slot] as VariantId },
});
const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

describe('what a test reads', () => {
  it('is kept with when it was learned', async () => {
    const { subject, plan } = await shown();
    const { figures } = await stores();
    const of = { target: 'youtube', channelId: plan.channelId, videoId: subject.video.id };
    const november = { from: dates[0] ?? '', to: dates.at(-1) ?? '' };
    clock = Date.parse('2026-11-13T12:00:00Z');
    await read(subject);
    clock = Date.parse(almostAll);
    await read(subject);
    const known = async (asOf?: string) => (await figures.asOf(of, { ...november, asOf })).map(({ day }) => day);
    expect(await known('2026-11-13T11:59:59.000Z')).toEqual([]);
    expect(await known('2026-11-13T12:00:00.000Z')).toEqual(dates.slice(0, 1));
    expect(await known('2026-11-25T11:59:59.000Z')).toEqual(dates.slice(0, 1));
    expect(await known()).toEqual(dates.slice(0, 13));
    const [first] = await figures.asOf(of, november);
    expect(first).toMatchObject({ day: '2026-11-10', impressions: 2010, engagedViews: 80, watchedMinutes: 300 });
  });

  it('is not read from the same reports twice, and is written once', async () => {
    const { subject } = await shown();
    clock = Date.parse(almostAll);
    const first = await read(subject);
    const rows = async () => (await bench.database.kysely.selectFrom('video_figures').selectAll().execute()).length;
    const before = await rows();
    bench.youtube.calls.length = 0;
    clock += 1000;
    expect(await read(subject)).toEqual(first);
    expect(await rows()).toBe(before);
    expect(bench.youtube.calls.map(({ operation }) => operation)).not.toContain('media.download');
  });

  it('is asked for again where YouTube could not tell it', async () => {
    const { subject } = await shown();
    clock = Date.parse(almostAll);
    bench.youtube.fail({ kind: 'status', status: 503, on: 'media.download' });
    expect(await failureOf(read(subject))).toMatchObject({ type: 'ProviderUnavailable', nonRetryable: false });
    expect(await read(subject)).toMatchObject({ awaitedDays: 1, evidence: { countedDays: 13 } });
  });

  it('names the winner when all days are there, and what is awaited until then', async () => {
    const { subject } = await shown();
    clock = Date.parse(almostAll);
    expect(await read(subject)).toMatchObject({ awaitedDays: 1, evidence: { verdict: 'open', countedDays: 13 } });
    clock = Date.parse(all);
    const last = await read(subject, 'over');
    expect(last).toMatchObject({
      ...{ awaitedDays: 0, hasEnded: false },
      evidence: { verdict: 'winner', winner: 'b', countedDays: 14, decidedBy: 'randomisation' },
    });
    expect(last.evidence.sentence).toMatch(/B/);
  });
});

describe('the judgement', () => {
  it('as of an earlier moment is what was said then, and as of now it knows what was corrected', async () => {
    const { subject } = await shown();
    clock = Date.parse(almostAll);
    await read(subject);
    const then = await judge(subject);
    expect(then.asOf).toBe(almostAll);
    clock += 60_000;
    bench.youtube.correct(subject.video.id, '2026-11-12', { impressions: 5000 });
    clock = Date.parse(all);
    await read(subject);
    expect(await judge(subject, almostAll)).toEqual(then);
    const now = await judge(subject);
    const seen = ({ variants }: typeof now) => sum(variants.map(({ impressions }) => impressions));
    expect(seen(then)).toBe(sum(dates.slice(0, 13).map(impressionsOf)));
    expect(seen(now)).toBe(sum(dates.map(impressionsOf)) - impressionsOf('2026-11-12') + 5000);
    expect(now.points.find(({ day }) => day === '2026-11-12')?.impressions).toBe(5000);
  });

  it('as of before the first figures knows of days that were shown, and awaits them all', async () => {
    const { subject } = await shown();
    clock = Date.parse(all);
    await read(subject);
    // The first three days are over.
    const early = await judge(subject, '2026-11-13T08:00:00.000Z');
    expect(early).toMatchObject({ verdict: 'open', countedDays: 0, awaitedDays: 3, droppedDays: [], points: [] });
  });

  it('counts only the days that were not dropped, and says why the others do not', async () => {
    const reason = 'somebody has changed what is shown';
    const { subject, plan } = await shown({ '2026-11-12': reason, '2026-11-18': 'the video was made private' });
    clock = Date.parse(all);
    await read(subject);
    const judgement = await judge(subject);
    const counted = dates.filter((day) => day !== '2026-11-12' && day !== '2026-11-18');
    expect(judgement.points.map(({ day }) => day)).toEqual(counted);
    expect(judgement).toMatchObject({ countedDays: 12, plannedDays: 14, awaitedDays: 0, verdict: 'open' });
    expect(judgement.droppedDays).toEqual([
      { day: '2026-11-12', variant: plan.schedule[2], reason },
      { day: '2026-11-18', variant: plan.schedule[8], reason: 'the video was made private' },
    ]);
    for (const { variant, days, impressions } of judgement.variants) {
      const own = counted.filter((day) => plan.schedule[dates.indexOf(day)] === variant);
      expect({ days, impressions }).toEqual({ days: own.length, impressions: sum(own.map(impressionsOf)) });
    }
  });

  it('has a day on which nothing was counted among the dropped, in the order of days', async () => {
    isEmpty = true;
    const { subject, plan } = await shown({ '2026-11-18': 'the video was made private' });
    clock = Date.parse(all);
    await read(subject);
    const judgement = await judge(subject);
    expect(judgement).toMatchObject({ countedDays: 12, awaitedDays: 0 });
    expect(judgement.droppedDays).toEqual([
      { day: '2026-11-15', variant: plan.schedule[5], reason: 'nothing was counted on it' },
      { day: '2026-11-18', variant: plan.schedule[8], reason: 'the video was made private' },
    ]);
  });

  it('is of the end when all days are there, whoever asks', async () => {
    const { subject } = await shown();
    clock = Date.parse(all);
    const { evidence } = await read(subject, 'over');
    expect(await judge(subject)).toMatchObject(evidence);
    expect(evidence.verdict).toBe('winner');
  });
});

describe('the report', () => {
  it('is a picture of 1600×1000, the same for the same moment', async () => {
    const { subject } = await shown({ '2026-11-12': 'somebody has changed what is shown' });
    const { testId } = subject;
    clock = Date.parse(almostAll);
    await read(subject);
    const { report } = await runActivity(bench.activities.drawAbTest, { testId });
    const bytes = await bench.artifacts.readBytes(report);
    expect(report.mediaType).toBe('image/png');
    expect(bytes.subarray(0, 8)).toEqual(Buffer.from('89504e470d0a1a0a', 'hex'));
    const { width, height } = await loadImage(bytes);
    expect([width, height]).toEqual([1600, 1000]);
    clock = Date.parse(all);
    await read(subject);
    expect((await runActivity(bench.activities.drawAbTest, { testId, asOf: almostAll })).report).toEqual(report);
    expect((await runActivity(bench.activities.drawAbTest, { testId })).report.sha256).not.toBe(report.sha256);
  });

  it('can be drawn before anything is known', async () => {
    const subject = await bench.subject();
    await runActivity(bench.activities.planAbTest, subject);
    const { report } = await runActivity(bench.activities.drawAbTest, { testId: subject.testId });
    expect((await bench.artifacts.readBytes(report)).length).toBeGreaterThan(1000);
  });
});

it('a test that nobody has planned is not found, with its id', async () => {
  const subject = await bench.subject({ testId: 'abtest-of-nobody' });
  const { testId } = subject;
  for (const asked of [
    () => read(subject),
    () => judge(subject),
    () => runActivity(bench.activities.drawAbTest, { testId }),
  ]) {
    const failure = await failureOf(asked());
    expect(failure).toMatchObject({ type: 'NotFound', nonRetryable: true });
    expect(failure.message).toContain(testId);
  }
});
