import type { DayFigures } from '../../contracts/ab-test.ts';
import { shiftOfShare } from '../statistics/day-values.ts';
import { type RandomNumbers, randomNumbers } from '../statistics/random.ts';

/** A video of a channel that isn't there, with an audience whose taste is known. */
export interface SimulatedVideo {
  seed: number;
  /** Of its first four weeks, on average. */
  impressionsPerDay: number;
  /** Clicks an impression, of a variant without an effect. */
  rate: number;
  /** Standard deviation of a day's click rate beyond chance, as a share of it. */
  spread: number;
  /** Minutes a viewer watches. */
  minutesPerView: number;
}

export const usualVideo: Omit<SimulatedVideo, 'seed'> = {
  ...{ impressionsPerDay: 2000, rate: 0.04, spread: 0.15, minutesPerView: 3.2 },
};

/** A day in the life of a video. */
export interface SimulatedTime {
  /** Days since its release, from 0. */
  age: number;
  /** From 0, Sunday. */
  weekDay: number;
}

// More is watched at the end of the week, and clicked a little more readily.
const audienceOfWeekDay = [1.16, 0.93, 0.92, 0.94, 0.98, 1.05, 1.18];
const moodOfWeekDay = [0.03, -0.02, -0.03, -0.01, 0, 0.01, 0.04];
// Impressions fall as a power of age, which a few days' grace keeps finite: over four weeks to about half.
const graceDays = 6;
const fall = 0.45;
const audienceSpread = 0.2;
// An older video is shown to people who care less for it.
const weariness = 0.04;
// Of a day's minutes beyond those that its views explain.
const minutesSpread = 0.12;

/**
 * What the platform will have counted in the end on one day, for a variant whose click rate is better by `effect`, as a share.
 * The same day of the same video is the same day for every variant: only clicks, and what follows from them, differ.
 */
export function simulateDay(
  video: SimulatedVideo,
  { age, weekDay }: SimulatedTime,
  effect = 0,
): Required<Omit<DayFigures, 'day'>> {
  const random = randomNumbers(video.seed, age + 1);
  const crowd = fallOff(age) * (audienceOfWeekDay[weekDay] ?? 1) * logNormal(random, audienceSpread);
  const impressions = Math.round(video.impressionsPerDay * crowd);
  const mood = (moodOfWeekDay[weekDay] ?? 0) - weariness * Math.log1p(age / graceDays) + video.spread * random.normal();
  const logit = Math.log(video.rate / (1 - video.rate)) + mood + shiftOfShare(effect, 'ctr', video.rate);
  // Drawn before the clicks: how many numbers those take depends on the variant.
  const byOtherWays = logNormal(random, audienceSpread);
  const patience = logNormal(random, minutesSpread);
  const attention = logNormal(random, 0.08);
  const clicks = binomial(impressions, 1 / (1 + Math.exp(-logit)), random);
  // Some come by ways that show no thumbnail.
  const views = clicks + Math.round(0.006 * impressions * byOtherWays);
  const engagedViews = Math.round(views * 0.82);
  const watchedMinutes = Math.round(views * video.minutesPerView * patience * 10) / 10;
  const averageViewedPercent = views > 0 ? Math.min(100, Math.round(42 * attention * 10) / 10) : 0;
  const clickRate = impressions > 0 ? clicks / impressions : 0;
  return { impressions, clickRate, views, engagedViews, watchedMinutes, averageViewedPercent };
}

/** What a report says that is made some days after: nothing at first, then perhaps too little, then what is right. */
export interface SimulatedReports {
  /** Days after a day's end until it is reported. */
  delayDays: number;
  /** How many of ten days are first reported with too little. */
  shareCorrected: number;
  /** Days after the first report until that is corrected. */
  correctedAfterDays: number;
}

export const usualReports: SimulatedReports = { delayDays: 2, shareCorrected: 0.1, correctedAfterDays: 3 };

/** The figures of a day as they are known so many days after its end; undefined as long as nothing is. */
export function reportDay(
  figures: Omit<DayFigures, 'day'>,
  { seed, age, since }: { seed: number; age: number; since: number },
  { delayDays, shareCorrected, correctedAfterDays }: SimulatedReports = usualReports,
): Omit<DayFigures, 'day'> | undefined {
  if (since < delayDays) return undefined;
  const random = randomNumbers(seed ^ 0x5bd1e995, age + 1);
  const isShort = random() < shareCorrected;
  if (!isShort || since >= delayDays + correctedAfterDays) return figures;
  const { impressions = 0, views = 0, watchedMinutes = 0, engagedViews = 0 } = figures;
  const part = 0.6 + 0.3 * random();
  return {
    ...figures,
    ...{ impressions: Math.round(impressions * part), views: Math.round(views * part) },
    ...{ engagedViews: Math.round(engagedViews * part), watchedMinutes: Math.round(watchedMinutes * part * 10) / 10 },
  };
}

/** Share of the average of the first four weeks. */
function fallOff(age: number): number {
  return ((age + graceDays) / graceDays) ** -fall / averageFall;
}

const averageFall =
  Array.from({ length: 28 }, (_, age) => ((age + graceDays) / graceDays) ** -fall).reduce((sum, part) => sum + part) /
  28;

const logNormal = (random: RandomNumbers, spread: number): number =>
  Math.exp(spread * random.normal() - spread ** 2 / 2);

// Below so many expected, a throw at a time is exact and quick enough; above, the normal is near enough.
const fewExpected = 20;

function binomial(count: number, probability: number, random: RandomNumbers): number {
  const expected = count * probability;
  if (expected >= fewExpected) {
    const drawn = Math.round(expected + Math.sqrt(expected * (1 - probability)) * random.normal());
    return Math.max(0, Math.min(count, drawn));
  }
  // From one success to the next, by the geometric distribution.
  let [at, successes] = [0, 0];
  for (;;) {
    at += Math.floor(Math.log(1 - random()) / Math.log(1 - probability)) + 1;
    if (!(at <= count)) return successes;
    successes += 1;
  }
}
