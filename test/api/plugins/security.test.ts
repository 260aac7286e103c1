import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestApi, type TestApi } from '../../support/api.ts';

const strict = "default-src 'none';frame-ancestors 'none';base-uri 'none';form-action 'none'";
const listed = 'https://studio.example.org';

function addRoutes(app: FastifyInstance): void {
  const config = { access: 'public' } as const;
  app.post('/things', { config }, () => ({}));
  app.get('/broken', { config }, () => {
    throw new Error('broken');
  });
  app.get('/kept', { config }, (_, reply) => reply.header('cache-control', 'max-age=60').send({}));
}

let api: TestApi;
let open: TestApi;
let url: string;
beforeAll(async () => {
  [api, open] = await Promise.all([
    openTestApi({ addRoutes, caller: null, options: { requestsPerMinute: 100 } }),
    openTestApi({ addRoutes, options: { allowedOrigins: [listed, 'https://other.example.org'] } }),
  ]);
  url = await api.listen();
});
afterAll(() => Promise.all([api.close(), open.close()]));

describe('every answer', () => {
  it.each([
    [200, 'POST', '/things', undefined],
    [200, 'GET', '/health', undefined],
    [200, 'GET', '/openapi.json', undefined],
    [400, 'POST', '/things', '{'],
    [404, 'GET', '/nothing', undefined],
    [404, 'GET', '/%ff', undefined],
    [405, 'PUT', '/things', undefined],
    [500, 'GET', '/broken', undefined],
  ])('of status %i (%s %s) lets a browser do nothing but show it', async (status, method, path, body) => {
    const headers: Record<string, string> = body ? { 'content-type': 'application/json' } : {};
    const answer = await fetch(`${url}${path}`, { method, headers, body });
    await answer.text();
    expect(answer.status).toBe(status);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-security-policy': strict,
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'SAMEORIGIN',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
      'strict-transport-security': expect.stringContaining('max-age=') as string,
      'cache-control': 'no-store',
    });
    expect(answer.headers.has('x-powered-by')).toBe(false);
    expect(answer.headers.has('server')).toBe(false);
  });

  it('over the limit does so too', async () => {
    const flooded = await openTestApi({ options: { requestsPerMinute: 1 } });
    await flooded.app.inject('/nothing');
    const answer = await flooded.app.inject('/nothing');
    expect([answer.statusCode, answer.headers['content-security-policy']]).toEqual([429, strict]);
    await flooded.close();
  });

  it('is kept by nobody, unless its route says how long', async () => {
    const [usual, kept] = await Promise.all([api.app.inject('/health'), api.app.inject('/kept')]);
    expect([usual.headers['cache-control'], kept.headers['cache-control']]).toEqual(['no-store', 'max-age=60']);
  });
});

describe('the documentation at /docs', () => {
  it('has its own policy, and no script or style the policy would stop', async () => {
    const answer = await fetch(`${url}/docs`);
    expect(answer.status).toBe(200);
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(/script-src ([^;]*)/.exec(policy)?.[1]).toBe("'self'");
    expect(policy).not.toMatch(/https?:|\*|unsafe-eval/);

    const html = await answer.text();
    const scripts = [...html.matchAll(/<script([^>]*)>([\s\S]*?)<\/script>/g)];
    expect(scripts.length).toBeGreaterThan(1);
    for (const [, , inline = ''] of scripts) expect(inline.trim()).toBe('');
    expect(html).not.toMatch(/\son\w+=|javascript:/i);

    const links = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, link = '']) => new URL(link, `${url}/docs`));
    expect(links.map(({ origin }) => origin)).toEqual(links.map(() => url));
    for (const link of links) {
      const part = await fetch(link);
      expect([part.status, part.headers.get('content-security-policy')], link.href).toEqual([200, policy]);
      await part.arrayBuffer();
    }
  });

  it('shows the description that is at /openapi.json', async () => {
    const initializer = await (await fetch(`${url}/docs/static/swagger-initializer.js`)).text();
    expect(initializer).toContain("resolveUrl('./json')");
    expect(initializer, 'nothing is sent to a validator elsewhere').toContain('validatorUrl: null');
    const [shown, told] = await Promise.all(['/docs/json', '/openapi.json'].map((path) => api.app.inject(path)));
    expect(shown?.json()).toEqual(told?.json());
  });
});

describe('pages of other sites', () => {
  const preflight = (app: FastifyInstance, origin: string, path = '/things') =>
    app.inject({
      method: 'OPTIONS',
      url: path,
      headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'idempotency-key' },
    });

  it('may use it where they are listed', async () => {
    const { statusCode, headers } = await preflight(open.app, listed);
    expect(statusCode).toBe(204);
    expect(headers['access-control-allow-origin']).toBe(listed);
    expect(String(headers['access-control-allow-methods']).split(', ')).toEqual([
      'GET',
      'HEAD',
      'POST',
      'PATCH',
      'DELETE',
    ]);
    expect(String(headers['access-control-allow-headers']).split(', ')).toEqual(
      expect.arrayContaining(['authorization', 'content-type', 'idempotency-key', 'last-event-id', 'range']),
    );
    expect(headers['access-control-allow-credentials']).toBeUndefined();

    const answer = await open.app.inject({ method: 'POST', url: '/things', headers: { origin: listed } });
    expect(answer.headers['access-control-allow-origin']).toBe(listed);
    expect(answer.headers['access-control-expose-headers']).toContain('retry-after');
    expect(answer.headers['cross-origin-resource-policy']).toBe('cross-origin');
    expect(answer.headers.vary).toContain('Origin');
  });

  it('may read refusals too where they are listed', async () => {
    for (const path of ['/nothing', '/broken']) {
      const { headers } = await open.app.inject({ url: path, headers: { origin: listed } });
      expect(headers['access-control-allow-origin']).toBe(listed);
    }
  });

  it.each([
    'https://evil.example.org',
    `${listed}.evil.org`,
    'http://studio.example.org',
    'null',
    'https://STUDIO.example.org',
  ])('such as %s get no leave where others are listed', async (origin) => {
    const [before, answer] = await Promise.all([
      preflight(open.app, origin),
      open.app.inject({ method: 'POST', url: '/things', headers: { origin } }),
    ]);
    for (const { headers } of [before, answer]) {
      expect(headers['access-control-allow-origin']).toBeUndefined();
      expect(headers.vary, 'nor from what a proxy kept for another').toContain('Origin');
    }
  });

  it.each(['*', 'null', 'studio.example.org', 'https://studio.example.org/', 'file:///studio.html'])(
    'cannot be listed as %s',
    async (origin) => {
      await expect(openTestApi({ options: { allowedOrigins: [listed, origin] } })).rejects.toMatchObject({
        type: 'InvalidInput',
        message: expect.stringContaining(`FACELESS_ALLOWED_ORIGINS has "${origin}"`) as string,
      });
    },
  );

  it('get no leave where none is listed', async () => {
    const { statusCode, headers } = await preflight(api.app, listed);
    expect(statusCode).toBe(405);
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  it('find no address by asking for leave: any other OPTIONS is a method that nothing knows', async () => {
    const [there, nowhere] = await Promise.all(
      ['/things', '/nothing'].map((path) => open.app.inject({ method: 'OPTIONS', url: path })),
    );
    expect([there?.statusCode, there?.headers.allow, nowhere?.statusCode]).toEqual([405, 'POST', 404]);
  });
});
