import type { Logger } from '../logging/logger.ts';
import type { Cache } from './cache.ts';
import { createMemoryCache } from './memory-cache.ts';

/**
 * The Redis server of `url`, else one in memory. A server that is away does not keep anything from starting.
 * @throws Failure `InvalidInput` when the URL can't be read
 */
export async function openCache({ url, logger }: { url?: string; logger: Logger }): Promise<Cache> {
  if (!url) return createMemoryCache();
  // The driver takes a while to load.
  const { createRedisCache } = await import('./redis-cache.ts');
  return createRedisCache({ url, logger: logger.child({ component: 'cache' }) });
}
