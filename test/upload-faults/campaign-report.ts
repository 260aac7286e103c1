import type { YoutubeCall, YoutubeEmulator } from '../emulators/youtube/start-youtube-emulator.ts';
import { checkFilms } from './check-films.ts';
import type { PublishedFilm } from './publish-films.ts';
import type { Struck } from './strike.ts';

/** What a campaign did, and whether uploads stood it. */
export interface CampaignReport extends Struck {
  seed: number;
  uploads: number;
  /** `upload.put 503` → how often a call was spoilt so. */
  spoilt: Record<string, number>;
  /** Those of them that met a film's bytes, or the question for them, with kills, restarts and refusals. */
  faults: number;
  bytesNeeded: number;
  bytesSent: number;
  /** Sent to needed. */
  ratio: number;
  longestChunk: number;
  /** 1.10 times those needed, and a chunk for each of `faults`. */
  bytesAllowed: number;
  duplicates: number;
  seconds: number;
  /** A sentence each; none when all is well. */
  breaches: string[];
}

interface Campaign {
  seed: number;
  youtube: YoutubeEmulator;
  published: readonly PublishedFilm[];
  struck: Struck;
  seconds: number;
}

const mostRatio = 1.1;
const mebibyte = 1024 * 1024;

export function reportOn({ seed, youtube, published, struck, seconds }: Campaign): CampaignReport {
  const { calls, violations } = youtube;
  const spoiltCalls = calls.filter(({ spoiltBy }) => spoiltBy !== undefined);
  const spoilt: Record<string, number> = {};
  for (const call of spoiltCalls) spoilt[nameOf(call)] = (spoilt[nameOf(call)] ?? 0) + 1;
  const ofBytes = spoiltCalls.filter(({ operation }) => operation.startsWith('upload.'));
  const faults = ofBytes.length + struck.kills + struck.restarts + struck.refusals;
  const bytesNeeded = published.reduce((sum, { film }) => sum + film.input.video.bytes, 0);
  const bytesSent = youtube.bytesReceived();
  const longestChunk = Math.max(
    ...calls
      .filter(({ operation }) => operation === 'upload.put')
      .map(({ headers }) => Number(headers['content-length'])),
  );
  const bytesAllowed = mostRatio * bytesNeeded + faults * longestChunk;
  const { breaches, duplicates } = checkFilms(published, youtube.videos());
  breaches.push(...violations.map((violation) => `YouTube objects: ${violation}`));
  if (bytesSent > bytesAllowed) breaches.push(`${bytesSent} bytes were sent, ${Math.round(bytesAllowed)} are allowed`);
  return {
    ...struck,
    ...{ seed, uploads: published.length, spoilt, faults, bytesNeeded, bytesSent, ratio: bytesSent / bytesNeeded },
    ...{ longestChunk, bytesAllowed, duplicates, seconds, breaches },
  };
}

function nameOf({ operation, spoiltBy, spoiltStatus }: YoutubeCall): string {
  return `${operation} ${spoiltStatus ?? spoiltBy}`;
}

/** As a table. The last line is for programs. */
export function showReport(report: CampaignReport): string {
  const { spoilt, faults, bytesNeeded, bytesSent, bytesAllowed, longestChunk, ratio, breaches } = report;
  const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
  const rows: [string, string | number][] = [
    ['seed', report.seed],
    ['uploads', report.uploads],
    ['calls spoilt', Object.values(spoilt).reduce((sum, count) => sum + count, 0)],
    ...Object.entries(spoilt)
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([name, count]): [string, number] => [`  ${name}`, count]),
    ['access tokens refused', report.refusals],
    ['kill -9 of the worker', report.kills],
    ['kill -9 and restart of Temporal', report.restarts],
    ['bytes needed', megabytes(bytesNeeded)],
    ['bytes sent', megabytes(bytesSent)],
    [
      'bytes allowed',
      `${megabytes(bytesAllowed)} = ${mostRatio} × ${megabytes(bytesNeeded)} + ${faults} faults × ${(longestChunk / mebibyte).toFixed(1)} MiB`,
    ],
    ['sent to needed', ratio.toFixed(3)],
    ['duplicates', report.duplicates],
    ['duration', `${report.seconds.toFixed(0)} s`],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return [
    ...rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`),
    ...breaches.map((breach) => `BREACH  ${breach}`),
    breaches.length === 0 ? 'every film is there once, byte for byte' : `${breaches.length} breaches`,
    `bytes-sent ${ratio.toFixed(3)}`,
  ].join('\n');
}
