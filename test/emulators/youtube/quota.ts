import { pacificDay } from './pacific.ts';

/** What a project has used of a day. */
export interface DayUse {
  units: number;
  /** Calls of `videos.insert`, which have a bucket of their own. */
  inserts: number;
}

export interface Quota {
  fits(project: string, use: Partial<DayUse>): boolean;
  /** Takes it off the project's day. */
  take(project: string, use: Partial<DayUse>): void;
  /** @param day today unless said */
  used(project: string, day?: string): DayUse;
  /** Nothing fits any more today. */
  exhaust(project: string): void;
  forget(): void;
}

/** 10,000 units and 100 inserts a day, the quota of a project that never asked for more. */
export function createQuota(now: () => number, { units = 10_000, inserts = 100 }: Partial<DayUse> = {}): Quota {
  const days = new Map<string, DayUse>();
  const dayOf = (project: string, day = pacificDay(now())): DayUse => {
    const key = `${project} ${day}`;
    const use = days.get(key) ?? { units: 0, inserts: 0 };
    days.set(key, use);
    return use;
  };
  return {
    fits(project, more) {
      const use = dayOf(project);
      return use.units + (more.units ?? 0) <= units && use.inserts + (more.inserts ?? 0) <= inserts;
    },
    take(project, more) {
      const use = dayOf(project);
      use.units += more.units ?? 0;
      use.inserts += more.inserts ?? 0;
    },
    used: (project, day) => ({ ...dayOf(project, day) }),
    exhaust(project) {
      Object.assign(dayOf(project), { units, inserts });
    },
    forget: () => days.clear(),
  };
}
