import type { AbTestMetric, AbTestPlan, DayFigures } from '../../contracts/ab-test.ts';
import type { AbTestResults } from '../../contracts/ab-test-results.ts';
import {
  type AbTestDay,
  type AbTestStage,
  type AbTestSubject,
  endedAbTestStates,
} from '../../contracts/ab-test-run.ts';
import { Failure } from '../../contracts/failures.ts';
import { judgeTest } from '../../engines/statistics/judge-test.ts';
import { endOfPacificDay } from '../../infra/youtube/pacific-day.ts';
import type { AbTestStores } from './ab-test-activity.ts';

/** What a test is of, and how it was to be done, as it was kept before its first day. */
interface Registered {
  subject: AbTestSubject;
  plan: AbTestPlan;
}

interface JudgedAsked {
  /** What was known then; everything when left out. */
  asOf?: string;
  now: number;
  stage?: AbTestStage;
}

/** What a test has shown by what is kept of it: the same for the same moment, whenever it is asked. */
export async function judgeStored(
  { records, days: kept, figures }: AbTestStores,
  { subject, plan }: Registered,
  { asOf, now, stage }: JudgedAsked,
): Promise<AbTestResults & { hasEnded: boolean }> {
  const { testId, video, variants, design } = subject;
  const moment = asOf ?? new Date(now).toISOString();
  const known = (await kept.daysOf(testId)).filter(({ day }) => endOfPacificDay(day) <= Date.parse(moment));
  const [first, last] = [known[0]?.day ?? plan.startDay, known.at(-1)?.day ?? plan.startDay];
  const of = { target: video.target, channelId: plan.channelId, videoId: video.id };
  const counted = await figures.asOf(of, { from: first, to: last, asOf });
  const byDay = new Map(counted.map(({ day, ...others }) => [day, others]));
  const whole = known.filter(({ dropped }) => dropped === undefined);
  const there = whole.flatMap((day) => {
    const own = byDay.get(day.day);
    return own && isThere(own, design.metric) ? [{ ...day, figures: own }] : [];
  });
  const isWhole = whole.length >= plan.schedule.length;
  const { judgement, hasEnded } = judgeTest({
    ...{ variants, design, schedule: plan.schedule, seed: plan.seed, days: there },
    state: stage ?? (isWhole ? 'over' : await stageOf(asOf)),
  });
  const empty = there.filter(({ day }) => !judgement.points.some((point) => point.day === day));
  return {
    ...judgement,
    ...{ testId, asOf: moment, hasEnded },
    droppedDays: [...known, ...empty.map((day) => ({ ...day, dropped: 'nothing was counted on it' }))]
      .sort((one, other) => (one.day < other.day ? -1 : 1))
      .flatMap(toDropped),
    awaitedDays: whole.length - there.length,
  };

  /** Of a test that has ended before its last day, what there is decides; as of an earlier moment it was open still. */
  async function stageOf(then: string | undefined): Promise<AbTestStage> {
    const record = await records.get(testId);
    if (!record || (then !== undefined && Date.parse(then) < Date.parse(record.updatedAt))) return 'open';
    if (record.state === 'completed' || record.state === 'settling' || record.state === 'asking') return 'over';
    return endedAbTestStates.includes(record.state) ? 'stopped' : 'open';
  }
}

/** What was fixed before the first day. @throws Failure `NotFound` */
export async function registeredOf(records: AbTestStores['records'], testId: string): Promise<Registered> {
  const registered = await records.plan(testId);
  if (registered) return registered;
  throw new Failure('NotFound', `there is no A/B test ${testId}, or it is not planned yet`);
}

function isThere(figures: Omit<DayFigures, 'day'>, metric: AbTestMetric): boolean {
  const { impressions, clickRate, views, engagedViews, watchedMinutes } = figures;
  if (metric === 'views') return (engagedViews ?? views) !== undefined;
  if (impressions === 0) return true;
  return impressions !== undefined && (metric === 'ctr' ? clickRate : watchedMinutes) !== undefined;
}

const toDropped = ({ day, variant, dropped }: AbTestDay) =>
  dropped === undefined ? [] : [{ day, variant, reason: dropped }];
