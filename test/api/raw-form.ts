import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

const boundary = 'a-boundary-of-tests';

/** The head of a request that sends a form, with what comes before and after the bytes of its file. */
export interface RawForm {
  contentType: string;
  before: Buffer;
  after: Buffer;
}

export interface FormParts {
  fields?: Record<string, string>;
  /** Fields behind the file. */
  later?: Record<string, string>;
  fileName?: string;
  mediaType?: string;
}

/** A form around a file, as bytes, so that a test can send as much of it as it likes. */
export function rawForm({
  fields = {},
  later = {},
  fileName = 'film.mp4',
  mediaType = 'text/plain',
}: FormParts): RawForm {
  const field = ([name, value]: [string, string]) =>
    `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  const file = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${fileName}"\r\ncontent-type: ${mediaType}\r\n\r\n`;
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    before: Buffer.from(Object.entries(fields).map(field).join('') + file),
    after: Buffer.from(`\r\n${Object.entries(later).map(field).join('')}--${boundary}--\r\n`),
  };
}

/** The whole form as the body of one request. */
export function sendForm(url: string, parts: FormParts, file: Uint8Array, headers: Record<string, string> = {}) {
  const { contentType, before, after } = rawForm(parts);
  const body = Buffer.concat([before, file, after]);
  return fetch(url, { method: 'POST', body, headers: { 'content-type': contentType, ...headers } });
}

/** A connection that has sent the head of a request and the beginning of its form. */
export async function beginForm(url: string, parts: FormParts, announced: number | 'chunked'): Promise<Socket> {
  const { hostname, port, pathname } = new URL(url);
  const { contentType, before, after } = rawForm(parts);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  const length =
    announced === 'chunked'
      ? 'transfer-encoding: chunked'
      : `content-length: ${before.length + announced + after.length}`;
  socket.write(
    `POST ${pathname} HTTP/1.1\r\nhost: ${hostname}:${port}\r\ncontent-type: ${contentType}\r\n${length}\r\n\r\n`,
  );
  if (announced === 'chunked') socket.write(`${before.length.toString(16)}\r\n`);
  socket.write(before);
  if (announced === 'chunked') socket.write('\r\n');
  return socket;
}
