import { once } from 'node:events';
import { constants, createServer, type Http2Server, type ServerHttp2Stream } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { Client, Connection } from '@temporalio/client';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { temporalFailure } from '../../../src/infra/temporal/temporal-failures.ts';

let server: Http2Server;
let address: string;
let connection: Connection;

beforeAll(async () => {
  server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => connection.close());
afterAll(() => void server.close());

/** What a call to a server comes to that does so with it. */
async function callTo(at: string, serve: (stream: ServerHttp2Stream) => void): Promise<unknown> {
  server.removeAllListeners('stream').on('stream', serve);
  connection = Connection.lazy({ address: at });
  const { workflow } = new Client({ connection });
  return connection
    .withDeadline(Date.now() + 1000, () => workflow.getHandle('a').describe())
    .catch((error: unknown) => temporalFailure(error));
}

it.each([
  [
    'that ends the call, as at its deadline',
    () => address,
    (stream: ServerHttp2Stream) => stream.close(constants.NGHTTP2_CANCEL),
  ],
  ['that never answers', () => address, () => undefined],
  ['that is not there', () => '127.0.0.1:9', () => undefined],
])('a server %s is away, and where it would be is not told', async (_, at, serve) => {
  const failure = await callTo(at(), serve);
  expect(failure).toMatchObject({ type: 'Unavailable' });
  expect((failure as Error).message).toMatch(/^Temporal does not answer: /);
  expect((failure as Error).message).not.toContain('127.0.0.1');
});
