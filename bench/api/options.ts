import { parseOptions, readOnly, readWholeNumber } from '../read-options.ts';

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
  const values = parseOptions(args, { only: { type: 'string' }, rounds: { type: 'string', default: '8' } });
  const only = readOnly(values.only, figures);
  return {
    wants: (figure) => only?.includes(figure) ?? true,
    rounds: readWholeNumber('--rounds', values.rounds, 1),
  };
}
