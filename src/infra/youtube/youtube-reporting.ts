import { z } from 'zod';
import { AnsweredFailure } from '../vendors/answer-failure.ts';
import { createFiguresClient, type FiguresClientOptions } from './figures-client.ts';
import { parseReachReport, type ReachRow } from './reach-report.ts';

/** RFC 3339 with up to nine digits of a second, always UTC. */
const time = z.iso.datetime();

const jobSchema = z.object({
  id: z.string().min(1),
  reportTypeId: z.string(),
  createTime: time.optional(),
  /** After it, the job makes no more reports. */
  expireTime: time.optional(),
});

type Job = z.output<typeof jobSchema>;

/** https://developers.google.com/youtube/reporting/v1/reference/rest/v1/jobs.reports */
const reportSchema = z.object({
  id: z.string(),
  /** The stretch whose figures it has, most often a Pacific day. */
  startTime: time,
  endTime: time,
  createTime: time,
  downloadUrl: z.string(),
});

export type YoutubeReport = z.output<typeof reportSchema>;

/**
 * YouTube's Reporting API for one channel: what its thumbnails reach, a file a day, some two days late. It counts nothing
 * before it is told to: the first files come two days after the first question, of thirty days before as well.
 */
export interface YoutubeReporting {
  /** Reports of all videos of the channel, in no order. @param createdAfter as a report's `createTime` has it */
  reachReports(createdAfter: string | undefined, signal: AbortSignal): Promise<YoutubeReport[]>;
  readReport(report: YoutubeReport, signal: AbortSignal): Promise<ReachRow[]>;
}

const reachType = 'channel_reach_basic_a1';
const title = 'YouTube Reporting';
// A list that never ends would be asked for ever.
const mostPages = 100;

export function createYoutubeReporting(options: FiguresClientOptions): YoutubeReporting {
  const { now = Date.now } = options;
  const client = createFiguresClient(title, options);

  async function list<Item extends z.ZodType>(
    path: string,
    name: string,
    item: Item,
    { signal, ...query }: { createdAfter?: string; signal: AbortSignal },
  ): Promise<z.output<Item>[]> {
    // A row that is empty is left out.
    const page = z
      .looseObject({ [name]: z.array(item).default([]) })
      .and(z.object({ nextPageToken: z.string().optional() }));
    const found: z.output<Item>[] = [];
    let pageToken: string | undefined;
    for (let pages = 0; pages < mostPages; pages += 1) {
      const asked = { ...query, ...(pageToken && { pageToken }) };
      const answer = await client.askJson({ path, query: asked, signal }, page);
      found.push(...(answer[name] as z.output<Item>[]));
      pageToken = answer.nextPageToken;
      if (!pageToken) break;
    }
    return found;
  }

  /** The oldest: should there be several, every process works with the same. */
  async function findJob(signal: AbortSignal): Promise<Job | undefined> {
    const jobs = await list('/v1/jobs', 'jobs', jobSchema, { signal });
    const [oldest] = jobs
      .filter(({ reportTypeId }) => reportTypeId === reachType)
      .filter(({ expireTime }) => expireTime === undefined || Date.parse(expireTime) > now())
      .sort((a, b) => compareTimes(a.createTime ?? '', b.createTime ?? '') || compare(a.id, b.id));
    return oldest;
  }

  async function createJob(signal: AbortSignal): Promise<Job | undefined> {
    const body = { reportTypeId: reachType, name: 'A/B tests' };
    try {
      return await client.askJson({ method: 'POST', path: '/v1/jobs', body, signal }, jobSchema);
    } catch (error) {
      // Another process was faster.
      if (error instanceof AnsweredFailure && error.status === 409) return undefined;
      throw error;
    }
  }

  return {
    async reachReports(createdAfter, signal) {
      let job = await findJob(signal);
      if (!job) {
        const made = await createJob(signal);
        // Whoever else made one at the same time finds the same here.
        job = (await findJob(signal)) ?? made;
      }
      if (!job) return [];
      const path = `/v1/jobs/${encodeURIComponent(job.id)}/reports`;
      return list(path, 'reports', reportSchema, { ...(createdAfter && { createdAfter }), signal });
    },

    readReport: async ({ downloadUrl }, signal) => parseReachReport(await client.download(downloadUrl, signal)),
  };
}

/** Negative where `a` is earlier. They may differ in less than a millisecond. */
export function compareTimes(a: string, b: string): number {
  return compare(digitsOf(a), digitsOf(b));
}

const digitsOf = (given: string): string =>
  given.replace(/(\.\d+)?Z$/, (_, fraction?: string) => (fraction ?? '.').padEnd(10, '0'));

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
