import { z } from 'zod';
import { Failure } from '../../../contracts/failures.ts';
import type { VendorConfig } from '../../../infra/config/vendors.ts';
import { createAccessTokens } from '../../../infra/google/access-tokens.ts';
import { createVendor } from '../../../infra/vendors/vendor.ts';
import { askOnce, oldest } from '../answers.ts';
import { figure, trendOf } from '../figures.ts';
import { markets } from '../markets.ts';
import { createPace } from '../pace.ts';
import type { KeywordIdea, KeywordProvider, KeywordRequest } from './provider.ts';

type Account = NonNullable<VendorConfig['googleAds']>;

const name = 'google-ads';
// The planner takes one query a second of an account; a tenth more, for the way there is not always as long.
const paceMs = 1100;
const mostSeeds = 5;
// Limits of a seed: https://developers.google.com/google-ads/api/docs/keyword-planning
const isSeed = (term: string) => term.length <= 80 && term.split(' ').length <= 10;
const pageSize = 300;
const mostPages = 2;

const months = 'JANUARY FEBRUARY MARCH APRIL MAY JUNE JULY AUGUST SEPTEMBER OCTOBER NOVEMBER DECEMBER'.split(' ');
const metricsSchema = z.object({
  avgMonthlySearches: figure(0),
  competition: z.string().optional(),
  competitionIndex: figure(0, 100),
  lowTopOfPageBidMicros: figure(0),
  highTopOfPageBidMicros: figure(0),
  monthlySearchVolumes: z
    .array(z.object({ year: figure(2000), month: z.string().optional(), monthlySearches: figure(0) }))
    .optional(),
});
const pageSchema = z.object({
  results: z.array(z.object({ text: z.string(), keywordIdeaMetrics: metricsSchema.optional() })).default([]),
  nextPageToken: z.string().optional(),
});
const currencySchema = z.object({
  results: z.array(z.object({ customer: z.object({ currencyCode: z.string() }) })).min(1),
});

type Results = z.infer<typeof pageSchema>['results'];

/** Google Ads Keyword Planner: volume, advertisers' competition, bids and a year of months, at no price. */
export function createGoogleAdsKeywords(account: Account): KeywordProvider {
  const { developerToken, customerId, loginCustomerId, oauth } = account;
  const vendor = createVendor({
    name,
    title: 'Google Ads',
    secrets: [developerToken, oauth.clientSecret, oauth.refreshToken],
    timeoutMs: 40_000,
  });
  const tokens = createAccessTokens(oauth);
  const turn = createPace(paceMs);

  async function ask<Schema extends z.ZodType>(method: string, body: object, schema: Schema, signal: AbortSignal) {
    const headers = {
      authorization: `Bearer ${await tokens.get(signal)}`,
      'developer-token': developerToken,
      ...(loginCustomerId && { 'login-customer-id': loginCustomerId }),
    };
    const url = `${account.baseUrl}/${account.version}/customers/${customerId}${method}`;
    return vendor.askJson({ method: 'POST', url, headers, body, signal }, schema).catch((error: unknown) => {
      if (error instanceof Failure && error.type === 'BadCredentials') tokens.forget();
      throw error;
    });
  }

  async function askIdeas(query: object, signal: AbortSignal): Promise<Results> {
    const results: Results = [];
    let pageToken: string | undefined;
    for (let page = 0; page < mostPages && (page === 0 || pageToken); page += 1) {
      await turn(signal);
      const body = { ...query, pageSize, ...(pageToken && { pageToken }) };
      const answer = await ask(':generateKeywordIdeas', body, pageSchema, signal);
      results.push(...answer.results);
      pageToken = answer.nextPageToken;
    }
    return results;
  }

  /** Bids are in the account's own currency. */
  async function askCurrency(signal: AbortSignal): Promise<string> {
    const query = { query: 'SELECT customer.currency_code FROM customer LIMIT 1' };
    const { results } = await ask('/googleAds:search', query, currencySchema, signal);
    return results[0]?.customer.currencyCode ?? '';
  }

  return {
    name,
    async findIdeas(request, call) {
      const query = queryFor(request);
      const ideas = await askOnce(call, 'googleAdsIdeas', query, async () => ({
        value: await askIdeas(query, call.signal),
        costUsd: 0,
      }));
      const currency = await askOnce(call, 'googleAdsCurrency', { customerId }, async () => ({
        value: await askCurrency(call.signal),
        costUsd: 0,
      }));
      const inDollars = currency.value === 'USD';
      return {
        value: { ideas: ideas.value.map((result) => ideaOf(result, inDollars)), fetchedAt: oldest([ideas]) },
        costUsd: 0,
      };
    },
  };
}

function queryFor({ seeds, language }: KeywordRequest) {
  const { languageConstant, geoTargetConstant } = markets[language];
  const keywords = seeds.filter(isSeed).slice(0, mostSeeds);
  return {
    language: `languageConstants/${languageConstant}`,
    geoTargetConstants: [`geoTargetConstants/${geoTargetConstant}`],
    includeAdultKeywords: false,
    keywordPlanNetwork: 'GOOGLE_SEARCH',
    keywordSeed: { keywords: keywords.length > 0 ? keywords : [shorten(seeds[0] ?? '')] },
  };
}

function shorten(term: string): string {
  return term.split(' ').slice(0, 10).join(' ').slice(0, 80).trim();
}

function ideaOf({ text, keywordIdeaMetrics: metrics }: Results[number], inDollars: boolean): KeywordIdea {
  if (!metrics) return { text };
  const bids = [metrics.lowTopOfPageBidMicros, metrics.highTopOfPageBidMicros].filter((bid) => bid !== undefined);
  const isRated = metrics.competition === undefined || /^(?:LOW|MEDIUM|HIGH)$/.test(metrics.competition);
  return {
    text,
    volume: metrics.avgMonthlySearches,
    competition: isRated ? metrics.competitionIndex : undefined,
    // Of the bids that reach the top of the page, the middle.
    cpc: inDollars && bids.length > 0 ? bids.reduce((sum, bid) => sum + bid, 0) / bids.length / 1e6 : undefined,
    trend: trendOf(monthsOf(metrics)),
  };
}

function monthsOf({ monthlySearchVolumes: volumes = [] }: z.infer<typeof metricsSchema>): number[] {
  return volumes
    .flatMap(({ year = 0, month = '', monthlySearches }) =>
      monthlySearches === undefined ? [] : { at: year * 12 + months.indexOf(month), monthlySearches },
    )
    .sort((one, other) => one.at - other.at)
    .map(({ monthlySearches }) => monthlySearches);
}
