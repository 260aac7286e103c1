import type { z } from 'zod';
import { Failure } from '../../contracts/failures.ts';
import { failureOfAnswer, hide } from './answer-failure.ts';
import { createVendorFetch, type VendorFetchOptions } from './vendor-fetch.ts';

export interface VendorOptions extends VendorFetchOptions {
  /** As `vendorCodes` of `contracts/failures.ts` names it. */
  name: string;
  /** Keys and tokens: no message shows them. */
  secrets: readonly string[];
  /** The variable that names the model it is asked for. */
  modelVariable?: string;
}

export interface VendorRequest {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  url: string | URL;
  headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; text and bytes as they are. */
  body?: unknown;
  signal: AbortSignal;
}

/** An outside service over HTTP: one try, and every way it can go wrong as a `Failure` without a secret in it. */
export interface Vendor {
  readonly name: string;
  readonly title: string;
  /** For the vendor's own client. */
  readonly fetch: typeof fetch;
  /** @throws Failure `InvalidAnswer` when it is no JSON, or not of that shape */
  askJson<Schema extends z.ZodType>(request: VendorRequest, schema: Schema): Promise<z.output<Schema>>;
  askBytes(request: VendorRequest): Promise<{ bytes: Buffer; mediaType: string }>;
  /** What a vendor's own client threw. The caller's abort stays as it is. */
  failureOf(error: unknown, signal: AbortSignal): unknown;
}

export function createVendor(options: VendorOptions): Vendor {
  const { name, title, secrets, modelVariable } = options;
  const vendorFetch = createVendorFetch(options);
  const about = { vendor: name, title, secrets, modelVariable };

  async function ask({ method = 'GET', url, headers = {}, body, signal }: VendorRequest): Promise<Response> {
    const isReady = typeof body === 'string' || body instanceof Uint8Array;
    const response = await vendorFetch(url, {
      method,
      signal,
      headers: { ...(body !== undefined && !isReady && { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { body: isReady ? body : JSON.stringify(body) }),
    });
    if (response.ok) return response;
    throw failureOfAnswer({ status: response.status, headers: response.headers, body: await response.text() }, about);
  }

  return {
    name,
    title,
    fetch: vendorFetch,

    async askJson(request, schema) {
      const text = await (await ask(request)).text();
      let json: unknown;
      try {
        json = JSON.parse(text);
      } catch {
        throw new Failure('InvalidAnswer', `the answer of ${title} is no JSON: ${hide(text.slice(0, 80), secrets)}`);
      }
      const parsed = schema.safeParse(json);
      if (parsed.success) return parsed.data;
      const [issue] = parsed.error.issues;
      const place = issue?.path.join('.') ?? '';
      throw new Failure(
        'InvalidAnswer',
        `the answer of ${title} is not as expected; ${place}: ${issue?.message ?? ''}`,
      );
    },

    async askBytes(request) {
      const response = await ask(request);
      const mediaType = response.headers.get('content-type')?.split(';')[0]?.trim() ?? 'application/octet-stream';
      return { bytes: Buffer.from(await response.arrayBuffer()), mediaType };
    },

    failureOf(error, signal) {
      if (signal.aborted) return signal.reason;
      const failure = within(error, (each) => each instanceof Failure);
      if (failure) return failure;
      const answered = within(error, isAnswer);
      if (answered) {
        const { statusCode, status, responseHeaders, headers, responseBody } = answered;
        const body = responseBody ?? JSON.stringify({ error: answered.error });
        const given = new Headers(responseHeaders ?? headers);
        return failureOfAnswer({ status: statusCode ?? status ?? 0, headers: given, body }, about);
      }
      const message = error instanceof Error ? error.message : String(error);
      return new Failure(
        'InvalidAnswer',
        hide(`the answer of ${title} could not be used: ${message}`.slice(0, 300), secrets),
      );
    },
  };
}

/** An error of the vendors' clients that holds an answer: the AI SDK's form, and OpenAI's own. */
interface Answered {
  statusCode?: number;
  status?: number;
  responseHeaders?: Record<string, string>;
  headers?: Headers;
  responseBody?: string;
  error?: unknown;
}

function isAnswer(error: unknown): error is Answered {
  const { statusCode, status } = (error ?? {}) as Answered;
  // A success that could not be read is no answer to look a code up in.
  return [statusCode, status].some((code) => typeof code === 'number' && code >= 400);
}

/** The error, or the nearest of its causes, for which it holds. */
function within<Found>(error: unknown, holds: (each: unknown) => each is Found): Found | undefined;
function within(error: unknown, holds: (each: unknown) => boolean): Failure | undefined;
function within(error: unknown, holds: (each: unknown) => boolean): unknown {
  for (let each = error, depth = 0; each && depth < 8; each = (each as Error).cause, depth += 1) {
    if (holds(each)) return each;
  }
  return undefined;
}
