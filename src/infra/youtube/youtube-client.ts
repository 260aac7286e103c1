import { z } from 'zod';
import type { AccessTokens } from '../google/access-tokens.ts';
import { createVendor } from '../vendors/vendor.ts';
import type { QuotaLedger } from './quota.ts';
import { withAccessToken } from './with-access-token.ts';
import { withQuota } from './with-quota.ts';
import { type YoutubeOperation, youtubeOperations } from './youtube-operations.ts';

export interface YoutubeClientOptions {
  rootUrl: string;
  tokens: AccessTokens;
  quota: QuotaLedger;
}

interface YoutubeRequest {
  query?: Readonly<Record<string, string>>;
  /** Sent as JSON, or as it is where it has a media type. */
  body?: unknown;
  mediaType?: string;
  signal: AbortSignal;
}

/** Calls of the Data API, each with its quota taken before and an access token: one try, every way to fail a `Failure`. */
export interface YoutubeClient {
  askJson<Schema extends z.ZodType>(
    operation: YoutubeOperation,
    request: YoutubeRequest,
    schema: Schema,
  ): Promise<z.output<Schema>>;
  /** A call whose answer says nothing. */
  tell(operation: YoutubeOperation, request: YoutubeRequest): Promise<void>;
  /** All pages of a list, until there are so many. A page costs what a call costs. */
  list<Item extends z.ZodType>(
    operation: YoutubeOperation,
    request: YoutubeRequest & { most?: number },
    item: Item,
  ): Promise<z.output<Item>[]>;
}

/** An answer of things in a row; the API leaves out a row that is empty. */
export const itemsOf = <Item extends z.ZodType>(item: Item) => z.object({ items: z.array(item).default([]) });

// The most the API gives at once.
const pageSize = 50;
// A list that never ends would use up the day's quota.
const mostPages = 100;
const timeoutMs = 60_000;
const maxBytes = 8_000_000;

export function createYoutubeClient({ rootUrl, tokens, quota }: YoutubeClientOptions): YoutubeClient {
  function call<Answer>(
    operation: YoutubeOperation,
    { query = {}, body, mediaType, signal }: YoutubeRequest,
    ask: (vendor: ReturnType<typeof createVendor>, request: Parameters<typeof vendor.askBytes>[0]) => Promise<Answer>,
  ): Promise<Answer> {
    const { units, method, path } = youtubeOperations[operation];
    const url = new URL(`${rootUrl}${path}?${new URLSearchParams(query)}`);
    return withAccessToken(tokens, signal, (token) => {
      const vendor = createVendor({ name: 'youtube', title: 'YouTube', secrets: [token], timeoutMs, maxBytes });
      const headers = { authorization: `Bearer ${token}`, ...(mediaType && { 'content-type': mediaType }) };
      return withQuota(quota, 'units', units, () => ask(vendor, { method, url, headers, body, signal }));
    });
  }

  const askJson: YoutubeClient['askJson'] = (operation, asked, schema) =>
    call(operation, asked, (vendor, request) => vendor.askJson(request, schema));

  return {
    askJson,

    tell: (operation, asked) =>
      call(operation, asked, async (vendor, request) => void (await vendor.askBytes(request))),

    async list(operation, { most = Number.POSITIVE_INFINITY, query, ...asked }, item) {
      const page = itemsOf(item).extend({ nextPageToken: z.string().optional() });
      const found: z.output<typeof item>[] = [];
      let pageToken: string | undefined;
      for (let pages = 0; pages < mostPages && found.length < most; pages += 1) {
        const maxResults = `${Math.min(pageSize, most)}`;
        const answer = await askJson(
          operation,
          { ...asked, query: { ...query, maxResults, ...(pageToken && { pageToken }) } },
          page,
        );
        found.push(...answer.items);
        pageToken = answer.nextPageToken;
        if (!pageToken) break;
      }
      return found.slice(0, most);
    },
  };
}
