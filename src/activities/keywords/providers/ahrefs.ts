import { z } from 'zod';
import { Failure } from '../../../contracts/failures.ts';
import type { SearchIntent } from '../../../contracts/keywords.ts';
import type { ProviderCall } from '../../../contracts/provider-call.ts';
import type { VendorConfig } from '../../../infra/config/vendors.ts';
import { createVendor } from '../../../infra/vendors/vendor.ts';
import { askOnce, oldest, payForRequest } from '../answers.ts';
import { figure } from '../figures.ts';
import { markets } from '../markets.ts';
import type { KeywordIdea, KeywordProvider } from './provider.ts';

const name = 'ahrefs';
const mostSeeds = 3;
// Rows are what Ahrefs counts: https://docs.ahrefs.com/docs/api/reference/limits-consumption
const mostRows = 60;

const answerSchema = z.object({
  keywords: z.array(
    z.object({
      keyword: z.string(),
      volume: figure(0),
      difficulty: figure(0, 100),
      /** US cents. */
      cpc: figure(0),
      intents: z.record(z.string(), z.boolean().nullish()).nullish(),
    }),
  ),
});

type Row = z.infer<typeof answerSchema>['keywords'][number];

/** Ahrefs Keywords Explorer: the topic's own figures, and terms that match it. Each request is paid for. */
export function createAhrefsKeywords({ key, baseUrl }: NonNullable<VendorConfig['ahrefs']>): KeywordProvider {
  const vendor = createVendor({ name, title: 'Ahrefs', secrets: [key], timeoutMs: 40_000 });

  async function ask(report: string, params: Record<string, string>, signal: AbortSignal): Promise<Row[]> {
    const url = `${baseUrl}/v3/keywords-explorer/${report}?${new URLSearchParams(params).toString()}`;
    const headers = { authorization: `Bearer ${key}`, accept: 'application/json' };
    const { keywords } = await vendor.askJson({ url, headers, signal }, answerSchema).catch((error: unknown) => {
      // It says so with the status of a key without the right.
      if (!(error instanceof Failure) || !/\bunits?\b.*\blimit|\blimit\b.*\bunits?\b/i.test(error.message)) throw error;
      throw new Failure('QuotaExceeded', error.message);
    });
    return keywords;
  }

  function explore(report: string, params: Record<string, string>, call: ProviderCall) {
    return askOnce(call, 'ahrefsReport', { report, params }, () =>
      payForRequest(call, { provider: name, model: 'keywords-explorer' }, () => ask(report, params, call.signal)),
    );
  }

  return {
    name,
    async findIdeas({ seeds, language }, call) {
      const params = {
        country: markets[language].country,
        keywords: seeds.slice(0, mostSeeds).join(','),
        select: 'keyword,volume,difficulty,cpc,intents',
        order_by: 'volume:desc',
      };
      const overview = await explore('overview', { ...params, limit: `${mostSeeds}` }, call);
      const matching = await explore(
        'matching-terms',
        { ...params, match_mode: 'terms', terms: 'all', limit: `${mostRows}` },
        call,
      );
      return {
        value: { ideas: [...overview.value, ...matching.value].map(ideaOf), fetchedAt: oldest([overview, matching]) },
        costUsd: overview.costUsd + matching.costUsd,
      };
    },
  };
}

function ideaOf({ keyword, volume, difficulty, cpc, intents }: Row): KeywordIdea {
  return {
    text: keyword,
    volume,
    difficulty,
    cpc: cpc === undefined ? undefined : cpc / 100,
    intent: intentOf(intents),
  };
}

// Of several the one nearest to a purchase, as the more particular.
const nearestFirst: readonly SearchIntent[] = ['transactional', 'commercial', 'navigational', 'informational'];

function intentOf(intents: Row['intents']): SearchIntent | undefined {
  return nearestFirst.find((intent) => intents?.[intent]);
}
