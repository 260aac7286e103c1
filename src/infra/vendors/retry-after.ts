// A service that asks for more than this is as good as away: a person sees the step blocked instead.
const longestMs = 3_600_000;

/** Milliseconds to wait as `retry-after-ms` or `retry-after` (seconds, or a date) say; undefined when neither can be read. */
export function retryAfterOf(headers: Headers, now = Date.now()): number | undefined {
  const milliseconds = readNumber(headers.get('retry-after-ms'));
  const after = headers.get('retry-after');
  const seconds = readNumber(after);
  const date = after && /[a-z]/i.test(after) ? Date.parse(after) - now : undefined;
  return bounded(milliseconds ?? (seconds === undefined ? date : seconds * 1000));
}

/** The same as Google writes it into the details of an error: `google.rpc.RetryInfo`, whose `retryDelay` is `13s` or `0.5s`. */
export function retryDelayOf(details: readonly Record<string, unknown>[]): number | undefined {
  const info = details.find(({ '@type': type }) => typeof type === 'string' && type.endsWith('google.rpc.RetryInfo'));
  const delay = info?.retryDelay;
  const seconds = typeof delay === 'string' && delay.endsWith('s') ? readNumber(delay.slice(0, -1)) : undefined;
  return bounded(seconds === undefined ? undefined : seconds * 1000);
}

function bounded(wait: number | undefined): number | undefined {
  if (wait === undefined || Number.isNaN(wait)) return undefined;
  return Math.min(longestMs, Math.max(0, Math.round(wait)));
}

function readNumber(text: string | null): number | undefined {
  return text !== null && /^\s*\d+(\.\d+)?\s*$/.test(text) ? Number(text) : undefined;
}
