import { setTimeout as wait } from 'node:timers/promises';
import { Failure } from '../../contracts/failures.ts';
import type { AccessTokens } from '../google/access-tokens.ts';
import { AnsweredFailure } from '../vendors/answer-failure.ts';
import { beginUpload } from './begin-upload.ts';
import type { QuotaLedger } from './quota.ts';
import { askUpload, BrokenOff, type UploadAnswer, type UploadCall, uploadFailure } from './upload-call.ts';
import { ledgersOwn } from './with-quota.ts';

/** The bytes of a film, from any place on. */
export interface UploadSource {
  bytes: number;
  mediaType: string;
  /** @param end the first that is not read */
  open(from: number, end: number): AsyncGenerator<Uint8Array, void>;
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
  /**
   * Opens a session; nothing is there yet but its address. Takes an upload of the day's quota.
   * @param resource `snippet` and `status` of the video
   */
  begin(resource: object, source: UploadSource, signal: AbortSignal): Promise<string>;
  /** @throws SessionExpired */
  ask(session: string, source: Pick<UploadSource, 'bytes'>, signal: AbortSignal): Promise<UploadState>;
  /**
   * Sends what the vendor has not, and answers the video's id. A broken connection, a 5xx and a lower range than was sent go on
   * from the last confirmed byte, for as long as there is progress now and then.
   * @param from bytes it has; it is asked when that is not known
   * @throws SessionExpired, Failure `ProviderUnavailable` after eight tries in vain, and what the vendor's answer means
   */
  send(session: string, source: UploadSource, from: number | undefined, options: SendOptions): Promise<string>;
}

/** The session is gone: whether the film came whole has to be looked for among the channel's uploads. */
export class SessionExpired extends Error {}

interface ResumableUploadOptions {
  rootUrl: string;
  tokens: AccessTokens;
  quota: QuotaLedger;
  /** Of each request, a multiple of 256 KiB; left out, 8 MiB at first and more where the connection is fast. */
  chunkBytes?: number;
  /** Before the second try; doubled for each in vain. */
  pauseMs?: number;
}

const firstChunkBytes = 8 * 1024 * 1024;
/** So much can be on its way without having been confirmed. */
export const longestChunkBytes = 64 * 1024 * 1024;
// The wait between two chunks, in which nothing is sent, is then no more than some hundredths of it.
const chunkMs = 1000;
const mostInVain = 8;
const longestPauseMs = 30_000;

export function createResumableUpload({
  rootUrl,
  tokens,
  quota,
  chunkBytes,
  pauseMs = 500,
}: ResumableUploadOptions): ResumableUpload {
  async function put(call: UploadCall): Promise<UploadState> {
    const answer = await askUpload(call, tokens);
    try {
      return readState(answer);
    } catch (error) {
      throw await ledgersOwn(quota, 'uploads', error);
    }
  }

  async function ask(
    session: string,
    { bytes }: Pick<UploadSource, 'bytes'>,
    signal: AbortSignal,
  ): Promise<UploadState> {
    const headers = { 'content-range': `bytes */${bytes}`, 'content-length': '0' };
    return put({ url: session, headers, signal });
  }

  async function sendChunk(session: string, source: UploadSource, from: number, size: number, signal: AbortSignal) {
    const end = Math.min(source.bytes, from + size);
    const headers = {
      'content-length': String(end - from),
      'content-type': source.mediaType,
      'content-range': `bytes ${from}-${end - 1}/${source.bytes}`,
    };
    const body = source.open(from, end);
    try {
      return await put({ url: session, headers, body, signal });
    } finally {
      body.return().catch(() => undefined);
    }
  }

  return {
    begin: (resource, source, signal) => beginUpload({ rootUrl, tokens, quota }, resource, source, signal),

    ask,

    async send(session, source, from, { signal, onConfirmed }) {
      let confirmed = from ?? 0;
      let inVain = 0;
      let isKnown = from !== undefined;
      let size = chunkBytes ?? firstChunkBytes;
      let refused: AnsweredFailure | undefined;
      for (;;) {
        try {
          const began = performance.now();
          const state = isKnown
            ? await sendChunk(session, source, confirmed, size, signal)
            : await ask(session, source, signal);
          const isFast = isKnown && performance.now() - began < chunkMs;
          if (isFast && chunkBytes === undefined) size = Math.min(2 * size, longestChunkBytes);
          if ('videoId' in state) return state.videoId;
          if (refused && state.offset === confirmed) throw refused;
          refused = undefined;
          // One that takes less each time would go on for ever.
          if (state.offset > confirmed) inVain = 0;
          else if (isKnown) inVain += 1;
          confirmed = state.offset;
          isKnown = true;
          await onConfirmed(confirmed);
        } catch (error) {
          if (isKnown && isOutOfStep(error)) refused = error;
          else if (!mayGoOn(error)) throw error;
          inVain += 1;
          isKnown = false;
          size = chunkBytes ?? firstChunkBytes;
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

/** A range that does not fit what the vendor has: another worker, that was taken for dead, may have sent more. */
function isOutOfStep(error: unknown): error is AnsweredFailure {
  return error instanceof AnsweredFailure && [400, 409, 416].includes(error.status);
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
