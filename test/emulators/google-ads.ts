import { type Emulator, startEmulator, VendorRefusal, type VendorReply } from './emulator.ts';
import { figureFor, termsAround, volumeFor } from './keyword-data.ts';

interface Options {
  port?: number;
  /** The currency of the account. */
  currency?: string;
  /** Pages are no longer than this, whatever is asked for. */
  mostPerPage?: number;
  /** Seconds an access token is good for. */
  tokenSeconds?: number;
}

type Request = Parameters<Parameters<typeof startEmulator>[0]['answer']>[0];
type Body = Record<string, unknown>;

const ideaFields =
  'customerId language geoTargetConstants includeAdultKeywords keywordPlanNetwork keywordSeed pageSize pageToken';
const months = 'JANUARY FEBRUARY MARCH APRIL MAY JUNE JULY AUGUST SEPTEMBER OCTOBER NOVEMBER DECEMBER'.split(' ');
const statusNames: Readonly<Record<number, string>> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  429: 'RESOURCE_EXHAUSTED',
  500: 'INTERNAL',
  503: 'UNAVAILABLE',
  504: 'DEADLINE_EXCEEDED',
};

/** Google Ads Keyword Planner over REST, the account's currency, and Google's token endpoint at `/token`. */
export function startGoogleAdsEmulator(options: Options = {}): Promise<Emulator> {
  const lastQuery = new Map<string, number>();
  const answer = (request: Request): VendorReply => {
    if (request.url.pathname === '/token') return giveToken(request, options.tokenSeconds ?? 3599);
    const [, customer = '', method] =
      /^\/v\d+\/customers\/(\d{10})(:generateKeywordIdeas|\/googleAds:search)$/.exec(request.url.pathname) ?? [];
    if (!method || request.method !== 'POST') throw refuse(404, 'Method not found.');
    checkHeaders(request);
    const body = request.body as Body;
    if (method === '/googleAds:search') return giveCurrency(body, options.currency ?? 'USD');
    checkIdeas(body);
    checkPace(lastQuery, customer);
    return giveIdeas(body, options.mostPerPage ?? 10_000);
  };
  return startEmulator({ name: 'google-ads', errorOf, answer }, options.port);
}

function errorOf(status: number, code?: string, message = 'Request contains an error.') {
  const failure = { '@type': 'type.googleapis.com/google.ads.googleads.v26.errors.GoogleAdsFailure' };
  const errorCode = status === 429 ? { quotaError: code ?? 'RESOURCE_EXHAUSTED' } : { requestError: code ?? 'UNKNOWN' };
  const details = [{ ...failure, errors: [{ errorCode, message }], requestId: 'xN_KaZRHZuU6Rlgt3cM2uQ' }];
  return { error: { code: status, message, status: statusNames[status] ?? 'UNKNOWN', details } };
}

function refuse(status: number, message: string, code?: string): VendorRefusal {
  return new VendorRefusal({ status, json: errorOf(status, code, message) });
}

function giveToken({ method, headers, body }: Request, seconds: number): VendorReply {
  const refuseToken = (error: string, description: string, status = 400) => {
    throw new VendorRefusal({ status, json: { error, error_description: description } }, { isViolation: false });
  };
  if (method !== 'POST' || !headers['content-type']?.startsWith('application/x-www-form-urlencoded')) {
    throw new VendorRefusal({ status: 400, json: { error: 'invalid_request' } });
  }
  const form = new URLSearchParams(body as string);
  for (const name of ['client_id', 'client_secret', 'refresh_token']) {
    if (!form.get(name))
      throw new VendorRefusal({ status: 400, json: { error: 'invalid_request', error_description: name } });
  }
  if (form.get('grant_type') !== 'refresh_token')
    throw new VendorRefusal({ json: { error: 'unsupported_grant_type' } });
  if (form.get('client_id')?.includes('unknown')) refuseToken('invalid_client', 'The OAuth client was not found.', 401);
  if (form.get('refresh_token')?.includes('revoked'))
    refuseToken('invalid_grant', 'Token has been expired or revoked.');
  // It says itself when it expires, so that another emulator can tell.
  const accessToken = `ya29.${Date.now() + seconds * 1000}`;
  const scope = 'https://www.googleapis.com/auth/adwords';
  return { json: { access_token: accessToken, expires_in: seconds, scope, token_type: 'Bearer' } };
}

function checkHeaders({ headers }: Request): void {
  const expires = Number(/^Bearer ya29\.(\d+)(\.[\w-]+)?$/.exec(headers.authorization ?? '')?.[1] ?? 0);
  if (expires < Date.now()) throw refuse(401, 'Request had invalid authentication credentials.');
  if (!headers['developer-token'])
    throw refuse(401, 'Developer token is missing.', 'DEVELOPER_TOKEN_PARAMETER_MISSING');
  const login = headers['login-customer-id'];
  if (login !== undefined && !/^\d{10}$/.test(login as string)) throw refuse(400, 'Invalid login-customer-id.');
  if (!headers['content-type']?.startsWith('application/json')) throw refuse(400, 'Invalid JSON payload received.');
}

