/** A stretch of time in which a stage worked: milliseconds since the epoch. */
export interface Interval {
  begin: number;
  end: number;
}

/** Milliseconds covered by at least one of the intervals. */
export function coveredBy(intervals: readonly Interval[]): number {
  let covered = 0;
  let until = Number.NEGATIVE_INFINITY;
  for (const { begin, end } of [...intervals].sort((a, b) => a.begin - b.begin)) {
    covered += Math.max(0, end - Math.max(begin, until));
    until = Math.max(until, end);
  }
  return covered;
}

/**
 * Walks back from the end of a run: what was finished last, what was finished last before that began, and so on. The stretches
 * between are what it took from one to the next, whether a result was waited for or a free worker.
 */
export function criticalPath(
  intervals: readonly Interval[],
  begin: number,
  end: number,
): { working: number; between: number } {
  let working = 0;
  let between = 0;
  for (let at = end; ; ) {
    const last = intervals.filter((interval) => interval.end <= at).sort((a, b) => b.end - a.end)[0];
    if (!last || last.end <= begin) return { working, between: between + (at - begin) };
    between += at - last.end;
    working += last.end - last.begin;
    at = last.begin;
  }
}
