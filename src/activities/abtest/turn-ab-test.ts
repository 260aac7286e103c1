import type { AbTestVariant } from '../../contracts/ab-test.ts';
import type {
  AbTestDay,
  AbTestSubject,
  PacificDay,
  ShowVariantInput,
  ShowVariantResult,
  TurnAbTestInput,
  TurnAbTestResult,
} from '../../contracts/ab-test-run.ts';
import { Failure } from '../../contracts/failures.ts';
import { nextPacificMidnight, pacificDay } from '../../infra/youtube/pacific-day.ts';
import { type AbTestContext, defineAbTestActivity, platformOf } from './ab-test-activity.ts';
import type { Look, TestPlatform } from './providers/provider.ts';

// A hundredth of a day: what viewers saw before that makes no difference to it.
const latestMs = 15 * 60_000;

/**
 * The turn of a day, and the last change of a test. Whatever is done here is looked at first and afterwards, so that a try that
 * died half way is gone on with, and what a person has changed is neither counted nor lost.
 */
export function createTurnAbTest(context: AbTestContext) {
  const { now } = context;

  async function turn(input: TurnAbTestInput, signal: AbortSignal): Promise<TurnAbTestResult> {
    const { begins, gives, ends, mayReplace } = input;
    const platform = platformOf(context, input.video.target);
    const next = nextDay(now());
    const isLate = now() > Date.parse(begins.startsAt) + latestMs;
    const settled = ends && (await findVerdict(input.testId, ends));
    if (isLate || (!ends && !gives)) {
      const late =
        settled ?? (ends && (await settle(input.testId, ends, 'nobody could look whether it was shown to its end')));
      const problem = gives && `its variant could not be shown in time: it was ${clock(now())} UTC when it was tried`;
      return { dropped: late?.dropped, isShown: false, problem, next };
    }

    const look = await platform.look(input, signal);
    const dropped = ends && (settled ?? (await settle(input.testId, ends, faultOf(look, ends, input)))).dropped;
    const turned = { dropped, isShown: false, next, seen: look && { title: look.title } };
    if (!look) return { ...turned, isGone: true, problem: 'the video is gone, or belongs to another channel now' };
    if (!gives) return turned;
    if (!mayReplace && look.variant === undefined) {
      const problem =
        'what is shown is none of the variants: somebody has changed it. Resume the test to put its own back, or stop it';
      return { ...turned, needsPerson: true, problem };
    }
    if (look.privacy === 'private') return { ...turned, problem: 'the video is private: nobody sees it' };
    if (look.variant !== gives.variant) await show(platform, input, variantOf(input, gives.variant), signal);
    if (now() > Date.parse(begins.startsAt) + latestMs) {
      return { ...turned, problem: `its variant was shown only at ${clock(now())} UTC` };
    }
    const title = variantOf(input, gives.variant).title ?? look.title;
    return { ...turned, isShown: true, seen: { title } };
  }

  async function findVerdict(testId: string, { day }: AbTestDay): Promise<AbTestDay | undefined> {
    const { days } = await context.stores();
    return (await days.daysOf(testId)).find((known) => known.day === day);
  }

  /** The first verdict stands: who comes later may find the next variant there already. */
  async function settle(testId: string, day: AbTestDay, dropped: string | undefined): Promise<AbTestDay> {
    const { days } = await context.stores();
    return days.settle(testId, { ...day, dropped });
  }

  return {
    turnAbTest: defineAbTestActivity(context, 'turnAbTest', turn),

    showVariant: defineAbTestActivity(
      context,
      'showVariant',
      async (input: ShowVariantInput, signal): Promise<ShowVariantResult> => {
        const platform = platformOf(context, input.video.target);
        const look = await platform.look(input, signal);
        if (!look) return { isShown: false, problem: 'the video is gone' };
        if (look.variant !== input.variant) await show(platform, input, variantOf(input, input.variant), signal);
        return { isShown: true };
      },
    ),
  };
}

/** @throws Failure `ProviderUnavailable` when it did not take: the next try does it again */
async function show(
  platform: TestPlatform,
  subject: AbTestSubject,
  variant: AbTestVariant,
  signal: AbortSignal,
): Promise<void> {
  await platform.show(subject, variant, signal);
  const look = await platform.look(subject, signal);
  if (look?.variant === variant.id) return;
  throw new Failure(
    'ProviderUnavailable',
    `${platform.name} was told to show ${variant.id.toUpperCase()} and still shows ${look?.variant?.toUpperCase() ?? 'something else'}`,
  );
}

/** Why a day that ends doesn't count. */
function faultOf(look: Look | undefined, { variant }: AbTestDay, { before }: TurnAbTestInput): string | undefined {
  if (!look) return 'the video is gone';
  if (look.privacy === 'private') return 'the video was made private';
  if (look.variant !== variant) return 'somebody has changed what is shown';
  // Not tested, but seen: viewers judged something else from then on.
  if (before && before.title !== look.title) return `somebody has changed the title to “${look.title}”`;
  return undefined;
}

function variantOf({ variants }: AbTestSubject, id: string): AbTestVariant {
  const variant = variants.find((each) => each.id === id);
  if (!variant) throw new Failure('InvalidInput', `the test has no variant '${id}'`);
  return variant;
}

/** The first Pacific day that has not begun. */
export function nextDay(ms: number): PacificDay {
  const startsAt = nextPacificMidnight(ms);
  return { day: pacificDay(startsAt), startsAt: new Date(startsAt).toISOString() };
}

const clock = (ms: number): string => new Date(ms).toISOString().slice(11, 16);
