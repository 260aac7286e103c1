import type { AbTestPlan } from '../contracts/ab-test.ts';
import type { AbTestDay } from '../contracts/ab-test-run.ts';
import type { VariantId } from '../contracts/variant-ids.ts';

const dayMs = 86_400_000;
const weekDays = 7;

/**
 * The place of the schedule that a day takes: the first of its weekday that no day has filled. So a day that was lost is made up
 * for by the next one of its weekday, and every variant keeps the weekdays it was given.
 */
export function placeFor(
  day: string,
  plan: AbTestPlan,
  days: readonly AbTestDay[],
): { slot: number; variant: VariantId } | undefined {
  const filled = new Set(days.flatMap(({ slot, dropped }) => (dropped === undefined ? [slot] : [])));
  const sinceStart = Math.round((Date.parse(day) - Date.parse(plan.startDay)) / dayMs);
  for (let slot = sinceStart % weekDays; slot < plan.schedule.length; slot += weekDays) {
    if (slot >= 0 && !filled.has(slot)) return { slot, variant: plan.schedule[slot] as VariantId };
  }
  return undefined;
}

/** How many places of the schedule are still to be filled. */
export function placesLeft(plan: AbTestPlan, days: readonly AbTestDay[]): number {
  return plan.schedule.length - days.filter(({ dropped }) => dropped === undefined).length;
}

/** A test ends with what it has when it took that much longer than it was to: something is in its way that nobody mends. */
export function isOverdue(day: string, plan: AbTestPlan): boolean {
  return Date.parse(day) - Date.parse(plan.startDay) > (2 * plan.schedule.length + 2 * weekDays) * dayMs;
}
