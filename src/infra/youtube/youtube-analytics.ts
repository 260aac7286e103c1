import { z } from 'zod';
import type { DayFigures } from '../../contracts/ab-test.ts';
import { Failure } from '../../contracts/failures.ts';
import { createFiguresClient, type FiguresClientOptions } from './figures-client.ts';

/** https://developers.google.com/youtube/analytics/metrics, and what they are here. */
const metrics = {
  engagedViews: 'engagedViews',
  views: 'views',
  estimatedMinutesWatched: 'watchedMinutes',
  averageViewPercentage: 'averageViewedPercent',
} as const satisfies Record<string, keyof DayFigures>;

const answerSchema = z.object({
  columnHeaders: z.array(z.object({ name: z.string() })),
  // Left out when there are none.
  rows: z.array(z.array(z.union([z.string(), z.number(), z.null()]))).default([]),
});

type Answer = z.output<typeof answerSchema>;

/** YouTube's Analytics API for one channel. */
export interface YoutubeAnalytics {
  /** What was watched of a video on each day that is counted: the last two or three are not there yet. */
  watchedDays(videoId: string, days: { from: string; to: string }, signal: AbortSignal): Promise<DayFigures[]>;
}

const title = 'YouTube Analytics';

export function createYoutubeAnalytics(options: FiguresClientOptions): YoutubeAnalytics {
  const client = createFiguresClient(title, options);
  return {
    async watchedDays(videoId, { from, to }, signal) {
      const query = {
        ...{ ids: 'channel==MINE', startDate: from, endDate: to },
        ...{ metrics: Object.keys(metrics).join(','), dimensions: 'day', filters: `video==${videoId}` },
      };
      return readDays(await client.askJson({ path: '/v2/reports', query, signal }, answerSchema));
    },
  };
}

function readDays({ columnHeaders, rows }: Answer): DayFigures[] {
  const names = columnHeaders.map(({ name }) => name);
  const missing = ['day', ...Object.keys(metrics)].filter((name) => !names.includes(name));
  if (missing.length > 0) throw unreadable(`it has no column ${missing.join(', ')}`);
  return rows.map((row) => {
    if (row.length !== names.length) throw unreadable(`a row has ${row.length} cells in place of ${names.length}`);
    const cellOf = (name: string) => row[names.indexOf(name)] ?? undefined;
    const day = z.iso.date().safeParse(cellOf('day'));
    if (!day.success) throw unreadable(`'${cellOf('day')}' is no day`);
    const figures = Object.entries(metrics).flatMap(([name, figure]) => {
      const value = cellOf(name);
      if (value === undefined) return [];
      if (typeof value !== 'number' || value < 0) throw unreadable(`${name} of ${day.data} is '${value}'`);
      return [[figure, value] as const];
    });
    return { day: day.data, ...Object.fromEntries(figures) };
  });
}

const unreadable = (why: string) => new Failure('InvalidAnswer', `the answer of ${title} cannot be read: ${why}`);
