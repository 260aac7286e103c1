import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { Failure } from '../../../contracts/failures.ts';
import type { ReportedWord } from '../../../engines/voice/reconcile-words.ts';
import type { Vendor } from '../../../infra/vendors/vendor.ts';

interface SocketRequest {
  vendor: Pick<Vendor, 'title' | 'failureOf'>;
  /** `ws` or `wss`. */
  url: string;
  key: string;
  ssml: string;
  signal: AbortSignal;
}

const ticksPerSecond = 10_000_000;
const longestMs = 120_000;
// Five and a half minutes of 48 kHz.
const mostBytes = 32_000_000;

const metadataSchema = z.object({
  Metadata: z.array(
    z.object({
      Type: z.string(),
      Data: z.object({
        Offset: z.number().optional(),
        Duration: z.number().optional(),
        text: z.object({ Text: z.string() }).optional(),
      }),
    }),
  ),
});

/**
 * One turn of Azure's speech over its websocket, by the messages of its SDK: `speech.config`, `synthesis.context` and `ssml`
 * go out; `turn.start`, `audio.metadata`, `audio` and `turn.end` come in. The SDK itself writes the key into the address,
 * follows redirects with it, tries a refusal (403) twice, tells nothing of `Retry-After`, and waits for ever where a message
 * is broken.
 *
 * @returns raw sound, 16 bits, mono, 48 kHz, and its words
 * @throws Failure as calls over HTTP do; what the signal was aborted with
 */
export function speakOverSocket(request: SocketRequest): Promise<{ bytes: Buffer; boundaries: ReportedWord[] }> {
  const { vendor, url, key, ssml, signal } = request;
  const { title } = vendor;
  signal.throwIfAborted();
  const requestId = newId();
  const socket = new WebSocket(url, {
    headers: { 'Ocp-Apim-Subscription-Key': key, 'X-ConnectionId': newId() },
    ...{ perMessageDeflate: false, followRedirects: false, maxPayload: mostBytes },
  });
  const sounds: Buffer[] = [];
  const boundaries: ReportedWord[] = [];
  let received = 0;

  return new Promise((resolve, reject) => {
    const end = (settle: () => void) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', cancel);
      settle();
      // What it still says doesn't matter; without a listener an error of the closing would end the process.
      socket.removeAllListeners();
      socket.on('error', () => undefined);
      socket.terminate();
    };
    const fail = (error: unknown) => end(() => reject(error as Error));
    const cancel = () => fail(signal.reason);
    const late = () => fail(away(`${title} did not finish in ${longestMs / 1000} seconds`));
    const timer = setTimeout(late, longestMs);
    signal.addEventListener('abort', cancel, { once: true });

    socket.on('open', () => {
      for (const message of opening(requestId, ssml)) socket.send(message);
    });
    socket.on('message', (data: Buffer, isBinary) => {
      try {
        const { path, body } = isBinary ? readBinary(data) : readText(data.toString('utf8'));
        if (path === 'audio') {
          received += body.length;
          if (received > mostBytes) throw invalid(`the sound of ${title} is longer than ${mostBytes / 1e6} MB`);
          sounds.push(body);
        } else if (path === 'audio.metadata') boundaries.push(...readBoundaries(body.toString('utf8')));
        else if (path === 'turn.end') end(() => resolve({ bytes: Buffer.concat(sounds), boundaries }));
      } catch (error) {
        fail(error instanceof Failure ? error : invalid(`a message of ${title} is not as expected`));
      }
    });
    socket.on('unexpected-response', (_, response) => {
      failureOfResponse(response, vendor, signal).then(fail, fail);
    });
    socket.on('close', (code, reason) => fail(failureOfClose(title, code, reason.toString('utf8'))));
    socket.on('error', (error: NodeJS.ErrnoException) => {
      const isLong = error.code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH';
      if (isLong) fail(invalid(`a message of ${title} is longer than ${mostBytes / 1e6} MB`));
      else fail(away(`${title} could not be reached, or broke off (${error.code ?? 'connection closed'})`));
    });
  });
}

const newId = () => randomUUID().replaceAll('-', '');
const away = (message: string) => new Failure('ProviderUnavailable', message);
const invalid = (message: string) => new Failure('InvalidAnswer', message);

function opening(requestId: string, ssml: string): string[] {
  const system = { name: 'faceless', version: '1', build: 'JavaScript', lang: 'JavaScript' };
  const context = {
    synthesis: {
      audio: {
        metadataOptions: {
          ...{ bookmarkEnabled: false, punctuationBoundaryEnabled: false, sentenceBoundaryEnabled: false },
          ...{ sessionEndEnabled: true, visemeEnabled: false, wordBoundaryEnabled: true },
        },
        outputFormat: 'raw-48khz-16bit-mono-pcm',
      },
      language: { autoDetection: false },
    },
  };
  const write = (path: string, type: string, body: string) =>
    [`Path: ${path}`, `X-RequestId: ${requestId}`, `X-Timestamp: ${new Date().toISOString()}`, `Content-Type: ${type}`]
      .join('\r\n')
      .concat('\r\n\r\n', body);
  return [
    write('speech.config', 'application/json', JSON.stringify({ context: { system } })),
    write('synthesis.context', 'application/json', JSON.stringify(context)),
    write('ssml', 'application/ssml+xml', ssml),
  ];
}

function readText(message: string): { path: string; body: Buffer } {
  const [head = '', ...rest] = message.split('\r\n\r\n');
  return { path: pathOf(head), body: Buffer.from(rest.join('\r\n\r\n')) };
}

/** Two bytes say how long the head is. */
function readBinary(message: Buffer): { path: string; body: Buffer } {
  const length = message.readUInt16BE(0);
  return { path: pathOf(message.toString('latin1', 2, 2 + length)), body: message.subarray(2 + length) };
}

const pathOf = (head: string) => /^path:\s*(\S+)/im.exec(head)?.[1]?.toLowerCase() ?? '';

function readBoundaries(json: string): ReportedWord[] {
  return metadataSchema
    .parse(JSON.parse(json))
    .Metadata.flatMap(({ Type, Data: { Offset, Duration = 0, text } }) =>
      Type === 'WordBoundary' && text && Offset !== undefined
        ? [{ text: text.Text, start: Offset / ticksPerSecond, end: (Offset + Duration) / ticksPerSecond }]
        : [],
    );
}

async function failureOfResponse(
  response: IncomingMessage,
  { title, failureOf }: SocketRequest['vendor'],
  signal: AbortSignal,
): Promise<unknown> {
  const { statusCode = 0, headers } = response;
  if (statusCode < 400) {
    response.destroy();
    return invalid(`${title} answers with a redirect (${statusCode}), which is not followed`);
  }
  let responseBody = '';
  for await (const chunk of response) {
    responseBody += String(chunk);
    if (responseBody.length > 10_000) break;
  }
  const wait = headers['retry-after'];
  return failureOf({ statusCode, responseBody, responseHeaders: wait ? { 'retry-after': wait } : {} }, signal);
}

// How Azure says over a socket what it says by a status elsewhere: the payload is refused, and a sentence tells why.
const refused = 1007;

function failureOfClose(title: string, code: number, reason: string): Failure {
  const message = `${title} closes the connection (${code})${reason ? `: ${reason.slice(0, 200)}` : ''}`;
  if (code !== refused) return away(message);
  if (/quota/i.test(reason)) return new Failure('QuotaExceeded', message);
  if (/too many requests|throttl/i.test(reason)) return new Failure('RateLimited', message);
  return new Failure(/voice/i.test(reason) ? 'UnknownVoice' : 'InvalidInput', message);
}
