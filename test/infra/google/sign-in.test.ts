import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OAuthClient } from '../../../src/infra/config/vendors.ts';
import { createAccessTokens } from '../../../src/infra/google/access-tokens.ts';
import { revoke, signIn } from '../../../src/infra/google/sign-in.ts';
import {
  startYoutubeEmulator,
  type YoutubeEmulator,
  youtubeClient,
} from '../../emulators/youtube/start-youtube-emulator.ts';
import { consentAt } from '../../support/browser.ts';
import { waitFor } from '../../support/wait-for.ts';

const scopes = [
  'https://www.googleapis.com/auth/youtube.force-ssl',
  'https://www.googleapis.com/auth/yt-analytics.readonly',
];
const signal = new AbortController().signal;
const secret = /(ya29|1\/\/|4\/0A|GOCSPX)/;

let google: YoutubeEmulator;
let client: OAuthClient;
beforeAll(async () => {
  google = await startYoutubeEmulator();
  client = {
    ...{ clientId: youtubeClient.id, clientSecret: youtubeClient.secret },
    ...{ authUrl: `${google.url}/o/oauth2/v2/auth`, tokenUrl: `${google.url}/token` },
  };
});
afterAll(() => google.close());
beforeEach(() => {
  google.reset();
  google.oauth.signIn(google.channel.id);
});

type Given = Partial<Parameters<typeof signIn>[0]>;

/** Signs in with a browser that does what it is told; what it saw comes with what became of the sign-in. */
async function signInBy(browse: (url: string, port: number) => Promise<{ page: string }>, given: Given = {}) {
  let seen: Promise<{ page: string }> | undefined;
  let port = 0;
  const options = { client, scopes, signal, waitMs: 20_000, ...given };
  const [outcome] = await Promise.allSettled([
    signIn({
      ...options,
      openPage(url, at) {
        port = at;
        seen = browse(url, at);
      },
    }),
  ]);
  return { outcome, page: (await seen)?.page ?? '', port };
}

const failure = (outcome: PromiseSettledResult<unknown>) =>
  outcome.status === 'rejected' ? (outcome.reason as Error & { type: string }) : expect.fail('nothing went wrong');

const isOpen = async (port: number) => {
  const socket = connect(port, '127.0.0.1');
  const opened = await once(socket, 'connect').then(
    () => true,
    () => false,
  );
  socket.destroy();
  return opened;
};

