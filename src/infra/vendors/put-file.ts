import { createReadStream } from 'node:fs';
import { type ClientRequest, type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { Failure } from '../../contracts/failures.ts';
import { hostOf, isPrivateAddress, lookUpPublic } from './private-address.ts';
import { failureOfPut, isKept, type PutAnswer, shownAddress } from './put-answer.ts';

export interface FileToPut {
  path: string;
  bytes: number;
  mediaType: string;
}

interface PutCall {
  signal: AbortSignal;
  /** So many bytes of the file are on their way. */
  onBytes(sent: number): void;
}

/** Puts files to addresses that a person gave. */
export interface FilePut {
  /**
   * One PUT with the whole file, streamed, with nothing but its length and media type: an address that is signed beforehand may
   * take no other header, such as a hash. Redirects are not followed.
   * @throws Failure: `ProviderUnavailable` where another try may do, `BadCredentials` where the address is refused,
   * `InvalidInput` for what a person has to correct; what the signal was aborted with
   */
  put(url: URL, file: FileToPut, call: PutCall): Promise<void>;
  /** What HEAD says is there; undefined where there is no answer. */
  look(url: URL, signal: AbortSignal): Promise<{ status: number; bytes?: number } | undefined>;
}

interface FilePutOptions {
  /** Whether addresses of this machine and of local networks may be asked. */
  mayBeLocal: boolean;
  /** How long nothing may move on the connection. */
  idleMs?: number;
}

const chunkBytes = 1 << 20;
const twoMinutes = 120_000;
const lookTimeoutMs = 10_000;
// As curl has it: so much is worth a question first, and one who has never heard of such a question is not waited for.
const askFirstBytes = 1 << 20;
const askFirstMs = 1000;
const longestAnswer = 16_384;

export function createFilePut({ mayBeLocal, idleMs = twoMinutes }: FilePutOptions): FilePut {
  function open(method: string, url: URL, headers: Record<string, string>, signal: AbortSignal): ClientRequest {
    const host = hostOf(url.hostname);
    if (!mayBeLocal && isIP(host) && isPrivateAddress(host)) throw refusePrivate(host, host);
    const lookup = mayBeLocal ? undefined : lookUpPublic(refusePrivate);
    const options = {
      method,
      headers: { ...headers, 'user-agent': 'faceless-pipeline' },
      signal,
      lookup,
      agent: false,
    };
    return (url.protocol === 'https:' ? requestHttps : requestHttp)(url, options);
  }

  async function send(url: URL, file: FileToPut, { signal, onBytes }: PutCall, asksFirst: boolean): Promise<PutAnswer> {
    const headers = { 'content-type': file.mediaType, 'content-length': String(file.bytes) };
    const request = open('PUT', url, asksFirst ? { ...headers, expect: '100-continue' } : headers, signal);
    request.setTimeout(idleMs, () => request.destroy(new Error(`nothing moved for ${idleMs / 1000} seconds`)));
    let sent = 0;
    let unread: Error | undefined;
    async function* counted(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
      for await (const chunk of chunks) {
        sent += chunk.length;
        onBytes(sent);
        yield chunk;
      }
    }
    try {
      const answered = answerOf(request);
      let isAnswered = false;
      request.once('response', () => {
        isAnswered = true;
      });
      if (asksFirst) {
        const asked = new Promise((resolve) => request.once('continue', resolve));
        request.flushHeaders();
        await Promise.race([asked, answered, wait(askFirstMs, undefined, { ref: false })]);
      }
      if (!isAnswered) {
        const body = createReadStream(file.path, { highWaterMark: chunkBytes });
        body.once('error', (error) => {
          if (!request.destroyed) unread = error;
        });
        // What goes wrong here ends the request too, and is thrown where its answer is waited for.
        pipeline(body, counted, request).catch(() => undefined);
      }
      const response = await answered;
      const body = await readShortly(response);
      return { status: response.statusCode ?? 0, headers: response.headers, body, isWhole: sent === file.bytes };
    } catch (error) {
      signal.throwIfAborted();
      throw unread ?? brokenOff(error, url);
    } finally {
      request.destroy();
    }
  }

  return {
    async put(url, file, call) {
      const asksFirst = file.bytes > askFirstBytes;
      const first = await send(url, file, call, asksFirst);
      // RFC 9110, 10.1.1: one that can't be asked first says so.
      const answer = asksFirst && first.status === 417 ? await send(url, file, call, false) : first;
      if (!isKept(answer)) throw failureOfPut(url, answer);
    },

    async look(url, signal) {
      let request: ClientRequest | undefined;
      try {
        request = open('HEAD', url, {}, AbortSignal.any([signal, AbortSignal.timeout(lookTimeoutMs)]));
        const answered = answerOf(request);
        request.end();
        const { statusCode: status = 0, headers } = await answered;
        const length = headers['content-length'];
        return { status, bytes: length === undefined ? undefined : Number(length) };
      } catch {
        signal.throwIfAborted();
        return undefined;
      } finally {
        request?.destroy();
      }
    },
  };
}

function answerOf(request: ClientRequest): Promise<IncomingMessage> {
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    request.once('response', resolve);
    // Stays: a connection may break after the answer, too.
    request.on('error', reject);
  });
  // It may fail before anybody waits for it.
  answered.catch(() => undefined);
  return answered;
}

/** The beginning of an answer, where an error's code would stand; what of it came where it broke off. */
async function readShortly(response: IncomingMessage): Promise<string> {
  let text = '';
  try {
    for await (const part of response as AsyncIterable<Buffer>) {
      text += part.toString('latin1');
      if (text.length > longestAnswer) break;
    }
  } catch {
    // The status has been said already.
  }
  return text;
}

function refusePrivate(host: string, address: string): Failure {
  const where = host === address ? address : `${host} (${address})`;
  return new Failure(
    'InvalidInput',
    `nothing is sent to ${where}, on this machine or in a local network: give a public address, ` +
      'or set FACELESS_PUBLISH_PRIVATE=on where the workers run',
  );
}

function brokenOff(error: unknown, url: URL): Failure {
  if (error instanceof Failure) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  const said = `could not be reached, or the connection broke off (${code ?? message})`;
  return new Failure('ProviderUnavailable', `${shownAddress(url)} ${said}`);
}