function giveCurrency(body: Body, currencyCode: string): VendorReply {
  const { query, ...others } = body;
  if (Object.keys(others).length > 0) throw refuse(400, `Unknown name "${Object.keys(others).join()}".`);
  if (typeof query !== 'string' || !/^SELECT customer\.currency_code FROM customer( LIMIT \d+)?$/.test(query)) {
    throw refuse(400, 'Error in query: unexpected input.', 'QUERY_ERROR');
  }
  const customer = { resourceName: 'customers/1234567890', currencyCode };
  return { json: { results: [{ customer }], fieldMask: 'customer.currencyCode' } };
}

function checkIdeas(body: Body): void {
  const unknown = Object.keys(body).find((name) => !ideaFields.split(' ').includes(name));
  if (unknown) throw refuse(400, `Invalid JSON payload received. Unknown name "${unknown}": Cannot find field.`);
  if (!/^languageConstants\/\d{4}$/.test(String(body.language))) throw refuse(400, 'The language is not valid.');
  const places = body.geoTargetConstants as string[];
  if (
    !Array.isArray(places) ||
    places.length > 10 ||
    !places.every((place) => /^geoTargetConstants\/\d{4,7}$/.test(place))
  ) {
    throw refuse(400, 'A geo target is not valid.');
  }
  if (body.keywordPlanNetwork !== 'GOOGLE_SEARCH' && body.keywordPlanNetwork !== 'GOOGLE_SEARCH_AND_PARTNERS') {
    throw refuse(400, 'The network is not valid.');
  }
  const { keywords = [] } = (body.keywordSeed ?? {}) as { keywords?: string[] };
  if (keywords.length < 1 || keywords.length > 20) throw refuse(400, 'Between 1 and 20 seed keywords are allowed.');
  if (keywords.some((seed) => seed.trim() === '' || seed.length > 80 || seed.split(' ').length > 10)) {
    throw refuse(400, 'A seed keyword has too many characters or words.', 'KEYWORD_TOO_LONG');
  }
  const size = body.pageSize;
  if (size !== undefined && !(Number.isInteger(size) && Number(size) >= 1 && Number(size) <= 10_000)) {
    throw refuse(400, 'The page size is not valid.');
  }
}

function checkPace(lastQuery: Map<string, number>, customer: string): void {
  const now = performance.now();
  const before = lastQuery.get(customer) ?? Number.NEGATIVE_INFINITY;
  lastQuery.set(customer, now);
  if (now - before < 1000) {
    throw refuse(429, 'Resource has been exhausted (e.g. check quota).', 'RESOURCE_TEMPORARILY_EXHAUSTED');
  }
}

function giveIdeas(body: Body, mostPerPage: number): VendorReply {
  const { keywords } = body.keywordSeed as { keywords: string[] };
  const terms = [...new Set(keywords.flatMap(termsAround))];
  const from = Number(/^page-(\d+)$/.exec(String(body.pageToken ?? 'page-0'))?.[1] ?? Number.NaN);
  if (Number.isNaN(from)) throw refuse(400, 'The page token is not valid.', 'INVALID_PAGE_TOKEN');
  const to = from + Math.min(Number(body.pageSize ?? 10_000), mostPerPage);
  const results = terms.slice(from, to).map(ideaFor);
  return { json: { results, totalSize: `${terms.length}`, ...(to < terms.length && { nextPageToken: `page-${to}` }) } };
}

function ideaFor(text: string) {
  // Of rare terms Google has no figures, and leaves them out.
  if (figureFor(text, 0, 6) === 0) return { text, keywordIdeaMetrics: {} };
  const index = figureFor(`${text}/competition`, 0, 100);
  const low = 10_000 * figureFor(`${text}/bid`, 5, 90);
  return {
    text,
    keywordIdeaMetrics: {
      competition: index < 34 ? 'LOW' : index < 67 ? 'MEDIUM' : 'HIGH',
      monthlySearchVolumes: months.map((month, number) => ({
        month,
        year: '2026',
        monthlySearches: `${figureFor(`${text}/${number}`, 50, 150) * Math.ceil(volumeFor(text) / 100)}`,
      })),
      avgMonthlySearches: `${volumeFor(text)}`,
      competitionIndex: `${index}`,
      lowTopOfPageBidMicros: `${low}`,
      highTopOfPageBidMicros: `${3 * low}`,
    },
  };
}
