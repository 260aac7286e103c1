/** Part of a film. Seconds. */
export interface Stretch {
  start: number;
  seconds: number;
}

/** Frames of a film, `to` not included. */
export interface FrameRange {
  from: number;
  to: number;
}

export const totalSeconds = (stretches: readonly Stretch[]) => stretches.reduce((sum, { seconds }) => sum + seconds, 0);

/** What is left of the stretches outside these ranges, which are in order. */
export function outside(
  stretches: readonly Stretch[],
  ranges: readonly FrameRange[],
  framesPerSecond: number,
): Stretch[] {
  return stretches.flatMap(({ start, seconds }) => {
    const end = start + seconds;
    const left: Stretch[] = [];
    let from = start;
    for (const range of ranges) {
      const [begin, stop] = [range.from / framesPerSecond, range.to / framesPerSecond];
      if (stop <= from || begin >= end) continue;
      if (begin > from) left.push({ start: from, seconds: begin - from });
      from = stop;
    }
    if (from < end) left.push({ start: from, seconds: end - from });
    return left;
  });
}

export function stretchProblems(what: string, stretches: readonly Stretch[], atLeast: number): string[] {
  return stretches
    .filter(({ seconds }) => seconds >= atLeast)
    .map(({ start, seconds }) => `${what} for ${seconds.toFixed(1)} s from ${start.toFixed(1)} s`);
}