describe('signing in to Google', () => {
  it('gives tokens that are good, by PKCE, offline, for just these scopes', async () => {
    const { outcome, page, port } = await signInBy((url) => consentAt(url));
    if (outcome.status === 'rejected') throw outcome.reason;
    const { refreshToken, accessToken, scopes: allowed } = outcome.value;
    expect(allowed).toEqual(scopes);
    expect(google.oauth.holderOf(accessToken)).toMatchObject({ account: google.channel.id, scopes });
    const renewed = await createAccessTokens({ ...client, refreshToken }).get(signal);
    expect(google.oauth.holderOf(renewed)).toBeDefined();

    expect(page).toContain('<p>Google has let Faceless Pipeline in. The terminal says how it goes on.</p>');
    expect(page).not.toMatch(secret);
    expect(google.violations).toEqual([]);
    const [authorise] = google.calls;
    expect(Object.fromEntries(authorise?.url.searchParams ?? [])).toEqual({
      ...{ client_id: youtubeClient.id, response_type: 'code', scope: scopes.join(' ') },
      ...{ access_type: 'offline', prompt: 'consent', code_challenge_method: 'S256' },
      redirect_uri: `http://127.0.0.1:${port}/signed-in`,
      code_challenge: expect.stringMatching(/^[\w-]{43}$/) as string,
      state: expect.stringMatching(/^[\w-]{43}$/) as string,
    });
  });

  it('uses another state and challenge each time', async () => {
    await signInBy((url) => consentAt(url));
    await signInBy((url) => consentAt(url));
    const asked = google.calls.filter(({ operation }) => operation === 'oauth.authorise');
    for (const name of ['state', 'code_challenge']) {
      expect(new Set(asked.map(({ url }) => url.searchParams.get(name))).size).toBe(2);
    }
  });

  it.each<[string, Record<string, string | undefined>, string, RegExp]>([
    ['another sign-in’s state', { state: 'forged' }, 'InvalidAnswer', /^the browser came back from another sign-in: /],
    [
      'a box left empty',
      { scope: scopes[0] },
      'SignInNeeded',
      /^a box on Google’s page was left empty, and \S+yt-analytics\.readonly is missing: .* tick them all$/,
    ],
    ['no refresh token', { access_type: undefined }, 'SignInNeeded', /^Google gave no refresh token: /],
    [
      'a code of another challenge',
      { code_challenge: 'x'.repeat(43) },
      'SignInNeeded',
      /^Google’s sign-in answers 400: invalid_grant: sign in again$/,
    ],
  ])('says what was wrong with %s, in the browser too, and closes', async (_, changed, type, message) => {
    const { outcome, page, port } = await signInBy((url) => consentAt(url, changed));
    const { message: said, ...error } = failure(outcome);
    expect(error.type).toBe(type);
    expect(said).toMatch(message);
    expect(said).not.toMatch(secret);
    expect(page).toContain(`<p>It went wrong: ${said}.</p>`);
    expect(page).toContain('You can close this tab.');
    expect(await isOpen(port)).toBe(false);
  });

  it('says that access was denied', async () => {
    google.oauth.signIn(undefined);
    const { outcome, page } = await signInBy((url) => consentAt(url));
    const { type, message } = failure(outcome);
    expect({ type, message }).toEqual({
      type: 'SignInNeeded',
      message:
        'access was denied on Google’s page: nothing is signed in; sign in again and allow it, with an account that the project’s consent screen lets in',
    });
    expect(page).toContain('access was denied');
    expect(google.calls.map(({ operation }) => operation)).toEqual(['oauth.authorise']);
  });

  it.each([
    ['error=admin_policy_enforced', 'Google’s page answers admin_policy_enforced: nothing is signed in; sign in again'],
    ['error=%3Cscript%3E', 'Google’s page answers nothing that can be used: nothing is signed in; sign in again'],
    ['code=', 'Google’s page answers nothing that can be used: nothing is signed in; sign in again'],
  ])('repeats nothing strange that comes back: %s', async (query, message) => {
    const { outcome, page } = await signInBy(async (url) => {
      const { searchParams } = new URL(url);
      const back = `${searchParams.get('redirect_uri')}?state=${searchParams.get('state')}&${query}`;
      return { page: await (await fetch(back)).text() };
    });
    expect(failure(outcome).message).toBe(message);
    expect(page).not.toContain('<script>');
  });

  it('says that the client is refused, and which variables to correct', async () => {
    const wrong = { ...client, clientSecret: 'GOCSPX-of-another' };
    const { outcome } = await signInBy((url) => consentAt(url), { client: wrong });
    expect(failure(outcome)).toMatchObject({
      type: 'BadCredentials',
      message:
        'Google’s sign-in answers 401: invalid_client: correct GOOGLE_OAUTH_CLIENT_ID and GOOGLE_OAUTH_CLIENT_SECRET',
    });
  });

  it('says that Google is away', async () => {
    google.fail({ kind: 'status', status: 503, on: 'oauth.token' });
    const { outcome, page } = await signInBy((url) => consentAt(url));
    expect(failure(outcome)).toMatchObject({ type: 'ProviderUnavailable' });
    expect(page).toContain('It went wrong: Google’s sign-in answers 503');
  });

  it('answers at its one path, one request', async () => {
    const stop = new AbortController();
    google.fail({ kind: 'stall', on: 'oauth.token' });
    const { outcome, page } = await signInBy(
      async (url) => {
        const back = new URL(url).searchParams.get('redirect_uri') ?? '';
        const { origin, pathname } = new URL(back);
        const statusOf = async (path: string, init?: RequestInit) => (await fetch(`${origin}${path}`, init)).status;
        for (const path of ['/', '/favicon.ico', '/signed-in/x', '//x']) expect(await statusOf(path), path).toBe(404);
        expect(await statusOf(pathname, { method: 'POST' })).toBe(404);
        const seen = consentAt(url);
        await waitFor(
          () => google.calls.map(({ operation }) => operation),
          (operations) => operations.includes('oauth.token'),
        );
        expect(await statusOf(`${pathname}?state=forged`)).toBe(404);
        stop.abort();
        return seen;
      },
      { signal: stop.signal },
    );
    expect(failure(outcome).name).toBe('AbortError');
    expect(page).toContain('The sign-in was broken off.');
  });

  it('gives up when nobody comes', async () => {
    const { outcome, port } = await signInBy(() => Promise.resolve({ page: '' }), { waitMs: 50 });
    expect(failure(outcome)).toMatchObject({
      type: 'Timeout',
      message: 'no browser came back in time: nothing is signed in; sign in again',
    });
    expect(await isOpen(port)).toBe(false);
  });

  it('is broken off by its signal, with whatever is connected', async () => {
    const stop = new AbortController();
    let idle = connect({ port: 0 });
    idle.on('error', () => undefined);
    const { outcome, port } = await signInBy(
      async (_, at) => {
        idle = connect(at, '127.0.0.1');
        idle.on('error', () => undefined);
        await once(idle, 'connect');
        stop.abort(new Error('the person pressed Ctrl-C'));
        return { page: '' };
      },
      { signal: stop.signal },
    );
    expect(failure(outcome).message).toBe('the person pressed Ctrl-C');
    if (!idle.closed) await once(idle, 'close');
    expect(await isOpen(port)).toBe(false);
  });

  it('begins nothing once it is broken off', async () => {
    const { outcome } = await signInBy(() => expect.fail('a page was opened'), { signal: AbortSignal.abort() });
    expect(failure(outcome).name).toBe('AbortError');
  });

  it('says that its port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    const { outcome } = await signInBy(() => expect.fail('a page was opened'), { port });
    expect(failure(outcome)).toMatchObject({
      type: 'InvalidInput',
      message: `port ${port} for the sign-in is in use by another program: end that program, or sign in again`,
    });
    other.close();
  });
});

describe('taking a sign-in back', () => {
  it('ends it at Google, and does not mind one that had ended', async () => {
    const { refreshToken, accessToken } = google.oauth.issue(google.channel.id);
    await revoke(client.tokenUrl, refreshToken, signal);
    expect(google.oauth.holderOf(accessToken)).toBeUndefined();
    await revoke(client.tokenUrl, refreshToken, signal);
    expect(google.calls.map(({ operation, outcome }) => `${operation} ${outcome}`)).toEqual([
      ...['oauth.revoke answered', 'oauth.revoke refused'],
    ]);
    expect(google.violations).toEqual([]);
  });

  it('says that Google is away, without the token', async () => {
    google.fail({ kind: 'cut' });
    const { refreshToken } = google.oauth.issue(google.channel.id);
    await expect(revoke(client.tokenUrl, refreshToken, signal)).rejects.toMatchObject({
      type: 'ProviderUnavailable',
      message: expect.not.stringContaining(refreshToken) as string,
    });
  });
});
