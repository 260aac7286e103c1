import type { DayFigures } from '../../contracts/ab-test.ts';
import type { AccessTokens } from '../google/access-tokens.ts';
import { pacificDay } from './pacific-day.ts';
import type { ReachRow } from './reach-report.ts';
import { createYoutubeAnalytics } from './youtube-analytics.ts';
import { compareTimes, createYoutubeReporting, type YoutubeReport } from './youtube-reporting.ts';

/** Whose figures they are: `reach` has impressions and their click rate, `watch` the views and what was watched. */
export type SourcedFigures = DayFigures & { source: 'reach' | 'watch' };

interface Period {
  /** Pacific days, the first and the last: `2026-12-01`. */
  from: string;
  to: string;
  /** `reportedUntil` of the last time: reports from before it are not read again. Only for the same days, or later ones. */
  learnedAfter?: string;
}

export interface FiguresSince {
  /**
   * A day once for each source that has said something of it. What is there takes the place of what was said before: YouTube
   * corrects its figures for weeks. A day whose report leaves the video out has no impressions; one without a report is not
   * there.
   */
  days: SourcedFigures[];
  /** When the newest report was made; left out before the first. */
  reportedUntil?: string;
}

/** What YouTube counted of a channel's videos. Failures are those of `YoutubeApi`. */
export interface VideoFigures {
  since(videoId: string, period: Period, signal: AbortSignal): Promise<FiguresSince>;
}

interface VideoFiguresOptions {
  analyticsRootUrl: string;
  reportingRootUrl: string;
  tokens: AccessTokens;
  now?: () => number;
}

const dayMs = 86_400_000;

export function createVideoFigures(options: VideoFiguresOptions): VideoFigures {
  const { analyticsRootUrl, reportingRootUrl, tokens, now = Date.now } = options;
  const analytics = createYoutubeAnalytics({ rootUrl: analyticsRootUrl, tokens, now });
  const reporting = createYoutubeReporting({ rootUrl: reportingRootUrl, tokens, now });

  async function readReach(videoId: string, reports: YoutubeReport[], signal: AbortSignal): Promise<DayFigures[]> {
    const days = new Map<string, DayFigures>();
    // The newest of a day first: those from before it say nothing any more.
    for (const report of latestOf(reports)) {
      for (const figures of reachOf(videoId, report, await reporting.readReport(report, signal))) {
        if (!days.has(figures.day)) days.set(figures.day, figures);
      }
    }
    return [...days.values()];
  }

  return {
    async since(videoId, { from, to, learnedAfter }, signal) {
      const reports = await reporting.reachReports(learnedAfter, signal);
      const reach = await readReach(
        videoId,
        reports.filter((report) => mayBeWithin(report, from, to)),
        signal,
      );
      const today = pacificDay(now());
      // Days to come are no question of the API.
      const until = to < today ? to : today;
      const watch = from > until ? [] : await analytics.watchedDays(videoId, { from, to: until }, signal);
      const sourced = [
        ...reach.map((figures) => ({ ...figures, source: 'reach' as const })),
        ...watch.map((figures) => ({ ...figures, source: 'watch' as const })),
      ];
      const reportedUntil = [learnedAfter, ...reports.map(({ createTime }) => createTime)]
        .filter((time) => time !== undefined)
        .sort(compareTimes)
        .at(-1);
      return {
        days: sourced
          .filter(({ day }) => day >= from && day <= to)
          .sort((a, b) => (a.day < b.day ? -1 : Number(a.day > b.day))),
        ...(reportedUntil !== undefined && { reportedUntil }),
      };
    },
  };
}

/** With a day to spare on either side, whatever clock the stretch goes by. */
function mayBeWithin({ startTime, endTime }: YoutubeReport, from: string, to: string): boolean {
  return Date.parse(endTime) > Date.parse(from) && Date.parse(startTime) < Date.parse(to) + 2 * dayMs;
}

/** Of the reports of the same stretch the one that was made last, and the newest first. */
function latestOf(reports: readonly YoutubeReport[]): YoutubeReport[] {
  const newestFirst = [...reports].sort((a, b) => compareTimes(b.createTime, a.createTime));
  const stretchOf = ({ startTime, endTime }: YoutubeReport) => `${Date.parse(startTime)} ${Date.parse(endTime)}`;
  return newestFirst.filter(
    (report, index) => newestFirst.findIndex((one) => stretchOf(one) === stretchOf(report)) === index,
  );
}

/** What a report says of a video: of each of its days, and of the one it is made for, should it have no line at all. */
function reachOf(videoId: string, { startTime }: YoutubeReport, rows: readonly ReachRow[]): DayFigures[] {
  const days = rows.length > 0 ? new Set(rows.map(({ day }) => day)) : [pacificDay(Date.parse(startTime))];
  return [...days].map((day) => {
    const own = rows.filter((row) => row.day === day && row.videoId === videoId);
    const impressions = own.reduce((sum, row) => sum + row.impressions, 0);
    const clicks = own.reduce((sum, row) => sum + row.impressions * (row.clickRate ?? 0), 0);
    const isRated = impressions > 0 && own.every((row) => row.impressions === 0 || row.clickRate !== undefined);
    const clickRate = own.length === 1 ? own[0]?.clickRate : clicks / impressions;
    return { day, impressions, ...(isRated && { clickRate }) };
  });
}
