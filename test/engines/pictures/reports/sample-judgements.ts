import type { AbTestMetric } from '../../../../src/contracts/ab-test.ts';
import type { AbTestJudgement, AbTestPoint } from '../../../../src/contracts/ab-test-results.ts';
import { variantIds } from '../../../../src/contracts/variant-ids.ts';
import { seededRandom } from '../../../../src/engines/pictures/random.ts';
import type { AbTestReport } from '../../../../src/engines/pictures/reports/paint-ab-test-report.ts';

export interface Sample {
  seed?: number;
  metric?: AbTestMetric;
  variants?: number;
  days?: number;
  plannedDays?: number;
  dropped?: number;
  /** Of each variant but the first, as a share. */
  effects?: readonly number[];
  rate?: number;
  impressions?: number;
  /** Share of views that are left after a day. */
  staying?: number;
  title?: string;
  names?: readonly string[];
  change?: Partial<AbTestJudgement>;
}

const startDay = '2026-11-23';
const dayAfter = (count: number) => new Date(Date.parse(startDay) + count * 86_400_000).toISOString().slice(0, 10);

/** A report of days drawn from a seed. What it says is made up; its parts belong together as a judgement's do. */
export function sampleReport(sample: Sample = {}): AbTestReport {
  const { seed = 1, metric = 'ctr', days = 21, plannedDays = 28, dropped = 0, effects = [0.16, -0.05, 0.04] } = sample;
  const { rate = { ctr: 0.031, watchTimePerImpression: 0.162, views: 4200 }[metric], staying = 1 } = sample;
  const ids = variantIds.slice(0, sample.variants ?? 2);
  const random = seededRandom('report', seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const lost = new Set(Array.from({ length: dropped }, (_, at) => 3 + at * 5));
  const total: number[] = ids.map(() => 0);
  const points: AbTestPoint[] = [];
  const ps = ids.slice(1).map(() => 1);
  for (let at = 0; points.length < days; at++) {
    if (lost.has(at)) continue;
    const index = Math.floor(random() * ids.length);
    const impressions = Math.round((sample.impressions ?? 4000) * (0.7 + 0.6 * random()));
    const level = rate * (1 + (effects[index - 1] ?? 0)) * staying ** at;
    const value = metric === 'ctr' ? clamp(level * (1 + 0.09 * normal())) : level * Math.exp(0.12 * normal());
    const half = metric === 'ctr' ? 1.96 * Math.sqrt((value * (1 - value)) / impressions) : 0;
    for (const [other, p] of ps.entries()) {
      const seen = points.length + 1;
      const drift = Math.abs(effects[other] ?? 0) * Math.sqrt(seen) * 3.2 + normal() * 0.25 - 1.2;
      ps[other] = Math.min(p, Math.exp(-Math.max(0, drift) * 1.6));
    }
    total[index] = (total[index] as number) + impressions;
    points.push({
      day: dayAfter(at),
      variant: ids[index] ?? 'a',
      impressions,
      value,
      low: Math.max(0, value - half),
      high: metric === 'ctr' ? clamp(value + half) : value + half,
      alwaysValidP: days < 4 ? [] : [...ps],
    });
  }
  const variants = ids.map((variant, index) => {
    const own = points.filter((point) => point.variant === variant);
    const value = own.length > 0 ? own.reduce((sum, point) => sum + point.value, 0) / own.length : 0;
    const half = own.length < 2 ? 0 : (value * 0.22) / Math.sqrt(own.length);
    return {
      variant,
      name: sample.names?.[index] ?? variant.toUpperCase(),
      days: own.length,
      impressions: total[index] ?? 0,
      clicks: Math.round((total[index] ?? 0) * value),
      value,
      low: value - half,
      high: value + half,
      ...(metric === 'ctr' && days >= 4 ? { probabilityBest: [0.004, 0.962, 0.034, 0][index] ?? 0 } : {}),
    };
  });
  const [first] = variants;
  const comparisons = (days < 4 ? [] : variants).slice(1).map(({ variant, value }, index) => {
    const effect = first && first.value > 0 ? value / first.value - 1 : 0;
    const half = 0.55 / Math.sqrt(Math.max(4, points.length));
    return {
      variant,
      effect,
      low: effect - half,
      high: effect + half,
      alwaysValidP: ps[index] ?? 1,
      sequenceLow: points.length < 6 ? null : effect - half * 1.7,
      sequenceHigh: points.length < 6 ? null : effect + half * 1.7,
    };
  });
  return {
    title: sample.title ?? 'Why octopuses have three hearts',
    plan: {
      startDay,
      power: {
        impressionsPerDay: 4000,
        rate,
        spread: 0.09,
        isMeasured: true,
        detectableEffect: 0.124,
        daysForAFifth: 12,
      },
    },
    droppedDays: [...lost].map((at) => ({
      day: dayAfter(at),
      variant: 'a' as const,
      reason: 'the thumbnail was changed by somebody else during the day',
    })),
    judgement: {
      metric,
      alpha: 0.05,
      lookAlpha: 0.025,
      verdict: 'open',
      sentence: 'B is ahead of A in click rate, 3.1 % to 3.6 %, but after 21 of 28 days chance could still explain it.',
      countedDays: days,
      plannedDays,
      precision: days < 4 ? null : 0.115,
      variants,
      comparisons,
      points,
      ...sample.change,
    },
  };
}

const clamp = (share: number) => Math.min(1, Math.max(0, share));
