import { type Emulator, startEmulator, VendorRefusal, type VendorReply } from './emulator.ts';
import { figureFor, termsAround } from './keyword-data.ts';

const common = ['engine', 'api_key', 'q', 'hl', 'no_cache', 'output'];
const engines: Readonly<Record<string, { own: string[]; answer(params: URLSearchParams): object }>> = {
  google_autocomplete: { own: ['gl', 'client', 'cp'], answer: complete },
  google: { own: ['gl', 'location', 'google_domain', 'num', 'start', 'device'], answer: findPages },
  google_trends: { own: ['geo', 'date', 'data_type', 'tz', 'cat', 'region', 'gprop'], answer: compare },
};
const messages: Readonly<Record<number, string>> = {
  401: 'Invalid API key. Your API key should be here: https://serpapi.com/manage-api-key',
  403: "The account associated with this API key doesn't have permission to perform the request.",
  429: 'The number of requests sent using this API key exceeds the hourly throughput limit.',
};

/** SerpAPI: the engines of autocompletion, Google's pages and Google Trends. A topic with `nothing` in it finds nothing, `unreachable` fails. */
export function startSerpapiEmulator({ port }: { port?: number } = {}): Promise<Emulator> {
  return startEmulator({ name: 'serpapi', errorOf, answer }, port);
}

function errorOf(status: number, code?: string) {
  if (code === 'searches') return { error: 'Your account has run out of searches.' };
  return { error: messages[status] ?? "Something went wrong on SerpApi's end." };
}

function refuse(status: number, error: string): VendorRefusal {
  return new VendorRefusal({ status, json: { error } });
}

function answer({ method, url }: { method: string; url: URL }): VendorReply {
  if (method !== 'GET' || !/^\/search(\.json)?$/.test(url.pathname)) throw refuse(404, 'Not found.');
  const params = url.searchParams;
  if (!params.get('api_key')) throw new VendorRefusal({ status: 401, json: errorOf(401) });
  const name = params.get('engine') ?? 'google';
  const engine = engines[name];
  if (!engine) throw refuse(400, `Unsupported \`${name}\` search engine.`);
  const unknown = [...params.keys()].find((param) => !common.includes(param) && !engine.own.includes(param));
  if (unknown) throw refuse(400, `Unsupported \`${unknown}\` parameter.`);
  if (!params.get('q')?.trim()) throw refuse(400, 'Missing query `q` parameter.');
  if (!/^[a-z]{2}(-[A-Z]{2})?$/.test(params.get('hl') ?? '')) throw refuse(400, 'Unsupported `hl` language code.');
  const gl = params.get('gl');
  if (gl !== null && !/^[a-z]{2}$/.test(gl)) throw refuse(400, `Unsupported \`${gl}\` country - gl parameter.`);
  if (params.get('q')?.includes('unreachable')) {
    const error = `We couldn't get valid results for this search. Please try again later.`;
    return { json: { search_metadata: { id: '64c148d35119a60ab1e00cc8', status: 'Error' }, error } };
  }
  const shown = Object.fromEntries([...params].filter(([param]) => param !== 'api_key'));
  const found = params.get('q')?.includes('nothing')
    ? { error: "Google hasn't returned any results for this query." }
    : engine.answer(params);
  return {
    json: {
      search_metadata: { id: '64c148d35119a60ab1e00cc9', status: 'Success' },
      search_parameters: shown,
      ...found,
    },
  };
}

function complete(params: URLSearchParams) {
  const terms = termsAround(params.get('q') ?? '');
  return {
    suggestions: terms.map((value, place) => ({ value, relevance: 1250 - place, type: 'QUERY' })),
    verbatim_relevance: 1300,
  };
}

function findPages(params: URLSearchParams) {
  const q = params.get('q') ?? '';
  return {
    related_questions: [`What is ${q}?`, `Why does ${q} matter?`, `How old is ${q}?`].map((question) => ({
      question,
      snippet: `About ${q}.`,
      link: 'https://example.com',
    })),
    related_searches: ['myths', 'animation', 'for kids'].map((word, index) => ({
      block_position: index + 1,
      query: `${q} ${word}`,
      link: 'https://www.google.com/search',
    })),
    organic_results: [],
  };
}

const weeks = 52;

function compare(params: URLSearchParams) {
  const terms = (params.get('q') ?? '').split(',');
  if (terms.length > 5) throw refuse(400, 'Maximum number of queries is 5.');
  if (params.get('data_type') !== 'TIMESERIES') throw refuse(400, 'Unsupported `data_type` parameter.');
  if (!/^[A-Z]{2}$/.test(params.get('geo') ?? 'US')) throw refuse(400, 'Unsupported `geo` location.');
  if (!/^(now \d+-[Hd]|today \d+-[my]|all)$/.test(params.get('date') ?? 'today 12-m')) {
    throw refuse(400, 'Unsupported `date` parameter.');
  }
  const timeline = Array.from({ length: weeks }, (_, week) => ({
    date: `week ${week + 1}`,
    timestamp: `${1_730_000_000 + week * 604_800}`,
    ...(week === weeks - 1 && { partial_data: true }),
    values: terms.map((query) => ({
      query,
      value: `${interest(query, week)}`,
      extracted_value: interest(query, week),
    })),
  }));
  return { interest_over_time: { timeline_data: timeline } };
}

/** Rises or falls over the year, at the term's own rate. */
function interest(term: string, week: number): number {
  const slope = figureFor(`${term}/slope`, -40, 40);
  return Math.round(50 + (slope * (week - weeks / 2)) / (weeks / 2));
}
