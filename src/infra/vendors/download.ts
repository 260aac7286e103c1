import { createWriteStream } from 'node:fs';
import { get as getHttp, type IncomingMessage } from 'node:http';
import { get as getHttps } from 'node:https';
import { isIP } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Failure, failureTypeOfStatus } from '../../contracts/failures.ts';
import { hostOf, isPrivateAddress, isPrivateHost, lookUpPublic } from './private-address.ts';

export interface DownloadOptions {
  /** As messages name where it comes from: `Pexels`. */
  title: string;
  /** The service that gave the addresses: only where it is itself on this machine or a local network may they be there. */
  baseUrl: string;
  /** For the whole of a file. */
  timeoutMs?: number;
  /** A file longer than this is not read on. */
  maxBytes: number;
}

/** Writes what is at an address to a file. */
export type Download = (url: string, path: string, signal: AbortSignal) => Promise<void>;

const twoMinutes = 120_000;
const mostRedirects = 3;
const redirects = new Set([301, 302, 303, 307, 308]);

/**
 * Fetches files from addresses that a service named in its answers: on other hosts, so without any key. Redirects are followed,
 * a few, never from https to http, and never into a local network: whoever wrote an address could otherwise have this
 * machine ask its neighbours.
 *
 * @throws Failure of the returned function: `ProviderUnavailable` where another try may do, `InvalidAnswer` for what is gone,
 * too long or at an address that is not asked; what the signal was aborted with
 */
export function createDownload({ title, baseUrl, timeoutMs = twoMinutes, maxBytes }: DownloadOptions): Download {
  async function open(url: URL, mayBeLocal: boolean, signal: AbortSignal): Promise<IncomingMessage> {
    const isHttp = url.protocol === 'http:';
    const allowed = url.protocol === 'https:' || (isHttp && mayBeLocal && baseUrl.startsWith('http:'));
    if (!allowed) throw refused(`${url.protocol}//${url.host}, which is not https`);
    const host = hostOf(url.hostname);
    if (!mayBeLocal && isIP(host) && isPrivateAddress(host)) throw refused(`${host}, which is no public address`);
    const headers = { accept: 'image/*, video/*', 'user-agent': 'faceless-pipeline' };
    return new Promise((resolve, reject) => {
      const lookup = mayBeLocal ? undefined : publicLookup;
      (isHttp ? getHttp : getHttps)(url, { headers, signal, lookup, agent: false }, resolve).once('error', reject);
    });
  }

  async function follow(from: string, signal: AbortSignal): Promise<IncomingMessage> {
    const mayBeLocal = await isPrivateHost(new URL(baseUrl).hostname).catch(() => false);
    let url = readUrl(from);
    for (let hop = 0; hop <= mostRedirects; hop += 1) {
      const response = await open(url, mayBeLocal, signal);
      const status = response.statusCode ?? 0;
      if (status === 200) return response;
      response.destroy();
      const { location } = response.headers;
      if (!redirects.has(status) || !location) {
        // A file that is refused is not ours to have: another key would not help.
        const type = failureTypeOfStatus(status) === 'ProviderUnavailable' || status === 429;
        throw new Failure(
          type ? 'ProviderUnavailable' : 'InvalidAnswer',
          `a file of ${title} is answered by ${status}`,
        );
      }
      const next = readUrl(location, url.href);
      if (url.protocol === 'https:' && next.protocol !== 'https:') throw refused('a redirect away from https');
      url = next;
    }
    throw refused(`more than ${mostRedirects} redirects`);
  }

  function readUrl(text: string, base?: string): URL {
    if (!URL.canParse(text, base)) throw refused('an address that is none');
    return new URL(text, base);
  }

  const refused = (what: string) =>
    new Failure('InvalidAnswer', `a file of ${title} is not fetched: it leads to ${what}`);

  /** Ends with a failure as soon as more comes than there should be. */
  async function* bounded(response: IncomingMessage): AsyncGenerator<Uint8Array> {
    const tooLong = new Failure('InvalidAnswer', `a file of ${title} has more than ${Math.round(maxBytes / 1e6)} MB`);
    if (Number(response.headers['content-length']) > maxBytes) throw tooLong;
    let length = 0;
    for await (const chunk of response as AsyncIterable<Uint8Array>) {
      length += chunk.length;
      if (length > maxBytes) throw tooLong;
      yield chunk;
    }
  }

  return async (url, path, signal) => {
    const late = AbortSignal.timeout(timeoutMs);
    const either = AbortSignal.any([signal, late]);
    try {
      const response = await follow(url, either);
      await pipeline(Readable.from(bounded(response)), createWriteStream(path), { signal: either });
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof Failure) throw error;
      if (late.aborted) {
        throw new Failure('ProviderUnavailable', `a file of ${title} did not come in ${timeoutMs / 1000} seconds`);
      }
      const { code = 'connection closed', syscall } = error as NodeJS.ErrnoException;
      // The disk's own errors are not the service's.
      if (syscall === 'write' || syscall === 'open' || code === 'ENOSPC') throw error;
      throw new Failure('ProviderUnavailable', `a file of ${title} could not be fetched, or broke off (${code})`);
    }
  };
}

const publicLookup = lookUpPublic(
  (hostname, address) => new Failure('InvalidAnswer', `${hostname} is at ${address}, which is no public address`),
);
