import { isIP } from 'node:net';
import { Failure } from '../contracts/failures.ts';

const named = ['loopback', 'linklocal', 'uniquelocal'];

/**
 * Whose `X-Forwarded-*` are believed, as Fastify wants it: nobody's when none is named.
 * @throws Failure `InvalidInput` naming what is no address and no network
 */
export function trustedProxiesOf(proxies: readonly string[] = []): string[] | false {
  const wrong = proxies.find((proxy) => !named.includes(proxy) && !isNetwork(proxy));
  if (wrong !== undefined) {
    throw new Failure(
      'InvalidInput',
      `FACELESS_TRUSTED_PROXIES has ${JSON.stringify(wrong)}: give addresses and networks such as 10.1.2.3, 10.0.0.0/8 or loopback`,
    );
  }
  return proxies.length > 0 ? [...proxies] : false;
}

/** An address, or the first of a network with the length of its prefix. */
function isNetwork(text: string): boolean {
  const [address = '', prefix, ...rest] = text.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (family === 4 ? 32 : 128));
}
