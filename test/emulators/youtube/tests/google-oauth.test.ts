import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import {
  startYoutubeEmulator,
  type YoutubeEmulator,
  youtubeClient,
  youtubeRefreshToken,
} from '../start-youtube-emulator.ts';
import { ask, outcomeOf } from './reference-client.ts';

let time = Date.parse('2026-11-23T12:00:00Z');
let emulator: YoutubeEmulator;
beforeAll(async () => {
  emulator = await startYoutubeEmulator({ now: () => time, accessSeconds: 3600 });
});
afterAll(() => emulator.close());
beforeEach(() => {
  emulator.reset();
  emulator.oauth.signIn(emulator.channel.id);
});

const verifier = 'v'.repeat(64);
const challenge = createHash('sha256').update(verifier).digest('base64url');
const redirect_uri = 'http://127.0.0.1:51234/callback';
const client = { client_id: youtubeClient.id, client_secret: youtubeClient.secret };
const right = {
  ...{ client_id: youtubeClient.id, redirect_uri, response_type: 'code', state: 's1', access_type: 'offline' },
  ...{
    scope: 'https://www.googleapis.com/auth/youtube.force-ssl',
    code_challenge: challenge,
    code_challenge_method: 'S256',
  },
};
type Fields = Record<string, string>;
const consent = (more: Fields = {}) => {
  const query = new URLSearchParams(Object.entries({ ...right, ...more }).filter(([, value]) => value !== ''));
  return fetch(new URL(`/o/oauth2/v2/auth?${query}`, emulator.url), { redirect: 'manual' });
};
const codeOf = async (more?: Fields) =>
  new URL((await consent(more)).headers.get('location') ?? '').searchParams.get('code') ?? '';
const post = async (path: string, form: Fields) => {
  const answer = await fetch(new URL(path, emulator.url), { method: 'POST', body: new URLSearchParams(form) });
  const json = (await answer.json()) as { access_token?: string; refresh_token?: string; error?: string };
  return { status: answer.status, ...json };
};
const redeem = (code: string, more: Fields = {}) =>
  post('/token', { grant_type: 'authorization_code', ...client, redirect_uri, code, code_verifier: verifier, ...more });
const refresh = (refresh_token = youtubeRefreshToken, more: Fields = {}) =>
  post('/token', { grant_type: 'refresh_token', ...client, refresh_token, ...more });
const mine = (token = '') => ask(emulator, '/youtube/v3/channels?part=id&mine=true', { token });

it('gives consent on loopback and tokens for the code, once', async () => {
  const location = new URL((await consent()).headers.get('location') ?? '');
  expect(location.origin + location.pathname).toBe(redirect_uri);
  expect(location.searchParams.get('state')).toBe('s1');
  const code = location.searchParams.get('code') ?? '';
  const tokens = await redeem(code);
  expect(tokens).toMatchObject({ status: 200, expires_in: 3600, token_type: 'Bearer', scope: right.scope });
  expect((await mine(tokens.access_token)).status).toBe(200);
  expect(await refresh(tokens.refresh_token)).toMatchObject({ status: 200, expires_in: 3600 });
  expect(await redeem(code)).toMatchObject({ status: 400, error: 'invalid_grant' });
  expect(emulator.violations).toEqual([]);
});

it.each([
  ['no challenge', { code_challenge: '' }, 'invalid_request'],
  ['a plain challenge', { code_challenge_method: 'plain' }, 'invalid_request'],
  ['no state', { state: '' }, 'invalid_request'],
  ['another host', { redirect_uri: 'http://example.com:8080/' }, 'redirect_uri_mismatch'],
  ['https on loopback', { redirect_uri: 'https://127.0.0.1:8080/' }, 'redirect_uri_mismatch'],
  ['no port', { redirect_uri: 'http://127.0.0.1/' }, 'redirect_uri_mismatch'],
  ['a scope that is none', { scope: 'everything' }, 'invalid_scope'],
  ['a parameter that is none', { colour: 'red' }, 'invalid_request'],
] as [string, Fields, string][])('refuses consent to %s', async (_, more, error) => {
  const answer = await consent(more);
  expect([answer.status, ((await answer.json()) as { error: string }).error]).toEqual([400, error]);
  expect(emulator.violations).toHaveLength(1);
});

