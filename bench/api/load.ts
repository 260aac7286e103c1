import autocannon, { type Options } from 'autocannon';

export interface Load {
  perSecond: number;
  /** Of the answers, in ms; whole ones. */
  p99: number;
}

/**
 * As many requests as the connections carry, one at a time each, for so many seconds.
 * @throws Error when one of them is not answered, or not with a 2xx
 */
export async function putLoad(options: Options & { url: string; duration: number }): Promise<Load> {
  const { requests, duration, latency, errors, non2xx } = await autocannon({ sampleInt: 20, ...options });
  if (errors > 0 || non2xx > 0 || requests.total === 0) {
    throw new Error(`${options.url}: ${requests.total} answers, of them ${non2xx} refusals, and ${errors} errors`);
  }
  return { perSecond: requests.total / duration, p99: latency.p99 };
}
