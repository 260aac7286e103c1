import { Failure } from '../../contracts/failures.ts';

/** How often a video’s thumbnail was shown on a day, and chosen. */
export interface ReachRow {
  /** Pacific: `2026-12-01`. */
  day: string;
  videoId: string;
  impressions: number;
  /** Of the impressions, 0 to 1. */
  clickRate?: number;
}

/** https://developers.google.com/youtube/reporting/v1/reports/channel_reports */
const columns = {
  day: 'date',
  videoId: 'video_id',
  impressions: 'video_thumbnail_impressions',
  clickRate: 'video_thumbnail_impressions_ctr',
} as const;

/**
 * Reads a report of the type `channel_reach_basic_a1`: CSV (RFC 4180), its columns in any order and with others among them.
 * One without lines is a day on which nothing was shown.
 * @throws Failure `InvalidAnswer` when it breaks off, or holds what is no figure
 */
export function parseReachReport(text: string): ReachRow[] {
  const [header, ...lines] = readCells(text.replace(/^\ufeff/, ''));
  if (!header) throw unreadable('it is empty, without even the names of its columns');
  const places = Object.values(columns).map((name) => header.indexOf(name));
  const missing = Object.values(columns).filter((_, index) => (places[index] ?? -1) < 0);
  if (missing.length > 0) throw unreadable(`it has no column ${missing.join(', ')}, but ${header.join(', ')}`);
  return lines.map((cells, index) => {
    const at = `line ${index + 2}`;
    if (cells.length !== header.length) {
      throw unreadable(`${at} has ${cells.length} cells in place of ${header.length}`);
    }
    const [day = '', videoId = '', impressions = '', clickRate = ''] = places.map((place) => cells[place]);
    if (videoId === '') throw unreadable(`${at} is of no video`);
    return {
      ...{ day: readDay(day, at), videoId, impressions: readImpressions(impressions, at) },
      ...(clickRate !== '' && { clickRate: readShare(clickRate, at) }),
    };
  });
}

/** The lines with something in them. */
function readCells(text: string): string[][] {
  const cell = /(?:"([^"]*(?:""[^"]*)*)"|([^",\r\n]*))(,|\r?\n)/y;
  const lines: string[][] = [];
  let line: string[] = [];
  let read = 0;
  while (read < text.length) {
    const found = cell.exec(text);
    // The last line has an end too: without it, a figure may have lost its last digits.
    if (!found) throw unreadable(`it breaks off, or is no CSV, in line ${lines.length + 1}`);
    const [, quoted, bare = '', end] = found;
    line.push(quoted?.replaceAll('""', '"') ?? bare);
    read = cell.lastIndex;
    if (end === ',') continue;
    lines.push(line);
    line = [];
  }
  if (line.length > 0) throw unreadable(`it breaks off in line ${lines.length + 1}`);
  return lines.filter((cells) => cells.length > 1 || cells[0] !== '');
}

/** `20261201` or `2026-12-01`. */
function readDay(cell: string, at: string): string {
  const [, year, , month, date] = /^(\d{4})(-?)(\d\d)\2(\d\d)$/.exec(cell) ?? [];
  const day = `${year}-${month}-${date}`;
  const time = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(time) || !new Date(time).toISOString().startsWith(day)) {
    throw unreadable(`'${cell.slice(0, 40)}' in ${at} is no day`);
  }
  return day;
}

function readImpressions(cell: string, at: string): number {
  const count = readNumber(cell);
  if (!Number.isSafeInteger(count) || count < 0) throw unreadable(`'${cell.slice(0, 40)}' in ${at} is no count`);
  return count;
}

function readShare(cell: string, at: string): number {
  const share = readNumber(cell);
  if (!(share >= 0 && share <= 1))
    throw unreadable(`the click rate '${cell.slice(0, 40)}' in ${at} is not within 0 and 1`);
  return share;
}

const readNumber = (cell: string): number => (/^\d+(\.\d+)?(e-?\d+)?$/i.test(cell) ? Number(cell) : Number.NaN);

const unreadable = (why: string) =>
  new Failure('InvalidAnswer', `a reach report of YouTube Reporting cannot be read: ${why}`);
