import { isCancellation, sleep } from '@temporalio/workflow';
import type { TurnAbTestResult } from '../contracts/ab-test-run.ts';
import { isOverdue, placeFor } from './ab-test-days.ts';
import type { AbTestRun } from './ab-test-run.ts';
import { reportFailure } from './failure-report.ts';
import * as stages from './stages.ts';

const hourMs = 3_600_000;

/**
 * The turn of a day: the one that ends counts or is dropped, the next is given to its variant. Where that fails for good the day
 * is lost and made up for, and the test goes on.
 */
export async function turnDay(test: AbTestRun): Promise<TurnAbTestResult> {
  const { subject, known } = test;
  const { plan, next: begins, today: ends, seen: before } = known;
  if (!plan || !begins) throw new Error('a test without a plan has no days');
  const mayChange = !test.isPaused() && !isOverdue(begins.day, plan);
  const gives = mayChange ? placeFor(begins.day, plan, ends ? [...known.days, ends] : known.days) : undefined;
  let turned: TurnAbTestResult;
  try {
    const mayReplace = test.takeResumed() || before === undefined;
    turned = await stages.turnAbTest({ ...subject, begins, gives, ends, before, mayReplace });
  } catch (error) {
    if (isCancellation(error)) throw error;
    turned = { ...(await passDay(test)), isShown: false, problem: reportFailure(error).message };
  }

  if (ends) {
    known.days.push(turned.dropped === undefined ? ends : { ...ends, dropped: turned.dropped });
    if (turned.dropped !== undefined) test.notice(`${ends.day} doesn't count: ${turned.dropped}`);
  }
  known.today = undefined;
  if (gives && turned.isShown) {
    known.today = { day: begins.day, ...gives };
    known.shown = gives.variant;
  } else if (gives) {
    const reason = turned.problem ?? 'its variant could not be shown';
    known.days.push({ day: begins.day, ...gives, dropped: reason });
    test.notice(`${begins.day} is lost: ${reason}`);
    // It may have been shown all the same, or half of it.
    known.shown = turned.needsPerson ? known.shown : undefined;
  }
  known.seen = turned.seen ?? before;
  known.next = turned.next;
  return turned;
}

/** A turn that nothing was changed at: what became of the day that ended, and when the next begins. */
async function passDay(test: AbTestRun): Promise<TurnAbTestResult> {
  const { subject, known } = test;
  const { next: begins, today: ends, seen: before } = known;
  if (!begins) throw new Error('a test without a plan has no days');
  for (;;) {
    try {
      return await stages.turnAbTest({ ...subject, begins, ends, before });
    } catch (error) {
      if (isCancellation(error)) throw error;
      test.notice(`the turn of ${begins.day} could not be written down: ${reportFailure(error).message}`);
      await sleep(hourMs);
    }
  }
}

/** After a time in which nothing was done: the days that have passed are nobody's. */
export async function skipToNextDay(test: AbTestRun): Promise<void> {
  test.known.next = (await passDay(test)).next;
}
