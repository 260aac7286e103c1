import { forbid } from './google-error.ts';
import { etagOf } from './world.ts';

/** Exactly one of the parameters that say which things are meant. */
export function oneFilter(query: URLSearchParams, names: readonly string[]): void {
  const given = names.filter((name) => query.has(name));
  if (given.length === 0) {
    throw forbid(400, 'missingRequiredParameter', `No filter selected. Expected one of: ${names.join(', ')}`);
  }
  if (given.length > 1) throw forbid(400, 'incompatibleParameters', `Incompatible parameters: ${given.join(', ')}`);
}

/** The page the query asks for: five of them unless it says, at most `most`. */
export function pageOf<T>(all: readonly T[], query: URLSearchParams, most = 50) {
  const asked = Number(query.get('maxResults') ?? 5);
  if (!Number.isInteger(asked) || asked < 0 || asked > 50) {
    throw forbid(
      400,
      'invalidParameter',
      `Invalid value '${query.get('maxResults')}'. Values must be within the range: [0, 50]`,
    );
  }
  const size = Math.min(asked, most);
  const token = query.get('pageToken');
  const from = token === null ? 0 : offsetOf(token);
  if (from === undefined || from > all.length) throw forbid(400, 'invalidPageToken', 'The page token is not valid.');
  const items = all.slice(from, from + size);
  return {
    etag: etagOf(items),
    ...(from + size < all.length && size > 0 && { nextPageToken: tokenOf(from + size) }),
    ...(from > 0 && { prevPageToken: tokenOf(Math.max(0, from - size)) }),
    items,
    pageInfo: { totalResults: all.length, resultsPerPage: size },
  };
}

export const tokenOf = (offset: number): string => Buffer.from(`from:${offset}`).toString('base64url');

export function offsetOf(token: string): number | undefined {
  const [, offset] = /^from:(\d+)$/.exec(Buffer.from(token, 'base64url').toString()) ?? [];
  return offset === undefined ? undefined : Number(offset);
}
