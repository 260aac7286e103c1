import { ContinueAsNew, condition, continueAsNew, isCancellation, sleep, workflowInfo } from '@temporalio/workflow';
import type { AbTestInput, AbTestResult, AbTestStage, ReadAbTestResult } from '../contracts/ab-test-run.ts';
import type { VariantId } from '../contracts/variant-ids.ts';
import { isOverdue, placesLeft } from './ab-test-days.ts';
import { type AbTestRun, openAbTest, regardless } from './ab-test-run.ts';
import { skipToNextDay, turnDay } from './ab-test-turn.ts';
import { reportFailure } from './failure-report.ts';
import * as stages from './stages.ts';

/**
 * Variants of a video are shown a day each, by a schedule that is fixed before the first of them; what the platform counts of each
 * day decides at the end. It goes on for weeks, whatever is restarted, and whoever looks at it.
 */
export async function AbTestWorkflow(input: AbTestInput): Promise<AbTestResult> {
  const test = openAbTest(input);
  try {
    if (!input.carried) await plan(test);
    while (await showNextDay(test)) {
      // A year's test would else outgrow what a history may hold.
      if (workflowInfo().historyLength > longHistory && !test.isPaused() && !test.stopped()) await goOnAnew(test);
    }
    await settle(test);
    return await conclude(test);
  } catch (error) {
    if (!(error instanceof ContinueAsNew)) await abandon(test, error);
    throw error;
  }
}

const longHistory = 1000;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
// A person who has to look at something has a month for it.
const longestHoldMs = 30 * dayMs;

async function plan({ subject, known, recorder }: AbTestRun): Promise<void> {
  const made = await stages.planAbTest(subject);
  Object.assign(known, { plan: made, state: 'running', next: { day: made.startDay, startsAt: made.startsAt } });
  const { testId, video, design, variants } = subject;
  const { startDay, schedule, seed } = made;
  recorder.record('pipeline.abtest.started', {
    ...{ testId, video, metric: design.metric, variants: variants.map(({ id }) => id), startDay, schedule, seed },
  });
}

/** Waits for the next day, gives it to its variant, and looks what the days have shown. False when no more are to come. */
async function showNextDay(test: AbTestRun): Promise<boolean> {
  const { known } = test;
  if (known.next) await test.until(known.next.startsAt);
  if (test.stopped()) return false;
  const turned = await turnDay(test);
  if (turned.isGone) {
    test.end(turned.problem ?? 'the video is gone');
    return false;
  }
  if (turned.needsPerson || test.isPaused()) await hold(test, turned.problem);
  else test.enter(turned.problem === undefined ? 'running' : 'waiting', turned.problem);
  if (test.stopped() || !known.plan || !known.next) return false;
  if ((await read(test, 'open'))?.hasEnded) return false;
  const isDone = placesLeft(known.plan, known.days) === 0 && known.today === undefined;
  return !isDone && !isOverdue(known.next.day, known.plan);
}

/** Nothing is changed until a person lets it go on; a test that nobody comes back to ends with what it has. */
async function hold(test: AbTestRun, problem: string | undefined): Promise<void> {
  test.enter(problem === undefined ? 'paused' : 'waiting', problem ?? test.pauseReason());
  if (!(await test.held(longestHoldMs))) test.stop(`nobody let it go on for ${longestHoldMs / dayMs} days`);
  if (test.stopped()) return;
  await skipToNextDay(test);
  test.enter('running');
}

/** Looks at the figures there are. What is not to be had today is had tomorrow. */
async function read(test: AbTestRun, stage: AbTestStage): Promise<ReadAbTestResult | undefined> {
  try {
    const found = await stages.readAbTest({ ...test.subject, stage });
    const before = test.known.evidence?.verdict;
    test.known.evidence = found.evidence;
    if (before !== found.evidence.verdict) test.recorder.record();
    return found;
  } catch (error) {
    if (isCancellation(error)) throw error;
    test.notice(`the figures could not be read: ${reportFailure(error).message}`);
    return undefined;
  }
}

