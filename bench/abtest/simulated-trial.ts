import { simulateDay, usualVideo } from '../../src/engines/simulation/simulated-video.ts';
import type { ObservedDay } from '../../src/engines/statistics/day-values.ts';
import type { Trial } from '../../src/engines/statistics/decide.ts';
import type { RandomNumbers } from '../../src/engines/statistics/random.ts';
import { drawSchedule, type Schedule } from '../../src/engines/statistics/schedule.ts';

/** Tests of one kind: what they are like, and what is true of their variants. */
export interface Cell {
  days: number;
  variants: number;
  /** Of days beyond chance, as a share of their rate. */
  spread: number;
  /** By how much the second variant is better, as a share; the others are all alike. */
  effect: number;
}

export const alpha = 0.05;

/** A test of a simulated video, whole: its schedule is drawn, its days are lived through from the release on. */
export function simulatedTrial(cell: Cell, others: readonly Schedule[], random: RandomNumbers): Trial {
  const schedule = drawSchedule(cell, random);
  const video = { ...usualVideo, spread: cell.spread, seed: Math.floor(random() * 2 ** 32) };
  const firstWeekDay = Math.floor(random() * 7);
  const days = Array.from(schedule.letters, (variant, age): ObservedDay => {
    const effect = variant === 1 ? cell.effect : 0;
    const { impressions, clickRate, views, watchedMinutes } = simulateDay(
      video,
      { age, weekDay: (firstWeekDay + age) % 7 },
      effect,
    );
    const clicks = Math.round(impressions * clickRate);
    return { slot: age, variant, at: age, impressions, clicks, views, watchedMinutes };
  });
  return { schedule, others, metric: 'ctr', alpha, days };
}

/** Schedules that a test of the cell might have had as well. */
export function drawOthers(cell: Cell, count: number, random: RandomNumbers): Schedule[] {
  return Array.from({ length: count }, () => drawSchedule(cell, random));
}
