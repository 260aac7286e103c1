import { parseOptions, readOnly, readWholeNumber } from '../read-options.ts';

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
  const values = parseOptions(args, {
    only: { type: 'string' },
    repeats: { type: 'string', default: '1' },
    seconds: { type: 'string', default: '60' },
    'skip-long': { type: 'boolean', default: false },
    'film-60': { type: 'boolean', default: false },
  });
  const only = readOnly(values.only, figures);
  return {
    wants: (figure) => (only ? only.includes(figure) : figure !== 'cpu-growth-20' || !values['skip-long']),
    repeats: readWholeNumber('--repeats', values.repeats, 1),
    seconds: readWholeNumber('--seconds', values.seconds, 4),
    film60: values['film-60'],
  };
}
