import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Arrival {
  method: string;
  /** Path and query as they came. */
  path: string;
  headers: IncomingMessage['headers'];
  /** So far. */
  bytes: number;
  /** Settles when it came whole, or with false when its connection was closed before. */
  whole: Promise<boolean>;
}

/** What the server does in place of keeping a file. */
export type Turn = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

/** A server on loopback that files can be put to, which keeps them, unless it is told to do something else. */
export interface PutServer {
  /** Without a slash in the end. */
  url: string;
  /** Path → what was put there. */
  files: Map<string, Buffer>;
  arrivals: Arrival[];
  /** In place of keeping a file, or of reading its body where it asks first. */
  turn?: Turn;
  /** What to say to a PUT that asks first, `Expect: 100-continue`; it may go on unless set. */
  asked?: Turn;
  refusesHead?: boolean;
  close(): Promise<void>;
}

export async function startPutServer(): Promise<PutServer> {
  const files = new Map<string, Buffer>();
  const arrivals: Arrival[] = [];

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url: path = '', headers } = request;
    const whole = new Promise<boolean>((resolve) => request.once('close', () => resolve(request.complete)));
    const arrival = { method, path, headers, bytes: 0, whole };
    arrivals.push(arrival);
    if (method === 'HEAD') {
      const file = files.get(path);
      if (server.refusesHead) return void response.writeHead(403).end();
      response.writeHead(file ? 200 : 404, file && { 'content-length': file.length }).end();
      return;
    }
    request.on('data', (chunk: Buffer) => {
      arrival.bytes += chunk.length;
    });
    if (server.turn) return server.turn(request, response);
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    await once(request, 'end');
    files.set(path, Buffer.concat(chunks));
    response.writeHead(201).end();
  }

  const handle = (request: IncomingMessage, response: ServerResponse) => {
    answer(request, response).catch(() => response.destroy());
  };
  const http = createServer(handle);
  http.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    if (server.asked) return void server.asked(request, response);
    response.writeContinue();
    handle(request, response);
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const server: PutServer = {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    files,
    arrivals,
    async close() {
      http.closeAllConnections();
      http.close();
      await once(http, 'close');
    },
  };
  return server;
}
