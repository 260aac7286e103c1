import type { z } from 'zod';
import { Failure } from '../../contracts/failures.ts';
import type { AccessTokens } from '../google/access-tokens.ts';
import { AnsweredFailure } from '../vendors/answer-failure.ts';
import { createVendor, type Vendor } from '../vendors/vendor.ts';
import { startsAnew } from './quota.ts';
import { withAccessToken } from './with-access-token.ts';

export interface FiguresClientOptions {
  rootUrl: string;
  tokens: AccessTokens;
  now?: () => number;
}

interface FiguresRequest {
  method?: 'GET' | 'POST';
  /** Of an address below the root: `/v1/jobs`. */
  path: string;
  query?: Readonly<Record<string, string>>;
  body?: unknown;
  signal: AbortSignal;
}

/**
 * Calls of the APIs that tell how videos do: one try, every way to fail a `Failure`. Their quotas are not the Data API’s,
 * and far from what is asked here: nothing is taken from the ledger.
 */
export interface FiguresClient {
  askJson<Schema extends z.ZodType>(request: FiguresRequest, schema: Schema): Promise<z.output<Schema>>;
  /** A file at an address that the service named. It is asked for with our token, so only on the service’s own host. */
  download(url: string, signal: AbortSignal): Promise<string>;
}

const timeoutMs = 60_000;
// A report has a line a video and day: those of a hundred thousand videos.
const maxBytes = 32_000_000;

/** @param title as messages name it */
export function createFiguresClient(title: string, options: FiguresClientOptions): FiguresClient {
  const { rootUrl, tokens, now = Date.now } = options;

  async function call<Answer>(
    signal: AbortSignal,
    ask: (vendor: Vendor, headers: Record<string, string>) => Promise<Answer>,
  ): Promise<Answer> {
    try {
      return await withAccessToken(tokens, signal, (token) => {
        const vendor = createVendor({ name: 'youtube', title, secrets: [token], timeoutMs, maxBytes });
        return ask(vendor, { authorization: `Bearer ${token}` });
      });
    } catch (error) {
      throw error instanceof AnsweredFailure ? explained(error, now()) : error;
    }
  }

  return {
    askJson({ method, path, query, body, signal }, schema) {
      const url = `${rootUrl}${path}${query ? `?${new URLSearchParams(query)}` : ''}`;
      return call(signal, (vendor, headers) => vendor.askJson({ method, url, headers, body, signal }, schema));
    },

    async download(url, signal) {
      const isOurs = URL.canParse(url) && new URL(url).origin === new URL(rootUrl).origin;
      if (!isOurs) {
        const where = URL.canParse(url) ? new URL(url).origin : 'no address';
        throw new Failure('InvalidAnswer', `${title} names a report at ${where}, where our access token does not go`);
      }
      const { bytes } = await call(signal, (vendor, headers) => vendor.askBytes({ url, headers, signal }));
      return bytes.toString('utf8');
    },
  };
}

const ofScope = /insufficientPermissions|SCOPE_INSUFFICIENT|insufficient authentication scopes/;

function explained(failure: AnsweredFailure, now: number): Failure {
  const { type, status, message } = failure;
  if (status === 403 && ofScope.test(message)) {
    const command = 'sign in again with `./faceless youtube login`, and allow it all that is asked for';
    return new Failure('SignInNeeded', `the sign-in does not allow to read YouTube’s figures: ${command}`);
  }
  if (type === 'QuotaExceeded') return startsAnew(message, now);
  // Reports and jobs are removed after a time: what was listed a moment ago may be gone.
  if (status === 404) return new Failure('ProviderUnavailable', `${message}; another try asks for what there is now`);
  return failure;
}
