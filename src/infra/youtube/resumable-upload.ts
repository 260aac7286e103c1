import type { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { Failure } from '../../contracts/failures.ts';
import type { AccessTokens } from '../google/access-tokens.ts';
import { askUpload, BrokenOff, type UploadAnswer, uploadFailure } from './upload-call.ts';

/** The bytes of a film, from any place on. */
export interface UploadSource {
  bytes: number;
  mediaType: string;
  /** @param end the first that is not read */
  open(from: number, end: number): Readable;
}

/** How far an upload is: so many bytes are kept, or the video is there. */
export type UploadState = { offset: number } | { videoId: string };

export interface SendOptions {
  signal: AbortSignal;
  /** The vendor has confirmed so many bytes: what is written down so goes on from there after a crash. */
  onConfirmed(offset: number): void | Promise<void>;
}

/** YouTube's resumable upload, https://developers.google.com/youtube/v3/guides/using_resumable_upload_protocol. */
export interface ResumableUpload {
  /** Opens a session; nothing is there yet but its address. @param resource `snippet` and `status` of the video */
  begin(resource: object, source: UploadSource, signal: AbortSignal): Promise<string>;
  /** @throws SessionExpired */
  ask(session: string, source: UploadSource, signal: AbortSignal): Promise<UploadState>;
  /**
   * Sends what the vendor has not, and answers the video's id. A broken connection, a 5xx and a lower range than was sent go on
   * from the last confirmed byte, for as long as there is progress now and then.
   * @throws SessionExpired, Failure `ProviderUnavailable` after eight tries in vain, and what the vendor's answer means
   */
  send(session: string, source: UploadSource, from: number, options: SendOptions): Promise<string>;
}

/** The session is gone: whether the film came whole has to be looked for among the channel's uploads. */
export class SessionExpired extends Error {}

interface ResumableUploadOptions {
  rootUrl: string;
  tokens: AccessTokens;
  /** A multiple of 256 KiB. */
  chunkBytes?: number;
  /** Before the second try; doubled for each in vain. */
  pauseMs?: number;
}

const eightMiB = 8 * 1024 * 1024;
const mostInVain = 8;
const longestPauseMs = 30_000;

export function createResumableUpload({
  rootUrl,
  tokens,
  chunkBytes = eightMiB,
  pauseMs = 500,
}: ResumableUploadOptions): ResumableUpload {
  async function ask(session: string, { bytes }: UploadSource, signal: AbortSignal): Promise<UploadState> {
    const headers = { 'content-range': `bytes */${bytes}`, 'content-length': '0' };
    return readState(await askUpload({ method: 'PUT', url: session, headers, signal }, tokens));
  }

  async function sendChunk(session: string, source: UploadSource, from: number, signal: AbortSignal) {
    const end = Math.min(source.bytes, from + chunkBytes);
    const headers = {
      'content-length': String(end - from),
      'content-type': source.mediaType,
      'content-range': `bytes ${from}-${end - 1}/${source.bytes}`,
    };
    const body = source.open(from, end);
    try {
      return readState(await askUpload({ method: 'PUT', url: session, headers, body, signal }, tokens));
    } finally {
      body.destroy();
    }
  }

  return {
    async begin(resource, { bytes, mediaType }, signal) {
      const url = new URL(
        `${rootUrl}/upload/youtube/v3/videos?uploadType=resumable&part=${Object.keys(resource).join(',')}`,
      );
      const headers = {
        'content-type': 'application/json; charset=UTF-8',
        'x-upload-content-length': String(bytes),
        'x-upload-content-type': mediaType,
      };
      const answer = await askUpload({ method: 'POST', url, headers, body: JSON.stringify(resource), signal }, tokens);
      if (answer.status !== 200) throw uploadFailure(answer);
      return checkSession(answer.headers.get('location'), rootUrl);
    },

    ask,

    async send(session, source, from, { signal, onConfirmed }) {
      let confirmed = from;
      let inVain = 0;
      let isKnown = true;
      for (;;) {
        try {
          const state = isKnown
            ? await sendChunk(session, source, confirmed, signal)
            : await ask(session, source, signal);
          if ('videoId' in state) return state.videoId;
          // One that takes less each time would go on for ever.
          if (state.offset > confirmed) inVain = 0;
          else if (isKnown) inVain += 1;
          confirmed = state.offset;
          isKnown = true;
          await onConfirmed(confirmed);
        } catch (error) {
          if (!mayGoOn(error)) throw error;
          inVain += 1;
          isKnown = false;
          if (inVain >= mostInVain) {
            const said = error instanceof Error ? error.message : String(error);
            throw new Failure('ProviderUnavailable', `${said}; ${mostInVain} tries in vain at byte ${confirmed}`);
          }
          const pause = error instanceof Failure ? error.retryAfterMs : undefined;
          await wait(pause ?? Math.min(longestPauseMs, pauseMs * 2 ** (inVain - 1)), undefined, { signal });
        }
      }
    },
  };
}

function mayGoOn(error: unknown): boolean {
  if (error instanceof BrokenOff) return true;
  return error instanceof Failure && ['ProviderUnavailable', 'RateLimited'].includes(error.type);
}

function readState(answer: UploadAnswer): UploadState {
  const { status, headers, body } = answer;
  if (status === 308) {
    const range = headers.get('range');
    if (range === null) return { offset: 0 };
    const [, last] = /^bytes=0-(\d+)$/.exec(range) ?? [];
    if (last === undefined) throw new Failure('InvalidAnswer', `YouTube tells a range that can't be read: ${range}`);
    return { offset: Number(last) + 1 };
  }
  if (status === 200 || status === 201) return { videoId: readVideoId(body) };
  if (status === 404 || status === 410) throw new SessionExpired('the upload session is unknown or expired');
  throw uploadFailure(answer);
}

function readVideoId(body: string): string {
  try {
    const { id } = JSON.parse(body) as { id?: unknown };
    if (typeof id === 'string' && id !== '') return id;
  } catch {
    // Said below.
  }
  throw new Failure('ProviderUnavailable', 'YouTube took the film, and its answer can’t be read');
}

/** The token goes with every request to it. */
function checkSession(location: string | null, rootUrl: string): string {
  const url = location !== null && URL.canParse(location, rootUrl) ? new URL(location, rootUrl) : undefined;
  const isOurs =
    url?.origin === new URL(rootUrl).origin || /^https:\/\/([\w-]+\.)*googleapis\.com$/.test(url?.origin ?? '');
  if (url && isOurs) return url.href;
  throw new Failure('InvalidAnswer', 'YouTube opened an upload session at no address of its own');
}
