import type { IncomingHttpHeaders } from 'node:http';
import { Failure, type FailureType, failureTypeOfStatus } from '../../contracts/failures.ts';
import { retryAfterOf } from './retry-after.ts';

export interface PutAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  /** Its beginning. */
  body: string;
  /** Whether it came after the last byte. */
  isWhole: boolean;
}

/** As messages and records show an address: query, user and password are what lets one in. */
export function shownAddress(url: URL): string {
  const { protocol, host, pathname } = url;
  return `${protocol}//${host}${pathname}`;
}

export function isKept({ status, isWhole }: PutAnswer): boolean {
  return isWhole && [200, 201, 204].includes(status);
}

/** What an answer to a PUT means where the file is not kept. */
export function failureOfPut(url: URL, { status, headers, body }: PutAnswer): Failure {
  // S3 and those that speak as it does; the rest of such an answer quotes what the address was signed with.
  const [, code] = /<Code>([A-Za-z]{1,60})<\/Code>/.exec(body) ?? [];
  const answers = `${shownAddress(url)} answers ${code === undefined ? status : `${status} ${code}`}`;
  const [type, advice] = meaningOf(status, url, headers.location);
  const given = new Headers({ 'retry-after': headers['retry-after'] ?? '' });
  return new Failure(type, `${answers}${advice}`, { retryAfterMs: retryAfterOf(given) });
}

function meaningOf(status: number, url: URL, location = ''): [FailureType, string] {
  if (status < 300) {
    return [200, 201, 204].includes(status)
      ? ['ProviderUnavailable', ' before the file was sent']
      : ['InvalidInput', ', which does not say that it keeps the file: give one that answers 200, 201 or 204'];
  }
  if (status < 400) {
    const to = URL.canParse(location, url.href) ? ` to ${shownAddress(new URL(location, url))}` : '';
    return ['InvalidInput', `, a redirect${to}, which is not followed: give the address where it ends`];
  }
  if (status === 401 || status === 403) {
    return ['BadCredentials', ': it may have expired, or not allow writing: give a new one'];
  }
  // WebDAV (RFC 4918, 9.7.1) says so of a folder that is not there: unlike elsewhere, another try does not help.
  if (status === 409) return ['InvalidInput', ': a folder of it may not be there'];
  const type = failureTypeOfStatus(status);
  return [type, type === 'InvalidInput' ? ': give an address that takes a PUT of such a file' : ''];
}
