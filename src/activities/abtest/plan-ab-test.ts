import { randomInt } from 'node:crypto';
import type { AbTestPlan, AbTestPower } from '../../contracts/ab-test.ts';
import { type AbTestSubject, endedAbTestStates } from '../../contracts/ab-test-run.ts';
import { Failure } from '../../contracts/failures.ts';
import { usualVideo } from '../../engines/simulation/simulated-video.ts';
import { scheduleBySeed } from '../../engines/statistics/judge-test.ts';
import { measureDays } from '../../engines/statistics/measure-days.ts';
import { daysFor, detectableEffect, type ExpectedDays } from '../../engines/statistics/power.ts';
import { pacificDay } from '../../infra/youtube/pacific-day.ts';
import { type AbTestContext, defineAbTestActivity, platformOf } from './ab-test-activity.ts';
import { nextDay } from './turn-ab-test.ts';

const dayMs = 86_400_000;
const measuredDays = 28;
const aFifth = 0.2;
// JSON has no infinity.
const mostEffect = 1000;

/**
 * Fixes how a test is done before its first day, and keeps that: its schedule, and what it will be able to find. Asked again, it
 * answers what was fixed.
 */
export function createPlanAbTest(context: AbTestContext) {
  const { now } = context;

  async function plan(subject: AbTestSubject, signal: AbortSignal): Promise<AbTestPlan> {
    const { records } = await context.stores();
    const earlier = await records.plan(subject.testId);
    if (earlier) return earlier.plan;
    const platform = platformOf(context, subject.video.target);
    await refuseSecond(subject);
    if (!(await platform.look(subject, signal))) {
      const where = subject.video.channel ? `the channel ${subject.video.channel}` : 'the channel that is signed in';
      throw new Failure(
        'InvalidInput',
        `the video ${subject.video.id} is not on ${where} of ${platform.name}: check its id`,
      );
    }
    const { design, variants } = subject;
    // A run that is deleted takes its files with it, but not those of a test that goes on.
    await context.artifacts.use(
      subject.testId,
      variants.flatMap(({ thumbnail }) => thumbnail ?? []),
    );
    const channelId = await platform.channelOf(subject, signal);
    const expected = await measure(subject, signal);
    const size = { days: design.days, variants: variants.length };
    const seed = design.seed ?? randomInt(2 ** 32);
    const { day: startDay, startsAt } = nextDay(now());
    const planned: AbTestPlan = {
      ...{
        channelId,
        seed,
        startDay,
        startsAt,
        schedule: scheduleBySeed(size, seed),
        registeredAt: new Date(now()).toISOString(),
      },
      power: powerOf(expected, size, design.alpha),
    };
    try {
      await records.register(subject, planned);
      return planned;
    } catch (error) {
      // A try that was taken for dead may have been there first.
      const registered = await records.plan(subject.testId);
      if (registered) return registered.plan;
      throw error;
    }
  }

  /** Two tests of one video would change it under each other's hands. */
  async function refuseSecond({ testId, video }: AbTestSubject): Promise<void> {
    const { records } = await context.stores();
    const { tests } = await records.list({ videoId: video.id, limit: 200 });
    const open = tests.find(
      (test) => test.testId !== testId && test.video.target === video.target && !endedAbTestStates.includes(test.state),
    );
    if (open) {
      throw new Failure(
        'InvalidInput',
        `the video ${video.id} is tested already, by ${open.testId}: stop that test first`,
      );
    }
  }

  /** How the video did in the weeks before: of one that is new, videos in general are taken. */
  async function measure(subject: AbTestSubject, signal: AbortSignal): Promise<Expected> {
    const usual = { ...usualVideo, isMeasured: false };
    const today = now();
    const period = { from: pacificDay(today - measuredDays * dayMs), to: pacificDay(today) };
    try {
      // Asked for now, the platform begins to make the reports that the test will need.
      const { days } = await platformOf(context, subject.video.target).figures(subject, period, signal);
      const measured = measureDays(days);
      return measured ? { ...measured, isMeasured: true } : usual;
    } catch (error) {
      if (!(error instanceof Failure) || error.retry || error.type === 'SignInNeeded') throw error;
      context.logger.warn({ err: error, testId: subject.testId }, 'A/B test: the weeks before could not be measured');
      return usual;
    }
  }

  return { planAbTest: defineAbTestActivity(context, 'planAbTest', plan) };
}

interface Expected extends ExpectedDays {
  isMeasured: boolean;
}

function powerOf(
  { impressionsPerDay, rate, spread, isMeasured }: Expected,
  { days, variants }: { days: number; variants: number },
  alpha: number,
): AbTestPower {
  const expected = { impressionsPerDay, rate, spread };
  const effect = detectableEffect(days, expected, { variants, alpha });
  return {
    ...{ ...expected, isMeasured, detectableEffect: Math.min(effect, mostEffect) },
    daysForAFifth: daysFor(aFifth, expected, { variants, alpha }),
  };
}
