import { parseArgs } from 'node:util';
import { Failure } from '../../src/contracts/failures.ts';

/** Rows of `npm run bench -- render`, in the order they are shown. */
const figures = [
  'picture-cpu-to-bound',
  'picture-wall-to-bound',
  'to-one-graph-cpu',
  'to-three-encodes-cpu',
  'worker-rss-mb',
  'jitter-px',
  'resample-ssim',
  'cpu-growth-20',
  'found-scene-ms',
] as const;

export type Figure = (typeof figures)[number];

export interface RenderOptions {
  wants(figure: Figure): boolean;
  /** How often each contender runs; the least counts. */
  repeats: number;
  /** Of the film: 60 but for trying the bench itself. */
  seconds: number;
  /** Make the film of an hour instead. */
  film60: boolean;
}

/** @throws Failure `InvalidInput` when an option is unknown or has no sense */
export function readRenderOptions(args: string[]): RenderOptions {
  const values = parse(args);
  const only = values.only?.split(',').map((name) => name.trim());
  const unknown = only?.find((name) => !figures.some((figure) => figure === name));
  if (unknown !== undefined)
    throw new Failure('InvalidInput', `there is no row ${unknown}; there are ${figures.join(', ')}`);
  return {
    wants: (figure) => (only ? only.includes(figure) : figure !== 'cpu-growth-20' || !values['skip-long']),
    repeats: wholeNumber('--repeats', values.repeats, 1),
    seconds: wholeNumber('--seconds', values.seconds, 4),
    film60: values['film-60'],
  };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        only: { type: 'string' },
        repeats: { type: 'string', default: '1' },
        seconds: { type: 'string', default: '60' },
        'skip-long': { type: 'boolean', default: false },
        'film-60': { type: 'boolean', default: false },
      },
    }).values;
  } catch (cause) {
    throw new Failure('InvalidInput', cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

function wholeNumber(option: string, text: string, least: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least) return value;
  throw new Failure('InvalidInput', `${option} takes a whole number from ${least}, not ${text}`);
}
