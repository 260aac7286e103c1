import { Failure } from '../../contracts/failures.ts';
import { failureOfAnswer } from '../vendors/answer-failure.ts';
import { createVendor } from '../vendors/vendor.ts';
import { withAccessToken } from './with-access-token.ts';
import { withQuota } from './with-quota.ts';
import type { YoutubeClientOptions } from './youtube-client.ts';

// The vendor has nothing to do but to write it down.
const timeoutMs = 60_000;
const maxBytes = 1_000_000;

/**
 * Opens a session for a film's bytes, of which there are none yet: one upload of the day's quota.
 * @param resource `snippet` and `status` of the video
 * @returns its address
 */
export async function beginUpload(
  { rootUrl, tokens, quota }: YoutubeClientOptions,
  resource: object,
  { bytes, mediaType }: { bytes: number; mediaType: string },
  signal: AbortSignal,
): Promise<string> {
  const part = Object.keys(resource).join(',');
  const url = `${rootUrl}/upload/youtube/v3/videos?uploadType=resumable&part=${part}`;
  const body = JSON.stringify(resource);
  const location = await withAccessToken(tokens, signal, (token) => {
    const about = { title: 'YouTube', secrets: [token] };
    const vendor = createVendor({ name: 'youtube', ...about, timeoutMs, maxBytes });
    const headers = {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json; charset=UTF-8',
      'x-upload-content-length': String(bytes),
      'x-upload-content-type': mediaType,
    };
    return withQuota(quota, 'uploads', 1, async () => {
      const answer = await vendor.fetch(url, { method: 'POST', headers, body, signal });
      if (answer.ok) return answer.headers.get('location');
      const { status } = answer;
      const refused = { status, headers: answer.headers, body: await answer.text() };
      throw failureOfAnswer(refused, { vendor: 'youtube', ...about });
    });
  });
  return checkSession(location, rootUrl);
}

/** The token goes with every request to it. */
function checkSession(location: string | null, rootUrl: string): string {
  const url = location !== null && URL.canParse(location, rootUrl) ? new URL(location, rootUrl) : undefined;
  const isOurs =
    url?.origin === new URL(rootUrl).origin || /^https:\/\/([\w-]+\.)*googleapis\.com$/.test(url?.origin ?? '');
  if (url && isOurs) return url.href;
  throw new Failure('InvalidAnswer', 'YouTube opened an upload session at no address of its own');
}
