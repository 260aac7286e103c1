import type { VendorReply } from '../emulator.ts';
import { decline, forbid } from './google-error.ts';
import { offsetOf, tokenOf } from './listing.ts';
import { csvOf, type ReachReport, reportResource, reportsOf } from './reports.ts';
import { readFields } from './video-rules.ts';
import { type FiguresRequest, type FiguresRoute, type ReportingJob, timeOf, type World } from './world.ts';

const reportTypes = ['channel_basic_a3', 'channel_reach_basic_a1', 'channel_reach_combined_a1'];

function jobResource({ id, reportTypeId, name, createTime }: ReportingJob) {
  return { id, reportTypeId, name, createTime };
}

/** A page under the name of its row, which is left out when it is empty. */
function pageOf<Item>(world: World, name: string, all: readonly Item[], query: URLSearchParams): VendorReply {
  const asked = Number(query.get('pageSize') ?? 50);
  if (!Number.isInteger(asked) || asked < 1) throw forbid(400, 'badRequest', 'The page size is not valid.');
  const size = Math.min(asked, world.settings.pageSize);
  const token = query.get('pageToken');
  const from = token === null ? 0 : offsetOf(token);
  if (from === undefined || from > all.length) throw forbid(400, 'badRequest', 'The page token is not valid.');
  const items = all.slice(from, from + size);
  const hasMore = from + size < all.length;
  return {
    json: { ...(items.length > 0 && { [name]: items }), ...(hasMore && { nextPageToken: tokenOf(from + size) }) },
  };
}

const jobsOf = ({ world, channel }: FiguresRequest) =>
  [...world.jobs.values()].filter(({ channelId }) => channelId === channel.id);

function createJob(request: FiguresRequest): VendorReply {
  const { world, channel, body } = request;
  const { reportTypeId, name } = readFields(body, 'job', ['reportTypeId', 'name']);
  if (typeof name !== 'string' || name === '' || name.length > 100)
    throw forbid(400, 'badRequest', 'A job has a name.');
  if (typeof reportTypeId !== 'string' || !reportTypes.includes(reportTypeId)) {
    throw forbid(400, 'badRequest', `The report type does not exist: ${String(reportTypeId)}`);
  }
  if (jobsOf(request).some((job) => job.reportTypeId === reportTypeId && job.name === name)) {
    throw decline(409, 'alreadyExists', 'Requested entity already exists');
  }
  const id = world.makeId('job', 36);
  const at = { createdAt: world.now(), createTime: timeOf(world) };
  const job: ReportingJob = { id, channelId: channel.id, reportTypeId, name, ...at };
  world.jobs.set(id, job);
  return { json: jobResource(job) };
}

function findJob(request: FiguresRequest): ReportingJob {
  const job = jobsOf(request).find(({ id }) => id === request.path[0]);
  if (!job) throw decline(404, 'notFound', 'Requested entity was not found.');
  return job;
}

const timeForm = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/;

/** Whole microseconds since 1970. */
function readTime(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  const [, fraction = ''] = /\.(\d+)Z$/.exec(text) ?? [];
  const seconds = Date.parse(text.replace(/\.\d+Z$/, 'Z'));
  if (!timeForm.test(text) || Number.isNaN(seconds))
    throw forbid(400, 'badRequest', `Invalid value at '${name}': ${text}`);
  return seconds * 1000 + Number(fraction.slice(0, 6).padEnd(6, '0'));
}

function listReports(request: FiguresRequest): VendorReply {
  const { world, query } = request;
  const job = findJob(request);
  const after = readTime(query, 'createdAfter') ?? Number.NEGATIVE_INFINITY;
  const from = readTime(query, 'startTimeAtOrAfter') ?? Number.NEGATIVE_INFINITY;
  const before = readTime(query, 'startTimeBefore') ?? Number.POSITIVE_INFINITY;
  const isReach = job.reportTypeId === 'channel_reach_basic_a1';
  const reports = (isReach ? reportsOf(world, job) : []).map((report) => reportResource(world, report));
  const microsOf = (time: string) => readTime(new URLSearchParams({ time }), 'time') ?? 0;
  const found = reports.filter(
    ({ createTime, startTime }) =>
      microsOf(createTime) > after && microsOf(startTime) >= from && microsOf(startTime) < before,
  );
  return pageOf(world, 'reports', found, query);
}

function download(request: FiguresRequest): VendorReply {
  const { world, query, path } = request;
  if (query.get('alt') !== 'media') throw forbid(400, 'badRequest', 'A report is asked for with alt=media.');
  const report: ReachReport | undefined = reportsOf(world, findJob(request)).find(({ id }) => id === path[1]);
  if (!report) throw decline(404, 'notFound', 'Requested entity was not found.');
  return { headers: { 'content-type': 'text/csv; charset=UTF-8' }, bytes: Buffer.from(csvOf(world, report)) };
}

const paging = ['pageSize', 'pageToken'];

export const reportingRoutes: readonly FiguresRoute[] = [
  {
    ...{ operation: 'jobs.list', method: 'GET', path: /^\/v1\/jobs$/, parameters: [...paging, 'includeSystemManaged'] },
    answer: (request) => pageOf(request.world, 'jobs', jobsOf(request).map(jobResource), request.query),
  },
  { operation: 'jobs.create', method: 'POST', path: /^\/v1\/jobs$/, parameters: [], answer: createJob },
  {
    ...{ operation: 'jobs.reports.list', method: 'GET', path: /^\/v1\/jobs\/([^/]+)\/reports$/ },
    parameters: [...paging, 'createdAfter', 'startTimeAtOrAfter', 'startTimeBefore'],
    answer: listReports,
  },
  {
    ...{ operation: 'media.download', method: 'GET', path: /^\/v1\/media\/CHANNEL_REPORT\/([^/]+)\/([^/]+)$/ },
    parameters: ['alt'],
    answer: download,
  },
];
