import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callerOf, owns } from '../../../src/api/plugins/access.ts';
import { userRoles } from '../../../src/contracts/users.ts';
import { as, openTestApi, type TestApi } from '../../support/api.ts';

const accesses = ['public', ...userRoles] as const;

function addRoutes(app: FastifyInstance): void {
  for (const access of accesses) {
    app.post(`/${access}`, { config: { access } }, (request) => ({
      owner: access === 'public' ? (request.caller?.owner ?? 'unknown') : callerOf(request).owner,
    }));
  }
  app.get('/mistaken', { config: { access: 'public' } }, (request) => callerOf(request));
}

let api: TestApi;
beforeAll(async () => {
  api = await openTestApi({ caller: null, addRoutes });
});
afterAll(() => api.close());

const ask = (access: string, headers = {}) => api.app.inject({ method: 'POST', url: `/${access}`, headers });

describe('a route', () => {
  it.each(userRoles.flatMap((role) => accesses.map((access) => ({ role, access }))))(
    'of access $access, asked by one of role $role, answers by that role',
    async ({ role, access }) => {
      const answer = await ask(access, as('ada', role));
      const allowed = access === 'public' || userRoles.indexOf(role) >= userRoles.indexOf(access);
      expect(answer.statusCode).toBe(allowed ? 200 : 403);
      if (allowed) expect(answer.json()).toEqual({ owner: access === 'public' ? 'unknown' : 'ada' });
      else expect(answer.json()).toMatchObject({ detail: `this takes the role ${access}; ada is ${role}` });
    },
  );

  it.each(accesses)('of access %s, asked by nobody, answers only if it is public', async (access) => {
    const answer = await ask(access);
    expect(answer.statusCode).toBe(access === 'public' ? 200 : 401);
    if (access !== 'public') expect(answer.headers['www-authenticate']).toBe('Bearer');
  });

  it('refuses who may not before it reads what they sent', async () => {
    const headers = { 'content-type': 'application/json' };
    const bad = (extra: object) =>
      api.app.inject({ method: 'POST', url: '/admin', headers: { ...headers, ...extra }, body: '{' });
    expect((await bad({})).statusCode).toBe(401);
    expect((await bad(as('ada', 'viewer'))).statusCode).toBe(403);
    expect((await bad(as('ada', 'admin'))).statusCode).toBe(400);
  });

  it('that does not say who may use it is not added', async () => {
    const forgetful = (app: FastifyInstance) => void app.get('/forgotten', () => ({}));
    await expect(openTestApi({ addRoutes: forgetful })).rejects.toThrow(
      'the route GET /forgotten does not say who may use it',
    );
  });

  it('that is public has no caller to ask for', async () => {
    expect((await api.app.inject('/mistaken')).statusCode).toBe(500);
  });
});

describe('who owns what', () => {
  it('is its owner, and every administrator', () => {
    expect(owns({ owner: 'ada', role: 'viewer' }, 'ada')).toBe(true);
    expect(owns({ owner: 'ada', role: 'operator' }, 'bob')).toBe(false);
    expect(owns({ owner: 'ada', role: 'admin' }, 'bob')).toBe(true);
  });
});
