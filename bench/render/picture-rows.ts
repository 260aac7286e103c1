import type { Usage } from '../measures/run-measured.ts';
import type { BenchRow } from '../row.ts';
import type { Contender, Outcome } from './contest.ts';
import type { Figure } from './options.ts';

/** Contest outcomes by the kind of stills they were made of. */
export type Outcomes = ReadonlyMap<string, Outcome>;

interface Comparison {
  figure: Figure;
  against: Exclude<Contender, 'ours' | 'ours-by-one'>;
  of: 'cpuSeconds' | 'wallSeconds';
  most: number;
}

/** Ours by another contender's, in CPU or wall time; the least of each contender's runs. */
export const comparisons: readonly Comparison[] = [
  { figure: 'picture-cpu-to-bound', against: 'bound', of: 'cpuSeconds', most: 1.35 },
  { figure: 'picture-wall-to-bound', against: 'bound', of: 'wallSeconds', most: 1.3 },
  { figure: 'to-one-graph-cpu', against: 'one-graph', of: 'cpuSeconds', most: 0.85 },
  { figure: 'to-three-encodes-cpu', against: 'three-encodes', of: 'cpuSeconds', most: 0.25 },
];

/** The row of a comparison: the kind of stills on which ours comes off worse; the detail has both. */
export function compare({ figure, against, of, most }: Comparison, outcomes: Outcomes): BenchRow {
  const parts = [...outcomes].map(([kind, outcome]) => {
    const ours = summarise(outcome.ours, of);
    const theirs = summarise(outcome[against], of);
    const memory = peakOf(outcome[against]);
    return { kind, ours, theirs, ratio: ours.least / theirs.least, memory };
  });
  const worst = parts.reduce((most, part) => (part.ratio > most.ratio ? part : most));
  const memory = Math.max(...parts.map((part) => part.memory ?? 0));
  return {
    figure,
    value: worst.ours.least,
    reference: worst.theirs.least,
    ratio: worst.ratio,
    unit: 's',
    limit: `ratio ≤ ${most}`,
    holds: worst.ratio <= most,
    detail: [
      ...parts.map(({ kind, ratio, ours, theirs }) => `${kind} ${ratio.toFixed(3)} (${ours.text} by ${theirs.text} s)`),
      ...(against === 'bound' || memory === 0 ? [] : [`the reference took ${Math.round(memory)} MB`]),
    ].join('; '),
  };
}

/**
 * Peak memory of the program with one scene at a time, as a worker with one encoder has it, beside the encoder alone.
 * Undefined where memory cannot be read.
 */
export function compareMemory(outcomes: Outcomes): BenchRow | undefined {
  const peaks = [...outcomes].map(([kind, outcome]) => ({
    kind,
    one: peakOf(outcome['ours-by-one']),
    two: peakOf(outcome.ours),
    encoders: peakOf(outcome.bound),
  }));
  const worst = peaks.reduce((most, peak) => ((peak.one ?? 0) > (most.one ?? 0) ? peak : most));
  if (worst.one === undefined || worst.encoders === undefined) return undefined;
  const limit = 400;
  const encoder = worst.encoders / 2;
  return {
    figure: 'worker-rss-mb',
    value: worst.one,
    reference: encoder,
    ratio: worst.one / encoder,
    unit: 'MB',
    limit: `value ≤ ${limit} MB`,
    holds: worst.one <= limit,
    detail: [
      ...peaks.map(
        ({ kind, one = 0, two = 0 }) => `${kind} ${Math.round(one)} MB, with two scenes at once ${Math.round(two)} MB`,
      ),
      'reference: one encoder alone',
    ].join('; '),
  };
}

function summarise(usages: readonly Usage[] = [], of: Comparison['of']): { least: number; text: string } {
  const values = usages.map((usage) => usage[of]);
  const least = Math.min(...values);
  const spread = Math.max(...values) / least - 1;
  return { least, text: `${least.toFixed(1)}${values.length > 1 ? ` +${Math.round(spread * 100)} %` : ''}` };
}

function peakOf(usages: readonly Usage[] = []): number | undefined {
  const peaks = usages.flatMap(({ peakMemoryMb }) => peakMemoryMb ?? []);
  return peaks.length > 0 ? Math.max(...peaks) : undefined;
}
