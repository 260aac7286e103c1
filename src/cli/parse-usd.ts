import { Failure } from '../contracts/failures.ts';

/** `7.50` → 7.5. @throws Failure `InvalidInput` */
export function parseUsd(given: string, what = ''): number {
  const usd = Number(given);
  if (/^\d+(\.\d+)?$/.test(given) && usd <= 1e9) return usd;
  throw new Failure('InvalidInput', `${what}${given}: give an amount of US dollars, such as 20 or 7.50`);
}
