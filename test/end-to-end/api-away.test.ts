import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type ApiProcess,
  adaLogsIn,
  findSharedServers,
  type SharedServers,
  sharedNeeds,
  startApiProcess,
} from '../support/api-process.ts';
import { benchPlace } from '../support/bench-place.ts';
import { createRelay, type Relay, targetOf } from '../support/relay.ts';
import { waitFor } from '../support/wait-for.ts';

const from = '198.51.100.1';
const start = findSharedServers();

it('an API of its own is refused where the database would be of one process alone', async () => {
  await expect(startApiProcess({})).rejects.toThrow(
    /^api ended with 2: faceless: the API reads what .* set DATABASE_URL to .*`\.\/faceless start`\n$/,
  );
});

it('an API of its own is refused where others could reach it and it would know nobody', async () => {
  const nowhere = { DATABASE_URL: 'postgresql://ada:hunter2@127.0.0.1:9/films', FACELESS_AUTH_SECRET: '' };
  const refused: unknown = await startApiProcess({ ...nowhere, FACELESS_API_HOST: '0.0.0.0' }).catch((error) => error);
  expect(String(refused)).toMatch(/api ended with 2: .*FACELESS_API_HOST=0\.0\.0\.0 lets others reach the API/s);
  expect(String(refused)).not.toContain('hunter2');
});

describe.runIf(start || process.env.CI)(`an API that is started while all it needs is away (${sharedNeeds})`, () => {
  let servers: SharedServers;
  let away: { temporal: Relay; database: Relay; cache: Relay };
  let api: ApiProcess;
  let token: string;

  beforeAll(async () => {
    if (!start) throw new Error(`no PostgreSQL or no Redis: ${sharedNeeds}`);
    servers = await start();
    const { address, namespace } = benchPlace();
    const [temporal, database, cache] = await Promise.all([
      createRelay(targetOf(`temporal://${address}`)),
      createRelay(targetOf(servers.databaseUrl)),
      createRelay(targetOf(servers.redisUrl)),
    ]);
    away = { temporal, database, cache };
    const url = new URL(servers.databaseUrl);
    url.search = '';
    url.host = `127.0.0.1:${database.port}`;
    api = await startApiProcess({
      DATABASE_URL: url.href,
      REDIS_URL: `redis://127.0.0.1:${cache.port}`,
      TEMPORAL_ADDRESS: `127.0.0.1:${temporal.port}`,
      TEMPORAL_NAMESPACE: namespace,
    });
  });
  afterAll(async () => {
    await api?.remove();
    await Promise.all(Object.values(away ?? {}).map((relay) => relay.close()));
    await servers?.stop();
  });

  const ready = () => api.send('GET /ready', from);
  const untilReady = () => waitFor(ready, ({ status }) => status === 200, 30_000);

  async function missing(): Promise<string[]> {
    const { checks } = (await ready()).body as { checks: Record<string, { ready: boolean }> };
    return Object.entries(checks).flatMap(([name, check]) => (check.ready ? [] : [name]));
  }

  function expectAway({ status, headers, body }: Awaited<ReturnType<ApiProcess['send']>>): void {
    expect(status).toBe(503);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    expect(JSON.stringify(body), 'where its servers are').not.toMatch(/127\.0\.0\.1|localhost/);
  }

  it('serves all the same, says what is away and not where it would be, and is ready once it came', async () => {
    expect(api.command.stderr()).toMatch(
      /^the database of DATABASE_URL: it does not answer \(ECONNREFUSED\): .* 503\n/,
    );
    for (const path of ['/health', '/openapi.json']) expect((await api.send(`GET ${path}`, from)).status).toBe(200);
    expectAway(await ready());
    expect(await missing()).toEqual(['temporal', 'database', 'cache']);
    expectAway(await api.send('POST /auth/login', from, { body: adaLogsIn }));
    await Promise.all(Object.values(away).map((relay) => relay.open()));
    await untilReady();
    token = (await api.logIn(from)).accessToken;
  });

  it.each([
    ['temporal', 'POST /api/pipelines', { topic: 'Why is the sea salty?' }],
    ['database', 'GET /api/pipelines', undefined],
    ['cache', 'POST /auth/login', adaLogsIn],
  ] as const)(
    'answers 503 to what needs its %s when that goes away, and as before once it is back',
    async (what, request, body) => {
      await away[what].close();
      expectAway(await api.send(request, from, { token, body }));
      expect(await missing()).toEqual([what]);
      await away[what].open();
      await untilReady();
      expect((await api.send(request, from, { token, body })).status).toBeLessThan(300);
    },
  );

  it('ends when it is told to, with all of it away', async () => {
    await Promise.all(Object.values(away).map((relay) => relay.close()));
    const { code, ms } = await api.stop();
    expect(code).toBe(0);
    expect(ms).toBeLessThan(10_000);
  });
});
