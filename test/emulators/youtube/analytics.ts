import type { VendorReply } from '../emulator.ts';
import { type AudienceFigures, dayBefore, daysBetween, figuresOf } from './audience.ts';
import { decline, forbid } from './google-error.ts';
import { endOf, hourMs } from './pacific.ts';
import type { FiguresRequest, FiguresRoute } from './world.ts';

const metrics: Readonly<Record<string, { dataType: 'INTEGER' | 'FLOAT'; of(figures: AudienceFigures): number }>> = {
  engagedViews: { dataType: 'INTEGER', of: ({ engagedViews }) => engagedViews },
  views: { dataType: 'INTEGER', of: ({ views }) => views },
  estimatedMinutesWatched: { dataType: 'INTEGER', of: ({ watchedMinutes }) => watchedMinutes },
  averageViewPercentage: { dataType: 'FLOAT', of: ({ averageViewedPercent }) => averageViewedPercent },
};

const required = (query: URLSearchParams, name: string): string => {
  const value = query.get(name);
  if (!value) throw forbid(400, 'required', `Required parameter: ${name}`);
  return value;
};

function readDay(query: URLSearchParams, name: string): string {
  const day = required(query, name);
  const time = Date.parse(`${day}T00:00:00Z`);
  const isDay = /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(time);
  if (!isDay || !new Date(time).toISOString().startsWith(day)) {
    throw forbid(
      400,
      'badRequest',
      `Invalid value '${day}'. Values must match the following regular expression: YYYY-MM-DD`,
    );
  }
  return day;
}

/** The channel that `ids` names, which has to be the asker's. */
function checkIds({ query, channel }: FiguresRequest): void {
  const ids = required(query, 'ids');
  const [, id] = /^channel==([\w-]+)$/.exec(ids) ?? [];
  if (!id) throw forbid(400, 'badRequest', `Invalid value '${ids}' of ids: channel==MINE or channel==CHANNEL_ID.`);
  if (id !== 'MINE' && id !== channel.id) throw decline(403, 'forbidden', 'Forbidden');
}

function readVideo({ world, query, channel }: FiguresRequest): string {
  const filters = required(query, 'filters');
  const [, id = ''] = /^video==([\w-]+)$/.exec(filters) ?? [];
  if (id === '') throw forbid(400, 'badRequest', `The query is not supported: filters=${filters}`);
  if (world.shown.get(id)?.video.channelId !== channel.id) throw decline(403, 'forbidden', 'Forbidden');
  return id;
}

/** Days of one video; what else the vendor can be asked is not here. */
function query(request: FiguresRequest): VendorReply {
  const { world, query: asked } = request;
  checkIds(request);
  const [from, to] = [readDay(asked, 'startDate'), readDay(asked, 'endDate')];
  if (from > to) throw forbid(400, 'badRequest', 'The end date is before the start date.');
  const names = required(asked, 'metrics').split(',');
  const unknown = names.find((name, index) => !(name in metrics) || names.indexOf(name) !== index);
  if (unknown !== undefined) {
    throw forbid(400, 'badRequest', `Unknown identifier (${unknown}) given in field parameters.metrics.`);
  }
  if (asked.get('dimensions') !== 'day') {
    throw forbid(400, 'badRequest', `The query is not supported: dimensions=${asked.get('dimensions')}`);
  }
  const videoId = readVideo(request);
  const columns = [
    { name: 'day', columnType: 'DIMENSION', dataType: 'STRING' },
    ...names.map((name) => ({ name, columnType: 'METRIC', dataType: metrics[name]?.dataType })),
  ];
  if (world.settings.oddColumns) columns.reverse();
  const last = dayBefore(world.now());
  const rows = daysBetween(from, to < last ? to : last)
    .filter((day) => endOf(day) + world.settings.analyticsDelayHours * hourMs <= world.now())
    .flatMap((day) => {
      const figures = figuresOf(world, videoId, day, world.now());
      return figures ? [columns.map(({ name }) => (name === 'day' ? day : cellOf(name, figures)))] : [];
    });
  return { json: { kind: 'youtubeAnalytics#resultTable', columnHeaders: columns, ...(rows.length > 0 && { rows }) } };
}

function cellOf(name: string, figures: AudienceFigures): number {
  const value = metrics[name]?.of(figures) ?? 0;
  return metrics[name]?.dataType === 'INTEGER' ? Math.round(value) : value;
}

export const analyticsRoutes: readonly FiguresRoute[] = [
  {
    ...{ operation: 'reports.query', method: 'GET', path: /^\/v2\/reports$/ },
    parameters: ['ids', 'startDate', 'endDate', 'metrics', 'dimensions', 'filters'],
    answer: query,
  },
];
