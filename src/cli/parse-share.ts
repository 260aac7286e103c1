import { Failure } from '../contracts/failures.ts';

/** `20%` or `0.2` → 0.2; a difference may be `-5%`. @throws Failure `InvalidInput` naming the option */
export function parseShare(option: string, given: string, { from, to }: { from: number; to: number }): number {
  const [, digits, percent] = /^([+-]?\d+(?:\.\d+)?|[+-]?\.\d+)\s*(%?)$/.exec(given.trim()) ?? [];
  const share = Number(digits) / (percent ? 100 : 1);
  if (digits !== undefined && share >= from && share <= to) return share;
  const shown = (value: number) => `${Number((value * 100).toPrecision(6))}%`;
  throw new Failure('InvalidInput', `${option} ${given}: give a share from ${shown(from)} to ${shown(to)}`);
}

/** @throws Failure `InvalidInput` naming the option */
export function parseCount(option: string, given: string, { from, to }: { from: number; to: number }): number {
  const count = Number(given);
  if (/^\d+$/.test(given) && count >= from && count <= to) return count;
  throw new Failure('InvalidInput', `${option} ${given}: give a whole number from ${from} to ${to}`);
}