it('does not know other clients, and says when consent is denied', async () => {
  expect((await consent({ client_id: 'someone' })).status).toBe(401);
  emulator.oauth.signIn(undefined);
  expect((await consent()).headers.get('location')).toContain('error=access_denied');
});

it('refuses a code with another verifier, redirect, client or age', async () => {
  expect(await redeem(await codeOf(), { code_verifier: 'w'.repeat(64) })).toMatchObject({ error: 'invalid_grant' });
  expect(await redeem(await codeOf(), { redirect_uri: 'http://127.0.0.1:1/' })).toMatchObject({
    error: 'redirect_uri_mismatch',
  });
  expect(await redeem(await codeOf(), { client_secret: 'guess' })).toMatchObject({
    status: 401,
    error: 'invalid_client',
  });
  const late = await codeOf();
  time += 600_001;
  expect(await redeem(late)).toMatchObject({ error: 'invalid_grant' });
});

it('gives no refresh token unless it is asked to stay', async () => {
  const tokens = await redeem(await codeOf({ access_type: '' }));
  expect(tokens.access_token).toMatch(/^ya29\./);
  expect(tokens.refresh_token).toBeUndefined();
});

it('lets access tokens expire, and refuses them before when told to', async () => {
  const { access_token } = await refresh();
  time += 3_600_000;
  expect(await outcomeOf(mine(access_token))).toBe('401 authError');
  const { access_token: other } = await refresh();
  emulator.oauth.refuseAccessTokens();
  expect(await outcomeOf(mine(other))).toBe('401 authError');
  expect(await outcomeOf(mine((await refresh()).access_token))).toBe('200');
  expect(emulator.violations).toEqual([]);
});

it('knows revoked and unknown tokens, and signs each channel in by itself', async () => {
  const other = emulator.addChannel('Second');
  emulator.oauth.signIn(other.id);
  const tokens = await redeem(await codeOf());
  expect(await (await mine(tokens.access_token)).json()).toMatchObject({ items: [{ id: other.id }] });
  expect(await post('/revoke', { token: tokens.refresh_token ?? '' })).toMatchObject({ status: 200 });
  expect(await outcomeOf(mine(tokens.access_token))).toBe('401 authError');
  expect(await refresh(tokens.refresh_token)).toMatchObject({ status: 400, error: 'invalid_grant' });
  expect(await refresh('1//unknown')).toMatchObject({ status: 400, error: 'invalid_grant' });
  const third = emulator.oauth.issue(other.id);
  emulator.oauth.revokeAll(other.id);
  expect(await refresh(third.refreshToken)).toMatchObject({ error: 'invalid_grant' });
  expect(await refresh()).toMatchObject({ status: 200 });
});

it('asks for a token in its one place, with scopes for what is done', async () => {
  const { accessToken } = emulator.oauth.issue(emulator.channel.id, {
    scopes: ['https://www.googleapis.com/auth/youtube.upload'],
  });
  expect(await outcomeOf(mine(accessToken))).toBe('403 insufficientPermissions');
  const path = `/youtube/v3/channels?part=id&mine=true&access_token=${accessToken}`;
  expect(await outcomeOf(ask(emulator, path))).toBe('401 required');
  expect(await outcomeOf(fetch(new URL('/youtube/v3/channels?part=id&mine=true', emulator.url)))).toBe('401 required');
  expect(emulator.violations).toHaveLength(2);
});

it('fails in its own form', async () => {
  emulator.fail(
    { kind: 'status', status: 503, on: 'oauth.token' },
    { kind: 'status', status: 400, code: 'invalid_grant', on: 'oauth.token' },
  );
  expect(await refresh()).toMatchObject({ status: 503, error: 'server_error' });
  expect(await refresh()).toMatchObject({ status: 400, error: 'invalid_grant' });
});
