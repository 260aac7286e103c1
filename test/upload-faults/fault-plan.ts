import type { YoutubeChance, YoutubeFault } from '../emulators/youtube/youtube-faults.ts';
import { chanceOf, numberOf } from './chance-of.ts';

/** The share of calls that are spoilt. */
const share = 0.25;
const onAnyCall = [
  'channels.list',
  'videos.list',
  'videos.update',
  'thumbnails.set',
  'captions.insert',
  'playlistItems.list',
] as const;

const ofBytes: YoutubeFault[] = [
  ...[undefined, 1, 2].map((lose): YoutubeFault => ({ kind: 'cut-upload', lose })),
  ...[1, 4].map((lose): YoutubeFault => ({ kind: 'lower-range', lose })),
  ...[500, 502, 503].map((status): YoutubeFault => ({ kind: 'status', status, on: 'upload.put' })),
  { kind: 'status', status: 429, retryAfter: '1', on: 'upload.put' },
  ...[1, 2].map((): YoutubeFault => ({ kind: 'lost-answer', on: 'upload.put' })),
  // Of a chunk, and of a question too.
  { kind: 'expired-session' },
];

const ofTheRest: YoutubeFault[] = [
  { kind: 'status', status: 500, on: 'upload.status' },
  { kind: 'cut', on: 'upload.status' },
  { kind: 'lost-answer', on: 'upload.status' },
  { kind: 'status', status: 429, retryAfter: '1', on: 'upload.status' },
  { kind: 'status', status: 503, on: 'videos.insert' },
  { kind: 'lost-answer', on: 'videos.insert' },
  { kind: 'status', status: 503, on: 'oauth.token' },
  ...onAnyCall.flatMap((on): YoutubeFault[] => [
    { kind: 'status', status: 503, on },
    { kind: 'cut', on },
    { kind: 'lost-answer', on },
  ]),
];

/**
 * How YouTube's answers are spoilt: for the same call of the same film always in the same way.
 * @param most how often the same call is at most
 */
export const spoiltCalls = (seed: number, most: number): YoutubeChance => ({
  ...{ seed, share, most },
  faults: [...ofBytes, ...ofTheRest],
});

/** Something that happens to all films under way, once so many bytes have come. */
export interface Strike {
  /**
   * `kill -9` of the worker, of the Temporal server or of both; access tokens that are refused; an answer that is lost, and then
   * the session: what came whole can only be found on the channel.
   */
  kind: 'worker' | 'temporal' | 'both' | 'tokens' | 'session';
  atBytes: number;
  /** Not before the next call of this kind begins, so that the moments between the bytes have their turn; any when left out. */
  call?: string;
  afterMs: number;
}

/** Least and most films from one to the next. */
export type Spacing = readonly [least: number, most: number];

export type Spacings = Readonly<Record<Exclude<Strike['kind'], 'both'>, Spacing>>;

const moments = [
  undefined,
  undefined,
  undefined,
  'upload.put',
  'upload.status',
  'videos.insert',
  'videos.list',
  'videos.update',
];

/** The strikes of a campaign in their order. @param filmBytes how long a film is, about */
export function planStrikes(seed: number, uploads: number, filmBytes: number, spacings: Spacings): Strike[] {
  const strikes: Strike[] = [];
  for (const kind of ['worker', 'temporal', 'tokens', 'session'] as const) {
    const next = (count: number) => numberOf(`${seed}/${kind} ${count}`, spacings[kind]);
    for (let count = 1, films = next(0); films < uploads; count += 1) {
      const name = `${seed}/${kind} ${count}`;
      strikes.push({
        // Every other time the machine is gone with all that runs on it.
        kind: kind === 'temporal' && count % 2 === 0 ? 'both' : kind,
        atBytes: Math.round((films - chanceOf(`${name}/byte`)) * filmBytes),
        call: moments[Math.floor(chanceOf(`${name}/moment`) * moments.length)],
        afterMs: Math.floor(chanceOf(`${name}/delay`) * 30),
      });
      films += next(count);
    }
  }
  return strikes.sort((a, b) => a.atBytes - b.atBytes);
}
