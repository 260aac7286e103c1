import { Failure } from '../../contracts/failures.ts';
import type { Caller } from '../../contracts/users.ts';
import type { Authenticator } from './authenticator.ts';

/** The owner of what is made on one's own machine, by the command line too. */
const localCaller: Caller = { owner: 'local', role: 'admin' };

/**
 * Whoever reaches this machine's own address is its one user. Pages of other sites are refused: they could reach it through
 * the browser, by its name (`Origin`) or by one of theirs that leads here (`Host`).
 */
export function createLocalAuthenticator(): Authenticator {
  return {
    identify: async ({ host, origin }) => {
      const foreign = [host ?? '', ...(origin === undefined ? [] : [origin.replace(/^https?:\/\//, '')])].find(
        (name) => !isLoopback(name),
      );
      if (foreign === undefined) return localCaller;
      throw new Failure('NotAuthenticated', `requests by way of ${JSON.stringify(foreign)} need an access token`);
    },
  };
}

/** `host` or `host:port` of this machine alone. */
export function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[::1\]|::1)(:\d+)?$/i.test(host);
}
