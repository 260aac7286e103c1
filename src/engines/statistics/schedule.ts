import type { RandomNumbers } from './random.ts';

/** Of how many days each is given to one of how many variants. */
export interface ScheduleDesign {
  days: number;
  variants: number;
}

const weekDays = 7;
// A block is about so many weeks: each variant then has every weekday once, and two variants have it twice.
const wantedWeeks: Readonly<Record<number, number>> = { 2: 4, 3: 3, 4: 4 };
// A variant that has had its share of a week seldom gets more of it, unless its weekday leaves no other choice.
const overShare = 0.02;
// Where two variants have each weekday once, its second week would follow from the first: there it only leans that way.
const lean = 0.4;

/** What the days are given to. */
export interface Schedule extends ScheduleDesign {
  /** Variants from 0, by the place of a day. */
  letters: Uint8Array;
  /** How probable each variant was there, given the places before: `days` times `variants` numbers. */
  chances: Float64Array;
}

/**
 * Which variant each day is given to, drawn a day at a time: within a block every weekday is given to each variant equally often,
 * and no variant has more than its share of a week, so that neither weekdays nor a slow change over the weeks speak for one.
 * Drawn again it is another schedule of the same kind: that is what the randomisation test compares with.
 */
export function drawSchedule(design: ScheduleDesign, random: RandomNumbers): Schedule {
  const letters = new Uint8Array(design.days);
  walk(design, (day, chances) => {
    let left = random() * chances.reduce((sum, chance) => sum + chance, 0);
    let variant = 0;
    while (variant < design.variants - 1) {
      left -= chances[variant] as number;
      if (left < 0) break;
      variant += 1;
    }
    // What has no chance is never taken, whatever rounding leaves over.
    while ((chances[variant] as number) === 0) variant -= 1;
    letters[day] = variant;
    return variant;
  });
  return scheduleOf(design, letters);
}

/** A schedule by what its days are given to. */
export function scheduleOf(design: ScheduleDesign, letters: Uint8Array): Schedule {
  const { days, variants } = design;
  const chances = new Float64Array(days * variants);
  walk(design, (day, claims) => {
    const sum = claims.reduce((total, claim) => total + claim, 0);
    for (let variant = 0; variant < variants; variant += 1) {
      chances[day * variants + variant] = (claims[variant] as number) / sum;
    }
    return letters[day] as number;
  });
  return { days, variants, letters, chances };
}

/** Goes through the days; `choose` is told the chances of each variant and says which one it is. */
function walk({ days, variants }: ScheduleDesign, choose: (day: number, chances: number[]) => number): void {
  const weeks = Math.ceil(days / weekDays);
  const blocks = Math.max(1, Math.round(weeks / (wantedWeeks[variants] ?? variants)));
  const weekShare = Math.ceil(weekDays / variants);
  const chances = new Array<number>(variants).fill(0);
  for (let block = 0; block < blocks; block += 1) {
    const firstWeek = Math.round((block * weeks) / blocks);
    const places = Math.round(((block + 1) * weeks) / blocks) - firstWeek;
    const had = new Uint16Array(weekDays * variants);
    for (let week = firstWeek; week < firstWeek + places; week += 1) {
      const inWeek = new Uint8Array(variants);
      for (let weekDay = 0; weekDay < weekDays; weekDay += 1) {
        const day = week * weekDays + weekDay;
        if (day >= days) return;
        for (let variant = 0; variant < variants; variant += 1) {
          const claim = claimOf(had, { weekDay, variant, variants, places });
          const left = weekShare - (inWeek[variant] as number);
          chances[variant] = claim * (left > 0 ? left : overShare);
        }
        const chosen = choose(day, chances);
        inWeek[chosen] = (inWeek[chosen] as number) + 1;
        const place = weekDay * variants + chosen;
        had[place] = (had[place] as number) + 1;
      }
    }
  }
}

interface Place {
  weekDay: number;
  variant: number;
  variants: number;
  /** How many of each weekday the block has. */
  places: number;
}

/** How many of the weekday's places in the block are still its own; those left over are everybody's in equal parts. */
function claimOf(had: Uint16Array, { weekDay, variant, variants, places }: Place): number {
  const whole = Math.floor(places / variants);
  let over = places - whole * variants;
  for (let other = 0; other < variants; other += 1) over -= Math.max(0, hadBy(other) - whole);
  const own = Math.max(0, whole - hadBy(variant)) + (hadBy(variant) <= whole ? over / variants : 0);
  return places === 2 && variants === 2 ? Math.max(own, lean) : own;

  function hadBy(which: number): number {
    return had[weekDay * variants + which] as number;
  }
}
