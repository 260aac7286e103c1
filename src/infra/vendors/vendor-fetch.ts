import { Failure } from '../../contracts/failures.ts';

export interface VendorFetchOptions {
  /** As messages name it: `OpenAI`. */
  title: string;
  /** For the whole of an answer; a model that thinks may take minutes. */
  timeoutMs?: number;
  /** An answer longer than this is not read on. */
  maxBytes?: number;
}

/** Set in a failure's details when nobody knows what the service made of the call. */
export const unanswered = 'unanswered';

const twoMinutes = 120_000;
// A minute of speech in base64 is about 1.3 MB, a picture 4 MB: nothing wanted comes near this.
const defaultMaxBytes = 32_000_000;

/**
 * `fetch` for outside services, for their own clients too: one try, no redirect followed (the key would go with it), an answer
 * bounded in time and size and read whole.
 * @throws Failure `ProviderUnavailable` when it can't be reached, breaks off or takes too long, `InvalidAnswer` for a redirect
 * or an answer too long; what the caller's signal was aborted with
 */
export function createVendorFetch(options: VendorFetchOptions): typeof fetch {
  const { title, timeoutMs = twoMinutes, maxBytes = defaultMaxBytes } = options;

  return async (input, init = {}) => {
    const late = AbortSignal.timeout(timeoutMs);
    const signal = init.signal ? AbortSignal.any([init.signal, late]) : late;
    try {
      const response = await fetch(input, { ...init, redirect: 'manual', signal });
      const { status, statusText, headers } = response;
      if (status >= 300 && status < 400) {
        await response.body?.cancel();
        throw new Failure('InvalidAnswer', `${title} answers with a redirect (${status}), which is not followed`);
      }
      const bytes = await readBounded(response, maxBytes, title);
      return new Response(bytes.length > 0 ? bytes : null, { status, statusText, headers });
    } catch (error) {
      if (error instanceof Failure) throw error;
      init.signal?.throwIfAborted();
      if (late.aborted) {
        throw new Failure('ProviderUnavailable', `${title} did not answer in ${timeoutMs / 1000} seconds`, open);
      }
      // Without the cause: its text may hold the address, and some vendors want their key in it.
      const code = codeOf(error);
      const details = notSent.includes(code) ? undefined : open;
      throw new Failure('ProviderUnavailable', `${title} could not be reached, or broke off (${code})`, details);
    }
  };
}

const open = { details: { [unanswered]: true } };

// No connection came about.
const notSent = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'];

async function readBounded({ body }: Response, maxBytes: number, title: string): Promise<Buffer<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    length += chunk.length;
    // Leaving the loop cancels the rest.
    if (length > maxBytes) {
      throw new Failure('InvalidAnswer', `the answer of ${title} is longer than ${Math.round(maxBytes / 1e6)} MB`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function codeOf(error: unknown): string {
  const { cause } = error as { cause?: { code?: unknown } };
  return typeof cause?.code === 'string' ? cause.code : 'connection closed';
}
