import { once } from 'node:events';
import { get } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { afterEach, describe, expect, it } from 'vitest';
import { openTestApi, type TestApi } from '../../support/api.ts';

interface Signal {
  given: Promise<void>;
  give(): void;
}

function makeSignal(): Signal {
  let give = (): void => undefined;
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { given, give: () => give() };
}

let reached: Signal;
let answered: Signal;
let cleared: boolean;
let api: TestApi;

/** `/slow` answers when it is told to; `/careful` has something to do after its client is gone. */
function addRoutes(app: FastifyInstance): void {
  const config = { access: 'public' } as const;
  app.get('/slow', { config }, async () => {
    reached.give();
    await answered.given;
    return { slow: true };
  });
  app.get('/careful', { config }, async ({ raw }) => {
    reached.give();
    await once(raw.socket, 'close');
    await sleep(100);
    cleared = true;
    return {};
  });
}

async function openApi(): Promise<URL> {
  reached = makeSignal();
  answered = makeSignal();
  cleared = false;
  api = await openTestApi({ addRoutes, options: { allowedOrigins: ['https://studio.example.org'] } });
  return new URL(await api.listen());
}

afterEach(() => api.close());

describe('a process that is being stopped', () => {
  it('ends what is under way, and refuses what still comes as it refuses all else', async () => {
    const { port } = await openApi();
    const socket = connect(Number(port), '127.0.0.1');
    let text = '';
    socket.setEncoding('utf8').on('data', (data: string) => {
      text += data;
    });
    socket.write('GET /slow HTTP/1.1\r\nhost: a\r\n\r\n');
    await reached.given;
    const closed = api.close();
    // On a connection that is kept open by what is under way.
    socket.write(
      'GET /nothing HTTP/1.1\r\nhost: a\r\nx-request-id: late\r\norigin: https://studio.example.org\r\n\r\n',
    );
    await expect.poll(() => api.logs.some(({ requestId }) => requestId === 'late')).toBe(true);
    answered.give();
    await Promise.all([once(socket, 'close'), closed]);

    const [first = '', second = ''] = text.split(/(?=HTTP\/1\.1 \d)/);
    expect(first).toMatch(/^HTTP\/1\.1 200 .*\{"slow":true\}$/s);
    const [head = '', body = ''] = second.split('\r\n\r\n');
    expect(head).toMatch(/^HTTP\/1\.1 503 /);
    for (const line of [
      'content-type: application/problem+json',
      'retry-after: 1',
      'connection: close',
      'x-request-id: late',
      'x-content-type-options: nosniff',
      'access-control-allow-origin: https://studio.example.org',
    ]) {
      expect(head.toLowerCase()).toContain(`\r\n${line}`);
    }
    expect(JSON.parse(body)).toMatchObject({
      type: 'urn:faceless:problem:Unavailable',
      status: 503,
      detail: 'this process is being stopped: send it again',
      requestId: 'late',
    });
  });

  it('is not gone before what it cut off has been cleared up', async () => {
    const url = await openApi();
    const client = get(new URL('/careful', url));
    const cut = once(client, 'error');
    await reached.given;
    const closed = api.close();
    api.app.server.closeAllConnections();
    await Promise.all([cut, closed]);
    expect(cleared).toBe(true);
  });

  it('is gone in a moment when what it cut off never ends', async () => {
    const url = await openApi();
    const client = get(new URL('/slow', url));
    const cut = once(client, 'error');
    await reached.given;
    const closed = api.close();
    api.app.server.closeAllConnections();
    await Promise.all([cut, closed]);
  });
});
