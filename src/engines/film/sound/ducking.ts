import { windowsPerSecond } from './samples.ts';
import type { SpeechSpan } from './speech.ts';

// Music goes down while it can still be heard going, before the first word; it comes back without haste.
const downWindows = 0.3 * windowsPerSecond;
const upWindows = 0.7 * windowsPerSecond;

/**
 * How far the music has come up from its level under speech at the start of a window of 10 ms: 0 while somebody speaks,
 * 1 in a pause. Asked for windows in order.
 */
export function createLift(spans: readonly SpeechSpan[]): (window: number) => number {
  let next = 0;
  return (window) => {
    while (next > 0 && (spans[next - 1] as SpeechSpan).to > window) next--;
    while (next < spans.length && (spans[next] as SpeechSpan).to <= window) next++;
    const before = spans[next - 1];
    const after = spans[next];
    const risen = before ? (window - before.to) / upWindows : 1;
    const falling = after ? (after.from - window) / downWindows : 1;
    return ease(Math.min(risen, falling));
  };
}

/** 0–1, beginning and ending gently. */
function ease(share: number): number {
  const within = Math.max(0, Math.min(1, share));
  return within * within * (3 - 2 * within);
}

// In pauses music comes up by at most this, and stays this far under the voice.
const mostLift = 10;
const leastUnder = 4;

/** How much louder music is in a pause than under speech, in LU. */
export function liftLu(underVoiceLu: number): number {
  return Math.max(0, Math.min(mostLift, underVoiceLu - leastUnder));
}
