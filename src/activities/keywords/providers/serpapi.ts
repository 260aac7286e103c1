import { z } from 'zod';
import { Failure } from '../../../contracts/failures.ts';
import type { ProviderCall } from '../../../contracts/provider-call.ts';
import type { VendorConfig } from '../../../infra/config/vendors.ts';
import { hide } from '../../../infra/vendors/answer-failure.ts';
import { createVendor } from '../../../infra/vendors/vendor.ts';
import { askOnce, oldest, payForRequest } from '../answers.ts';
import { trendOf } from '../figures.ts';
import { foldTerm } from '../fold-term.ts';
import { markets } from '../markets.ts';
import type { KeywordIdea, KeywordProvider } from './provider.ts';

const name = 'serpapi';
// Google Trends compares at most five.
const mostTrends = 5;

const common = {
  search_metadata: z.object({ status: z.string() }).optional(),
  /** Set when there is nothing to be found, too. */
  error: z.string().optional(),
};
const autocompleteSchema = z.object({
  ...common,
  suggestions: z.array(z.object({ value: z.string() })).default([]),
});
const googleSchema = z.object({
  ...common,
  related_questions: z.array(z.object({ question: z.string().optional() })).default([]),
  related_searches: z.array(z.object({ query: z.string().optional() })).default([]),
});
const trendsSchema = z.object({
  ...common,
  interest_over_time: z
    .object({
      timeline_data: z.array(
        z.object({
          partial_data: z.boolean().optional(),
          values: z.array(z.object({ query: z.string(), extracted_value: z.number() })),
        }),
      ),
    })
    .optional(),
});

type Trends = z.infer<typeof trendsSchema>;

/** SerpAPI: what Google completes, relates and is asked, and the trend of the leading terms. Each search is paid for. */
export function createSerpapiKeywords({ key, baseUrl }: NonNullable<VendorConfig['serpapi']>): KeywordProvider {
  const vendor = createVendor({ name, title: 'SerpAPI', secrets: [key], timeoutMs: 30_000 });

  async function ask<Schema extends z.ZodType<{ search_metadata?: { status: string }; error?: string }>>(
    params: Record<string, string>,
    schema: Schema,
    signal: AbortSignal,
  ): Promise<z.output<Schema>> {
    const url = `${baseUrl}/search?${new URLSearchParams({ ...params, api_key: key }).toString()}`;
    const answer = await vendor.askJson({ url, signal }, schema).catch((error: unknown) => {
      // It says so with the status of a limit, which passes by itself.
      if (!(error instanceof Failure) || !/run out of searches/i.test(error.message)) throw error;
      throw new Failure('QuotaExceeded', error.message);
    });
    // A search that failed on their side is answered with success, and not counted.
    if (answer.search_metadata?.status !== 'Error') return answer;
    throw new Failure(
      'ProviderUnavailable',
      `SerpAPI could not search: ${hide(answer.error ?? '', [key]).slice(0, 200)}`,
    );
  }

  function search<Schema extends Parameters<typeof ask>[1]>(
    params: Record<string, string>,
    schema: Schema,
    call: ProviderCall,
  ) {
    return askOnce(call, 'serpapiSearch', params, () =>
      payForRequest(call, { provider: name, model: 'search' }, () => ask(params, schema, call.signal)),
    );
  }

  return {
    name,
    async findIdeas({ seeds, language }, call) {
      const { country, hl } = markets[language];
      const where = { q: seeds[0] ?? '', gl: country, hl };
      // One after the other: when one fails, those behind it are not paid for in vain.
      const completed = await search({ engine: 'google_autocomplete', ...where }, autocompleteSchema, call);
      const googled = await search({ engine: 'google', ...where }, googleSchema, call);
      const terms = [
        ...completed.value.suggestions.map(({ value }) => value),
        ...googled.value.related_searches.flatMap(({ query }) => query ?? []),
      ];
      const leading = [...new Set([...seeds.slice(0, 1), ...terms].map((term) => comparable(foldTerm(term, language))))]
        .filter(Boolean)
        .slice(0, mostTrends);
      const compared = await search(
        {
          engine: 'google_trends',
          q: leading.join(',') || where.q,
          data_type: 'TIMESERIES',
          date: 'today 12-m',
          geo: country.toUpperCase(),
          hl,
        },
        trendsSchema,
        call,
      );
      const answers = [completed, googled, compared];
      return {
        value: {
          ideas: ideasOf(terms, trendsIn(compared.value), language),
          questions: googled.value.related_questions.flatMap(({ question }) => question ?? []),
          fetchedAt: oldest(answers),
        },
        costUsd: answers.reduce((sum, { costUsd }) => sum + costUsd, 0),
      };
    },
  };
}

/** A comma parts the terms that are compared. */
function comparable(term: string): string {
  return term.replaceAll(',', '');
}

function trendsIn({ interest_over_time: interest }: Trends): Map<string, number | undefined> {
  const series = new Map<string, number[]>();
  for (const { partial_data: isPartial, values } of interest?.timeline_data ?? []) {
    if (isPartial) continue;
    for (const { query, extracted_value: value } of values) series.set(query, [...(series.get(query) ?? []), value]);
  }
  return new Map([...series].map(([query, values]) => [query, trendOf(values)]));
}

/** The terms in their order; those only compared are named by nobody else, and come last when something is known of them. */
function ideasOf(
  terms: readonly string[],
  trends: ReadonlyMap<string, number | undefined>,
  language: Parameters<typeof foldTerm>[1],
): KeywordIdea[] {
  const named = terms.map((text): KeywordIdea => ({ text, trend: trends.get(comparable(foldTerm(text, language))) }));
  const known = new Set(named.map(({ text }) => comparable(foldTerm(text, language))));
  const compared = [...trends].flatMap(([text, trend]) =>
    trend === undefined || known.has(text) ? [] : { text, trend },
  );
  return [...named, ...compared];
}
