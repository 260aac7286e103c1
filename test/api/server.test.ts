import { once } from 'node:events';
import { get } from 'node:http';
import { expect, it, vi } from 'vitest';
import { createBareApp } from '../../src/api/bare-app.ts';
import { createOpsApp } from '../../src/api/ops-app.ts';
import { type ListenOptions, listen as listenOn } from '../../src/api/server.ts';
import { createLogger } from '../../src/infra/logging/logger.ts';
import { createMetrics } from '../../src/infra/metrics/metrics.ts';

const options = (changes: Partial<ListenOptions> = {}): ListenOptions => ({
  host: '127.0.0.1',
  port: 0,
  advice: 'choose another with FACELESS_API_PORT',
  ...changes,
});

const listen = (at: ListenOptions) =>
  listenOn(createOpsApp({ logger: createLogger({ level: 'silent' }), metrics: createMetrics(), checks: {} }), at);

it('answers at the address it names, until it is closed', async () => {
  const server = await listen(options());
  expect((await fetch(`${server.url}/health`)).status).toBe(200);
  await server.close();
  await expect(fetch(`${server.url}/health`)).rejects.toThrow();
});

it('cuts off what has not ended some seconds after it was told to close', async () => {
  const app = createBareApp({ logger: createLogger({ level: 'silent' }) });
  let reach = (): void => undefined;
  const reached = new Promise<void>((resolve) => {
    reach = resolve;
  });
  app.get('/endless', () => {
    reach();
    return new Promise(() => undefined);
  });
  const server = await listenOn(app, options());
  const client = get(`${server.url}/endless`);
  const cut = once(client, 'error');
  await reached;
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    const closed = server.close();
    vi.advanceTimersByTime(4000);
    expect(client.destroyed).toBe(false);
    vi.advanceTimersByTime(2000);
    await Promise.all([cut, closed]);
  } finally {
    vi.useRealTimers();
  }
});

it('says which port another program has, and what to do', async () => {
  const server = await listen(options());
  const port = Number(new URL(server.url).port);
  try {
    await expect(listen(options({ port }))).rejects.toMatchObject({
      type: 'InvalidInput',
      message: `port ${port} is in use by another program: choose another with FACELESS_API_PORT`,
    });
    expect((await fetch(`${server.url}/health`)).status, 'the first is untouched').toBe(200);
  } finally {
    await server.close();
  }
});

it('says so when the address is not one of this machine', async () => {
  // An address of TEST-NET-1 (RFC 5737): no machine has it.
  await expect(listen(options({ host: '192.0.2.1' }))).rejects.toMatchObject({
    type: 'InvalidInput',
    message: expect.stringMatching(/^192\.0\.2\.1, port 0, can't be listened on \(.*\): choose another/) as string,
  });
});
