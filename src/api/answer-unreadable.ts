import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { ConnectionError } from 'fastify';
import { Failure } from '../contracts/failures.ts';
import { toProblem } from './problems.ts';

const refusals: Readonly<Record<string, readonly [status: number, sentence: string]>> = {
  HPE_HEADER_OVERFLOW: [431, 'the header of the request is too long'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'the request did not arrive in time'],
};

/** What Node's HTTP parser gave up on never becomes a request: it is answered on the socket itself, in the same form. */
export function answerUnreadable(error: ConnectionError, socket: Socket): void {
  if (socket.destroyed) return;
  const [status, sentence] = refusals[error.code] ?? [400, 'the request is not HTTP as it can be read'];
  const requestId = randomUUID();
  const { headers, body } = toProblem(new Failure('InvalidInput', sentence, { details: { status } }), requestId);
  const text = JSON.stringify(body);
  const lines = Object.entries({
    ...headers,
    'content-length': Buffer.byteLength(text),
    'x-request-id': requestId,
    connection: 'close',
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  if (socket.writable) socket.write(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${text}`);
  socket.destroySoon();
}
