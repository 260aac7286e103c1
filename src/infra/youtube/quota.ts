import { Failure } from '../../contracts/failures.ts';
import type { QuotaUsed } from '../database/quota-used.ts';
import { nextPacificMidnight, pacificDay } from './pacific-day.ts';

/** `videos.insert` has a bucket of its own, a unit a call; all other calls share the units. */
export type QuotaBucket = 'uploads' | 'units';

/**
 * What a project of Google's cloud may still ask of YouTube on this day of the Pacific coast.
 *
 * Failures are `QuotaExceeded`, whose `details.until` is when it can be tried again, ISO 8601: a minute after the next
 * midnight there; or `InvalidInput` for what no day has room for.
 */
export interface QuotaLedger {
  /** Before a call. @returns when, ms since 1970: `giveBack` and `exhaust` mean the same day by it */
  take(bucket: QuotaBucket, amount: number): Promise<number>;
  /** Was taken for a call that did not cost it. */
  giveBack(bucket: QuotaBucket, amount: number, takenAt: number): Promise<void>;
  /** Takes nothing: throws as `take` would if all this were taken now. */
  check(needs: Partial<Record<QuotaBucket, number>>): Promise<void>;
  /** YouTube says that nothing is left. @param at when it was asked, now when left out @returns what to throw */
  exhaust(bucket: QuotaBucket, at?: number): Promise<Failure>;
  left(): Promise<Record<QuotaBucket, number>>;
}

interface QuotaOptions {
  used: QuotaUsed;
  /** As `projectOf` tells it. */
  project: string;
  dailyUnits: number;
  dailyUploads: number;
  now?: () => number;
}

// Google's clock may be behind ours: nothing is asked in the first moments of a day.
const marginMs = 60_000;

const more = {
  uploads: 'publish fewer films, or set YOUTUBE_DAILY_UPLOADS to what Google gives this project',
  units: 'publish with fewer languages or playlists, or set YOUTUBE_DAILY_UNITS to what Google gives this project',
} as const;

/** The number of the project in Google's cloud, which an OAuth client's id begins with: all its clients share the quota. */
export function projectOf(clientId: string): string {
  return clientId.split('-', 1)[0] || clientId;
}

export function createQuota({ used, project, dailyUnits, dailyUploads, now = Date.now }: QuotaOptions): QuotaLedger {
  const limits = { uploads: dailyUploads, units: dailyUnits };
  const dayOf = (bucket: QuotaBucket, at: number) => ({ project, bucket, day: pacificDay(at) });

  function assertFitsADay(bucket: QuotaBucket, amount: number): void {
    if (amount <= limits[bucket]) return;
    const needed = `${figure(amount)} ${bucket} of YouTube’s quota are needed`;
    const never = `this project may use ${figure(limits[bucket])} in a day, so it would never fit`;
    throw new Failure('InvalidInput', `${needed}, and ${never}: ${more[bucket]}`);
  }

  async function exceeded(bucket: QuotaBucket, amount: number, at: number): Promise<Failure> {
    const limit = limits[bucket];
    const isUsed = Math.min(limit, await used.read(dayOf(bucket, at)));
    const needs = `${figure(amount)} more ${amount === 1 ? 'is' : 'are'} needed`;
    return startsAnew(`${figure(isUsed)} of ${figure(limit)} ${bucket}, ${needs}`, at);
  }

  return {
    async take(bucket, amount) {
      assertFitsADay(bucket, amount);
      const at = now();
      if (await used.take(dayOf(bucket, at), amount, limits[bucket])) return at;
      throw await exceeded(bucket, amount, at);
    },

    giveBack: (bucket, amount, takenAt) => used.giveBack(dayOf(bucket, takenAt), amount),

    async check(needs) {
      const at = now();
      for (const bucket of ['uploads', 'units'] as const) {
        const amount = needs[bucket] ?? 0;
        assertFitsADay(bucket, amount);
        const isUsed = await used.read(dayOf(bucket, at));
        if (amount > 0 && isUsed + amount > limits[bucket]) throw await exceeded(bucket, amount, at);
      }
    },

    async exhaust(bucket, at = now()) {
      // What is refused right after midnight was refused by the day before.
      const meant = at - marginMs;
      await used.exhaust(dayOf(bucket, meant), limits[bucket]);
      return startsAnew(`YouTube refuses further ${bucket === 'uploads' ? 'uploads' : 'calls'}`, meant);
    },

    async left() {
      const at = now();
      const leftOf = async (bucket: QuotaBucket) => Math.max(0, limits[bucket] - (await used.read(dayOf(bucket, at))));
      return { uploads: await leftOf('uploads'), units: await leftOf('units') };
    },
  };
}

/** What to throw for a quota that is used up at that time, ms since 1970: `QuotaExceeded` with `details.until`. */
export function startsAnew(why: string, at: number): Failure {
  const until = new Date(nextPacificMidnight(at) + marginMs).toISOString();
  const time = `${until.slice(0, 10)} ${until.slice(11, 16)} UTC`;
  return new Failure(
    'QuotaExceeded',
    `YouTube’s quota of this project is used up for today (Pacific time): ${why}; it starts anew at ${time}`,
    { details: { until } },
  );
}

const figure = (amount: number): string => amount.toLocaleString('en');
