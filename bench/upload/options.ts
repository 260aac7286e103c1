import { parseOptions, readOnly, readWholeNumber } from '../read-options.ts';

/** Rows of `npm run bench -- upload`, in the order they are shown. */
const figures = ['upload-to-curl', 'rss-mb', 'bytes-sent'] as const;

export type Figure = (typeof figures)[number];

export interface UploadOptions {
  wants(figure: Figure): boolean;
  /** How often each contender has its turn. */
  rounds: number;
  /** Length of the film that both upload, and of the one that shows the memory, in millions of bytes. */
  megabytes: number;
  longMegabytes: number;
  /** Of the campaign of faults: how many, and what they and the faults follow from. */
  films: number;
  seed: number;
}

/** @throws Failure `InvalidInput` when an option is unknown or has no sense */
export function readUploadOptions(args: string[]): UploadOptions {
  const values = parseOptions(args, {
    only: { type: 'string' },
    rounds: { type: 'string', default: '9' },
    mb: { type: 'string', default: '1000' },
    'long-mb': { type: 'string', default: '4000' },
    films: { type: 'string', default: '40' },
    seed: { type: 'string', default: '1' },
  });
  const only = readOnly(values.only, figures);
  return {
    wants: (figure) => only?.includes(figure) ?? true,
    rounds: readWholeNumber('--rounds', values.rounds, 1),
    megabytes: readWholeNumber('--mb', values.mb, 1),
    longMegabytes: readWholeNumber('--long-mb', values['long-mb'], 1),
    films: readWholeNumber('--films', values.films, 1),
    seed: readWholeNumber('--seed', values.seed, 1),
  };
}