async function goOnAnew(test: AbTestRun): Promise<never> {
  await test.recorder.settled();
  return continueAsNew<typeof AbTestWorkflow>({ ...test.subject, carried: test.carried() });
}

// Platforms are days late, and correct what they said for some days more. What comes after that changes no decision.
const settledAfterMs = 4 * dayMs;
const longestSettlingMs = 14 * dayMs;

/** The days are over: their figures come in. Somebody who has stopped the test wants its end now. */
async function settle(test: AbTestRun): Promise<void> {
  const begun = Date.now();
  // A day that is under way is not to its end what it was.
  test.known.today = undefined;
  if (test.stopped() || test.known.days.length === 0) return;
  test.enter('settling', test.known.reason);
  for (;;) {
    const waited = await condition(() => test.stopped() !== undefined, dayMs);
    if (waited) return;
    // Nothing is decided before all is there.
    const areThere = (await read(test, 'open'))?.awaitedDays === 0;
    const passed = Date.now() - begun;
    if ((areThere && passed >= settledAfterMs) || passed >= longestSettlingMs) return;
  }
}

/** The end: what the test has shown is said, and what becomes of the video. */
async function conclude(test: AbTestRun): Promise<AbTestResult> {
  const { subject, known, recorder } = test;
  const stop = test.stopped();
  await read(test, stop ? 'stopped' : 'over');
  const { winner } = known.evidence ?? {};
  let stays: VariantId = 'a';
  if (stop) stays = stop.show ?? 'a';
  else if (subject.design.atEnd === 'apply') stays = winner ?? 'a';
  else if (subject.design.atEnd === 'ask') stays = await ask(test);
  if (!test.isGone()) await show(test, stays);
  known.state = stop ? 'stopped' : 'completed';
  known.reason = stop?.reason ?? known.reason;
  recorder.record('pipeline.abtest.completed', {
    ...{ testId: subject.testId, video: subject.video, state: known.state, shown: known.shown, ...known.evidence },
  });
  await recorder.settled();
  return { testId: subject.testId, state: known.state, evidence: known.evidence, shown: known.shown };
}

/** Which variant stays; the first where nobody says so. */
async function ask(test: AbTestRun): Promise<VariantId> {
  test.enter('asking');
  await condition(() => test.chosen() !== undefined || test.stopped() !== undefined, longestHoldMs);
  return test.chosen() ?? test.stopped()?.show ?? 'a';
}

/** The last change, which is worth waiting for: an hour's outage, or the next day's quota. */
async function show(test: AbTestRun, variant: VariantId): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      const { isShown, problem } = await stages.showVariant({ ...test.subject, variant });
      test.known.shown = isShown ? variant : undefined;
      if (problem) test.notice(problem);
      return;
    } catch (error) {
      if (isCancellation(error)) throw error;
      test.notice(`${variant.toUpperCase()} could not be shown: ${reportFailure(error).message}`);
      if (tries === mostTries) return;
      await sleep(hourMs);
    }
  }
}

const mostTries = 26;

/** Cancelled, or failed for good: the first variant comes back if it may, and the record says how it ended. */
async function abandon(test: AbTestRun, error: unknown): Promise<void> {
  const { known, subject, recorder } = test;
  const isCancelled = isCancellation(error);
  await regardless(async () => {
    if (known.plan && !test.isGone()) {
      await stages.showVariant({ ...subject, variant: 'a' }).catch((problem: unknown) => {
        test.notice(`the first variant could not be shown again: ${reportFailure(problem).message}`);
      });
    }
    known.state = isCancelled ? 'cancelled' : 'failed';
    known.reason = isCancelled ? 'cancelled by a person' : reportFailure(error).message;
    recorder.record('pipeline.abtest.completed', {
      ...{ testId: subject.testId, video: subject.video, state: known.state, reason: known.reason },
    });
    await recorder.settled();
  });
}
