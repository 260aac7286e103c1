import { type ParseArgsConfig, parseArgs } from 'node:util';
import { Failure } from '../src/contracts/failures.ts';

/** As `parseArgs`. @throws Failure `InvalidInput` when an option is unknown or lacks its value */
export function parseOptions<const Options extends NonNullable<ParseArgsConfig['options']>>(
  args: string[],
  options: Options,
) {
  try {
    return parseArgs({ args, options }).values;
  } catch (cause) {
    throw new Failure('InvalidInput', cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

/** The rows that `--only` names; undefined where it was not given. @throws Failure `InvalidInput` for one there is not */
export function readOnly(only: string | undefined, figures: readonly string[]): string[] | undefined {
  const names = only?.split(',').map((name) => name.trim());
  const unknown = names?.find((name) => !figures.includes(name));
  if (unknown === undefined) return names;
  throw new Failure('InvalidInput', `there is no row ${unknown}; there are ${figures.join(', ')}`);
}

/** @throws Failure `InvalidInput` naming the option */
export function readWholeNumber(option: string, text: string, least: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least) return value;
  throw new Failure('InvalidInput', `${option} takes a whole number from ${least}, not ${text}`);
}
