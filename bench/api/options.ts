import { parseArgs } from 'node:util';
import { Failure } from '../../src/contracts/failures.ts';

/** Rows of `npm run bench -- api`, in the order they are shown. */
const figures = ['get-to-bare', 'start-to-bare', 'sse-mb', 'list-growth'] as const;

type Figure = (typeof figures)[number];

export interface ApiOptions {
  wants(figure: Figure): boolean;
  /** How often each contender has its turn. */
  rounds: number;
}

/** @throws Failure `InvalidInput` when an option is unknown or has no sense */
export function readApiOptions(args: string[]): ApiOptions {
  const values = parse(args);
  const only = values.only?.split(',').map((name) => name.trim());
  const unknown = only?.find((name) => !figures.some((figure) => figure === name));
  if (unknown !== undefined) {
    throw new Failure('InvalidInput', `there is no row ${unknown}; there are ${figures.join(', ')}`);
  }
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1) {
    throw new Failure('InvalidInput', `--rounds takes a whole number from 1, not ${values.rounds}`);
  }
  return { wants: (figure) => only?.includes(figure) ?? true, rounds };
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, options: { only: { type: 'string' }, rounds: { type: 'string', default: '8' } } }).values;
  } catch (cause) {
    throw new Failure('InvalidInput', cause instanceof Error ? cause.message : String(cause), { cause });
  }
}
