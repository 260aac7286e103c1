import { setTimeout as wait } from 'node:timers/promises';

/** Lets one through in each interval; the others wait their turn, or end with what their signal was aborted with. */
export function createPace(intervalMs: number): (signal: AbortSignal) => Promise<void> {
  let next = 0;
  return async (signal) => {
    const now = performance.now();
    const turn = Math.max(now, next);
    next = turn + intervalMs;
    if (turn > now) await wait(turn - now, undefined, { signal }).catch(() => signal.throwIfAborted());
  };
}
