import type { Readable } from 'node:stream';
import { request } from 'undici';
import { Failure } from '../../contracts/failures.ts';
import type { AccessTokens } from '../google/access-tokens.ts';
import { failureOfAnswer } from '../vendors/answer-failure.ts';
import { withCommand } from './with-access-token.ts';

export interface UploadCall {
  url: string;
  headers: Record<string, string>;
  /** Left out, the vendor is asked how far the upload is. */
  body?: AsyncGenerator<Uint8Array, void>;
  signal: AbortSignal;
}

export interface UploadAnswer {
  status: number;
  headers: Headers;
  body: string;
}

/** The connection broke, or nothing came back: what the vendor made of the call has to be asked. */
export class BrokenOff extends Error {}

// An answer is a video's description at most.
const longestAnswer = 1_000_000;
// Time for the vendor to take a chunk that it has whole.
const headersTimeout = 120_000;
const bodyTimeout = 30_000;

/**
 * One request of an upload, streamed, with an access token; a token that is refused before its time is renewed once, where
 * nothing of a body was sent yet.
 * @throws BrokenOff when the connection breaks; what the signal was aborted with
 */
export async function askUpload(call: UploadCall, tokens: AccessTokens): Promise<UploadAnswer> {
  const answer = await askOnce(call, await tokens.get(call.signal));
  if (answer.status !== 401) return answer;
  tokens.forget();
  // Of a body that was read nothing is left to send again.
  if (call.body) throw new BrokenOff('YouTube refused the access token');
  return askOnce(call, await tokens.get(call.signal));
}

async function askOnce(call: UploadCall, token: string): Promise<UploadAnswer> {
  try {
    const { statusCode, headers, body } = await request(call.url, {
      method: 'PUT',
      headers: { ...call.headers, authorization: `Bearer ${token}` },
      // It takes whatever can be iterated; its types say less.
      body: call.body as unknown as Readable | undefined,
      signal: call.signal,
      headersTimeout,
      bodyTimeout,
    });
    let text = '';
    for await (const part of body) {
      text += String(part);
      if (text.length > longestAnswer) throw new Failure('InvalidAnswer', 'the answer of YouTube is longer than 1 MB');
    }
    const given = Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)] as [string, string]],
    );
    return { status: statusCode, headers: new Headers(given), body: text };
  } catch (error) {
    call.signal.throwIfAborted();
    if (error instanceof Failure) throw error;
    const { code = 'connection closed' } = error as { code?: string };
    throw new BrokenOff(`the connection to YouTube broke off (${code})`);
  }
}

/** What an answer that is no success means. */
export function uploadFailure(answer: UploadAnswer): Failure {
  return withCommand(failureOfAnswer(answer, { vendor: 'youtube', title: 'YouTube', secrets: [] }));
}
