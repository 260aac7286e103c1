import type { FastifyInstance } from 'fastify';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createOpsApp } from '../../../src/api/ops-app.ts';
import type { ReadinessCheck } from '../../../src/api/routes/health.ts';
import { createLogger } from '../../../src/infra/logging/logger.ts';
import { createMetrics } from '../../../src/infra/metrics/metrics.ts';

const apps: FastifyInstance[] = [];
afterEach(async () => {
  vi.useRealTimers();
  for (const app of apps.splice(0)) await app.close();
});

async function openApp(checks: Record<string, ReadinessCheck> = {}) {
  const metrics = createMetrics();
  const app = createOpsApp({ logger: createLogger({ level: 'silent' }), metrics, checks });
  apps.push(app);
  await app.ready();
  return { app, metrics };
}

describe('/health', () => {
  it('answers as long as the process lives, whatever is away', async () => {
    const { app } = await openApp({ temporal: () => Promise.reject(new Error('away')) });
    const answer = await app.inject('/health');
    expect([answer.statusCode, answer.json()]).toEqual([200, { status: 'ok' }]);
  });
});

describe('/ready', () => {
  it('is 200 when every check answers, with what each has to say', async () => {
    const { app } = await openApp({ temporal: async () => {}, workers: async () => '9 roles' });
    const answer = await app.inject('/ready');
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['retry-after']).toBeUndefined();
    expect(answer.json()).toEqual({
      status: 'ready',
      checks: { temporal: { ready: true }, workers: { ready: true, detail: '9 roles' } },
    });
  });

  it('is 503 with when to ask again when one is away, and says which and why', async () => {
    const { app } = await openApp({
      temporal: async () => {},
      database: () => Promise.reject(new Error('no space')),
      artifacts: () => {
        throw new Error('no folder');
      },
    });
    const answer = await app.inject('/ready');
    expect(answer.statusCode).toBe(503);
    expect(answer.headers['retry-after']).toBe('5');
    expect(answer.json()).toEqual({
      status: 'unavailable',
      checks: {
        temporal: { ready: true },
        database: { ready: false, detail: 'no space' },
        artifacts: { ready: false, detail: 'no folder' },
      },
    });
  });

  it('does not wait longer than three seconds for one that hangs', async () => {
    const { app } = await openApp({ temporal: () => new Promise(() => {}), workers: async () => 'all' });
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const asked = app.inject('/ready');
    await vi.waitFor(() => expect(vi.getTimerCount()).toBeGreaterThan(0));
    await vi.advanceTimersByTimeAsync(3000);
    const answer = await asked;
    expect(answer.statusCode).toBe(503);
    expect(answer.json()).toMatchObject({
      checks: { temporal: { ready: false, detail: 'no answer within 3 s' }, workers: { ready: true } },
    });
  });
});

describe('/metrics', () => {
  it("gives our figures in Prometheus' form", async () => {
    const { app, metrics } = await openApp();
    metrics.stageEnded('writeScript', 'offline', 'made', 1);
    metrics.spent('writeScript', 'openai', 0.1);
    const answer = await app.inject('/metrics');
    expect(answer.headers['content-type']).toMatch(/^text\/plain; version=/);
    for (const name of ['faceless_stage_calls_total', 'faceless_stage_seconds_sum', 'faceless_cost_usd_total'])
      expect(answer.body).toContain(`\n${name}{stage="writeScript"`);
  });
});

describe('any other address', () => {
  it('is 404', async () => {
    const { app } = await openApp();
    expect((await app.inject('/nothing')).statusCode).toBe(404);
  });
});
