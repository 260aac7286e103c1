import type { AbTestPlan } from '../../contracts/ab-test.ts';
import type { AbTestResults } from '../../contracts/ab-test-results.ts';
import type {
  AbTestSubject,
  JudgeAbTestInput,
  ReadAbTestInput,
  ReadAbTestResult,
} from '../../contracts/ab-test-run.ts';
import type { ArtifactRef } from '../../contracts/artifact.ts';
import { drawAbTestReport } from '../../engines/pictures/reports/draw-ab-test-report.ts';
import { pacificDay } from '../../infra/youtube/pacific-day.ts';
import { type AbTestContext, defineAbTestActivity, platformOf } from './ab-test-activity.ts';
import { judgeStored, registeredOf } from './judge-stored.ts';

/** What a test has shown: the figures as they come, the judgement of them, and a picture of it. */
export function createReadAbTest(context: AbTestContext) {
  const { now, artifacts } = context;

  /** Asks for what is new since the last time, and keeps it with when it was learned. */
  async function learn(subject: AbTestSubject, plan: AbTestPlan, signal: AbortSignal): Promise<void> {
    const { figures } = await context.stores();
    const { video } = subject;
    const of = { target: video.target, channelId: plan.channelId, videoId: video.id };
    const source = `figures of ${subject.testId}`;
    const learnedAfter = await figures.cursor(of, source);
    const period = { from: plan.startDay, to: pacificDay(now()), learnedAfter };
    const { days, learnedUntil } = await platformOf(context, video.target).figures(subject, period, signal);
    const learnedAt = new Date(now()).toISOString();
    await figures.keep(
      of,
      days.map(({ day, source: from, ...learned }) => ({ day, source: from, learnedAt, figures: learned })),
    );
    // Behind the figures: killed in between, they are read again.
    if (learnedUntil !== undefined) await figures.keepCursor(of, source, learnedUntil);
  }

  async function read({ stage, ...subject }: ReadAbTestInput, signal: AbortSignal): Promise<ReadAbTestResult> {
    const stores = await context.stores();
    const registered = await registeredOf(stores.records, subject.testId);
    await learn(subject, registered.plan, signal);
    const judged = await judgeStored(stores, registered, { now: now(), stage });
    const { verdict, winner, sentence, countedDays, p, decidedBy, awaitedDays, hasEnded } = judged;
    return { evidence: { verdict, winner, sentence, countedDays, p, decidedBy }, awaitedDays, hasEnded };
  }

  async function judge({ testId, asOf }: JudgeAbTestInput): Promise<AbTestResults> {
    const stores = await context.stores();
    const registered = await registeredOf(stores.records, testId);
    const { hasEnded: _, ...results } = await judgeStored(stores, registered, { asOf, now: now() });
    return results;
  }

  async function draw({ testId, asOf }: JudgeAbTestInput): Promise<{ report: ArtifactRef }> {
    const stores = await context.stores();
    const registered = await registeredOf(stores.records, testId);
    const { subject, plan } = registered;
    const judgement = await judgeStored(stores, registered, { asOf, now: now() });
    const png = drawAbTestReport({ title: subject.topic, judgement, droppedDays: judgement.droppedDays, plan });
    return { report: await artifacts.putBytes(png, 'image/png') };
  }

  return {
    readAbTest: defineAbTestActivity(context, 'readAbTest', read),
    judgeAbTest: defineAbTestActivity(context, 'judgeAbTest', judge),
    drawAbTest: defineAbTestActivity(context, 'drawAbTest', draw),
  };
}
