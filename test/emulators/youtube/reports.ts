import { createHash } from 'node:crypto';
import { dayBefore, daysBetween, figuresOf } from './audience.ts';
import { addDays, endOf, hourMs, pacificDay, startOf } from './pacific.ts';
import type { ReportingJob, World } from './world.ts';

/** A file of the reporting service. */
export interface ReachReport {
  id: string;
  job: ReportingJob;
  day: string;
  /** ms since 1970, whole: its digits below are in `createTime`. */
  createdAt: number;
  createTime: string;
  keptUntil: number;
}

const historyDays = 30;
const keptDays = { daily: 60, backfilled: 30 };

/** Those that can be had at this moment, in no order that says anything. */
export function reportsOf(world: World, job: ReportingJob): ReachReport[] {
  const { reportDelayHours, firstReportHours } = world.settings;
  const firstAt = job.createdAt + firstReportHours * hourMs;
  const jobDay = pacificDay(job.createdAt);
  const days = daysBetween(addDays(jobDay, -historyDays), dayBefore(world.now()));
  const reports = days.flatMap((day, index) => {
    // Those of the history are made one after the other.
    const madeAt = Math.max(endOf(day) + reportDelayHours * hourMs, firstAt + index * 1000);
    const first = reportOf(job, day, madeAt, day < jobDay ? keptDays.backfilled : keptDays.daily);
    const later = new Set(
      world.audience.corrections
        .filter((correction) => correction.day === day && correction.at > madeAt && isOfChannel(world, job, correction))
        .map(({ at }) => at),
    );
    return [first, ...[...later].map((at) => reportOf(job, day, at, keptDays.backfilled))];
  });
  return reports
    .filter(({ createdAt, keptUntil }) => createdAt <= world.now() && world.now() < keptUntil)
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

const isOfChannel = (world: World, { channelId }: ReportingJob, { videoId }: { videoId: string }) =>
  world.shown.get(videoId)?.video.channelId === channelId;

function reportOf(job: ReportingJob, day: string, createdAt: number, days: number): ReachReport {
  const digest = createHash('sha256').update(`${job.id}/${day}/${createdAt}`).digest();
  const micros = `${digest.readUInt16LE(8) % 1000}`.padStart(3, '0');
  return {
    ...{ id: `${digest.readUIntLE(0, 6)}`, job, day, createdAt },
    createTime: new Date(createdAt).toISOString().replace('Z', `${micros}Z`),
    keptUntil: createdAt + days * 24 * hourMs,
  };
}

/** As the list has it. */
export function reportResource(world: World, { id, job, day, createTime }: ReachReport) {
  const media = `/v1/media/CHANNEL_REPORT/${job.id}/${id}?alt=media`;
  const timeOf = (time: number) => new Date(time).toISOString().replace('.000Z', 'Z');
  return {
    ...{ id, jobId: job.id, startTime: timeOf(startOf(day)), endTime: timeOf(endOf(day)), createTime },
    downloadUrl: new URL(media, world.settings.mediaRootUrl ?? world.url).href,
  };
}

const names = [...['date', 'channel_id', 'video_id', 'video_thumbnail_impressions', 'video_thumbnail_impressions_ctr']];

/** A line for each video that was shown; without any, there are the names of the columns still. */
export function csvOf(world: World, { job, day, createdAt }: ReachReport): string {
  const date = world.settings.dashedDates ? day : day.replaceAll('-', '');
  const rows = [...world.shown.values()].flatMap(({ video }) => {
    const figures = video.channelId === job.channelId ? figuresOf(world, video.id, day, createdAt) : undefined;
    if (!figures || Math.round(figures.impressions) === 0) return [];
    return [[date, job.channelId, video.id, `${Math.round(figures.impressions)}`, `${figures.clickRate}`]];
  });
  if (!world.settings.oddColumns) return [names, ...rows].map((cells) => `${cells.join()}\n`).join('');
  const odd = [[...names, 'live, or "on demand"'], ...rows.map((cells) => [...cells, 'on "demand"'])];
  const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
  return odd.map((cells) => `${cells.reverse().map(quoted).join()}\r\n`).join('');
}
