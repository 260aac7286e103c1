import type { IncomingMessage } from 'node:http';
import { type Emulator, startEmulator, VendorRefusal, type VendorReply } from './emulator.ts';
import { figureFor, termsAround, volumeFor } from './keyword-data.ts';

// As https://docs.ahrefs.com/docs/api/keywords-explorer has them.
const columns =
  'keyword volume volume_monthly volume_desktop_pct volume_mobile_pct global_volume difficulty cpc cps clicks intents parent_topic parent_volume traffic_potential first_seen serp_features serp_last_update searches_pct_clicks_organic_only'.split(
    ' ',
  );
const common = ['country', 'keywords', 'select', 'limit', 'order_by', 'where', 'output', 'timeout', 'search_engine'];
const reports: Readonly<Record<string, string[]>> = {
  '/v3/keywords-explorer/overview': common,
  '/v3/keywords-explorer/matching-terms': [...common, 'match_mode', 'terms', 'offset'],
};
const messages: Readonly<Record<number, string>> = {
  400: 'bad request',
  401: 'Unauthorized',
  403: 'Insufficient plan',
  429: 'Too many requests',
};

/** Ahrefs' Keywords Explorer. A keyword with `nothing` in it is one that it does not know. */
export function startAhrefsEmulator({ port }: { port?: number } = {}): Promise<Emulator> {
  return startEmulator({ name: 'ahrefs', errorOf, answer }, port);
}

function errorOf(status: number, code?: string) {
  return { error: code === 'units' ? 'API units limit reached' : (messages[status] ?? 'Internal server error') };
}

function refuse(error: string, status = 400): VendorRefusal {
  return new VendorRefusal({ status, json: { error } });
}

function answer(request: { method: string; url: URL; headers: IncomingMessage['headers'] }): VendorReply {
  const { method, url, headers } = request;
  const known = reports[url.pathname];
  if (method !== 'GET' || !known) throw refuse('not found', 404);
  if (!/^Bearer \S+$/.test(headers.authorization ?? '')) throw refuse('Unauthorized', 401);
  const params = Object.fromEntries(url.searchParams);
  const unknown = Object.keys(params).find((name) => !known.includes(name));
  if (unknown) throw refuse(`unexpected parameter ${unknown}`);
  const selected = (params.select ?? '').split(',');
  const bad = selected.find((column) => !columns.includes(column));
  if (bad !== undefined) throw refuse(`column '${bad}' not found`);
  if (!/^[a-z]{2}$/.test(params.country ?? '')) throw refuse(`bad value ${params.country} for type country`);
  if (!params.keywords) throw refuse('keywords or keyword_list_id is required');
  const [, order = '', direction] = /^(\w+):(asc|desc)$/.exec(params.order_by ?? 'volume:desc') ?? [];
  if (!direction || !columns.includes(order)) throw refuse(`bad order_by ${params.order_by}`);
  if (params.limit !== undefined && !/^[1-9]\d{0,3}$/.test(params.limit)) throw refuse('bad limit');
  if (!['all', 'questions'].includes(params.terms ?? 'all')) throw refuse(`bad value ${params.terms} for type enum`);
  if (!['terms', 'phrase'].includes(params.match_mode ?? 'terms')) throw refuse('bad value for type enum');
  const asked = params.keywords.split(',').filter((keyword) => !keyword.includes('nothing'));
  const terms = url.pathname.endsWith('overview') ? asked : [...new Set(asked.flatMap(termsAround))];
  const rows = terms
    .map((keyword) => ({ keyword, volume: volumeFor(keyword) + 10 }))
    .sort((one, other) => other.volume - one.volume)
    .slice(0, Number(params.limit ?? 1000))
    .map(({ keyword, volume }) => rowFor(keyword, volume))
    .map((row) => Object.fromEntries(Object.entries(row).filter(([column]) => selected.includes(column))));
  return {
    json: { keywords: rows },
    headers: { 'x-api-rows': `${rows.length}`, 'x-api-units-cost-total-actual': '50' },
  };
}

function rowFor(keyword: string, volume: number) {
  // What it has not measured yet is null.
  const isMeasured = figureFor(`${keyword}/measured`, 0, 4) > 0;
  const isForSale = /\b(?:buy|price)\b/.test(keyword);
  return {
    keyword,
    volume,
    difficulty: isMeasured ? figureFor(`${keyword}/difficulty`, 0, 90) : null,
    cpc: isMeasured ? figureFor(`${keyword}/cpc`, 5, 400) : null,
    intents: isMeasured
      ? {
          informational: !isForSale,
          navigational: false,
          commercial: /\b(?:best|vs)\b/.test(keyword),
          transactional: isForSale,
          branded: false,
          local: false,
        }
      : null,
  };
}
