import { parseOptions, readOnly, readWholeNumber } from '../read-options.ts';

/** Rows of `npm run bench -- abtest`, in the order they are shown. */
const figures = ['false-winners', 'power-gap', 'usual-rule-false-winners'] as const;

type Figure = (typeof figures)[number];

export interface AbTestBenchOptions {
  wants(figure: Figure): boolean;
  /** How many tests are simulated in each cell, and what they follow from. */
  tests: number;
  seed: number;
  threads: number;
}

/** @throws Failure `InvalidInput` when an option is unknown or has no sense */
export function readAbTestOptions(args: string[]): AbTestBenchOptions {
  const values = parseOptions(args, {
    only: { type: 'string' },
    tests: { type: 'string', default: '5000' },
    seed: { type: 'string', default: '1' },
    threads: { type: 'string', default: '2' },
  });
  const only = readOnly(values.only, figures);
  return {
    wants: (figure) => only?.includes(figure) ?? true,
    tests: readWholeNumber('--tests', values.tests, 1),
    seed: readWholeNumber('--seed', values.seed, 0),
    threads: readWholeNumber('--threads', values.threads, 1),
  };
}
