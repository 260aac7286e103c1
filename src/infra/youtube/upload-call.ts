import type { Readable } from 'node:stream';
import { request } from 'undici';
import { Failure } from '../../contracts/failures.ts';
import type { AccessTokens } from '../google/access-tokens.ts';
import { failureOfAnswer } from '../vendors/answer-failure.ts';

export interface UploadCall {
  method: 'POST' | 'PUT';
  url: string | URL;
  headers: Record<string, string>;
  body?: string | Readable;
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
  if (typeof call.body === 'object') throw new BrokenOff('YouTube refused the access token');
  return askOnce(call, await tokens.get(call.signal));
}

async function askOnce(call: UploadCall, token: string): Promise<UploadAnswer> {
  try {
    const { statusCode, headers, body } = await request(call.url, {
      method: call.method,
      headers: { ...call.headers, authorization: `Bearer ${token}` },
      body: call.body,
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
  return failureOfAnswer(answer, { vendor: 'youtube', title: 'YouTube', secrets: [] });
}
