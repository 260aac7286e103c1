import { Failure } from '../../contracts/failures.ts';
import { AnsweredFailure } from '../vendors/answer-failure.ts';
import { unanswered } from '../vendors/vendor-fetch.ts';
import type { QuotaBucket, QuotaLedger } from './quota.ts';

// At least, https://developers.google.com/youtube/v3/determine_quota_cost
const unitsOfRefused = 1;

/**
 * Makes a call whose quota is taken before, and gives back what it did not cost after all.
 * @throws Failure `QuotaExceeded` with `details.until`, whether the ledger finds nothing left or YouTube says so
 */
export async function withQuota<Answer>(
  quota: QuotaLedger,
  bucket: QuotaBucket,
  amount: number,
  call: () => Promise<Answer>,
): Promise<Answer> {
  const takenAt = await quota.take(bucket, amount);
  try {
    return await call();
  } catch (error) {
    const unused = isOfQuota(error) ? 0 : amount - costOf(error, bucket, amount);
    if (unused > 0) await quota.giveBack(bucket, unused, takenAt);
    throw await ledgersOwn(quota, bucket, error, takenAt);
  }
}

/** Where nobody knows what became of the call, all of it is taken for used. */
function costOf(error: unknown, bucket: QuotaBucket, amount: number): number {
  if (error instanceof AnsweredFailure) return bucket === 'units' ? unitsOfRefused : 0;
  const isUnsent = error instanceof Failure && error.type === 'ProviderUnavailable' && !error.details?.[unanswered];
  return isUnsent ? 0 : amount;
}

/** What to throw for an error: the ledger's own failure, where YouTube says that the quota is used up. */
export async function ledgersOwn(
  quota: QuotaLedger,
  bucket: QuotaBucket,
  error: unknown,
  askedAt?: number,
): Promise<unknown> {
  return isOfQuota(error) ? quota.exhaust(bucket, askedAt) : error;
}

const isOfQuota = (error: unknown): boolean => error instanceof AnsweredFailure && error.type === 'QuotaExceeded';
