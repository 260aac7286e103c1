import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { Failure } from '../../contracts/failures.ts';
import type { OAuthClient } from '../config/vendors.ts';
import { createVendor, type Vendor } from '../vendors/vendor.ts';
import { openRedirectPage } from './redirect-page.ts';

interface SignInOptions {
  client: OAuthClient;
  /** All of them are needed. */
  scopes: readonly string[];
  /** Takes the person to Google's page; `port` is where their browser comes back to on this machine. */
  openPage(url: string, port: number): void;
  signal: AbortSignal;
  /** How long the person may take, in milliseconds. */
  waitMs: number;
  /** Any that is free when left out. */
  port?: number;
}

export interface SignedIn {
  refreshToken: string;
  accessToken: string;
  /** What the person gave consent to. */
  scopes: string[];
}

const tokensSchema = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).optional(),
  scope: z.string().optional(),
});

const nothingYet = 'nothing is signed in';
const tooLate = `no browser came back in time: ${nothingYet}; sign in again`;

/**
 * Signs a person in to Google: OAuth 2 for installed applications (RFC 8252) in the browser, with PKCE (RFC 7636).
 *
 * @throws Failure `SignInNeeded` when the person denies access or a part of it, `Timeout` when they don't come back in time,
 * `BadCredentials` when Google refuses the client, `InvalidAnswer` when the answer belongs to another sign-in; what the signal
 * was aborted with
 */
export async function signIn({ client, scopes, openPage, signal, waitMs, port }: SignInOptions): Promise<SignedIn> {
  signal.throwIfAborted();
  // 256 bits each; base64url has the letters that RFC 7636 allows.
  const state = randomBytes(32).toString('base64url');
  const verifier = randomBytes(32).toString('base64url');
  const page = await openRedirectPage(port);
  try {
    openPage(addressOf(client, scopes, { state, verifier, redirectUrl: page.url }), page.port);
    const query = await waitFor(page.query, { signal, waitMs });
    const code = readCode(query, state);
    const tokens = await redeem(client, { code, verifier, redirectUrl: page.url, signal });
    const signedIn = checkTokens(tokens, scopes);
    await page.show('Google has let Faceless Pipeline in. The terminal says how it goes on.');
    return signedIn;
  } catch (error) {
    await page.show(error instanceof Failure ? `It went wrong: ${error.message}.` : 'The sign-in was broken off.');
    throw error;
  } finally {
    await page.close();
  }
}

/** Takes a sign-in back at Google (RFC 7009). One that is no good any more counts as taken back. */
export async function revoke(tokenUrl: string, refreshToken: string, signal: AbortSignal): Promise<void> {
  try {
    await googleSignIn([refreshToken]).askBytes({
      ...{ method: 'POST', url: new URL('/revoke', tokenUrl), headers: formHeaders, signal },
      body: new URLSearchParams({ token: refreshToken }).toString(),
    });
  } catch (error) {
    // 400 `invalid_token`.
    if (!(error instanceof Failure) || error.type !== 'InvalidInput') throw error;
  }
}

interface Attempt {
  state: string;
  verifier: string;
  redirectUrl: string;
}

function addressOf(client: OAuthClient, scopes: readonly string[], { state, verifier, redirectUrl }: Attempt): string {
  const address = new URL(client.authUrl);
  const parameters = {
    client_id: client.clientId,
    redirect_uri: redirectUrl,
    response_type: 'code',
    scope: scopes.join(' '),
    state,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    // Without these two Google gives a refresh token the first time only, or none.
    access_type: 'offline',
    prompt: 'consent',
  };
  for (const [name, value] of Object.entries(parameters)) address.searchParams.set(name, value);
  return address.href;
}

/** @throws what the signal was aborted with, Failure `Timeout` */
async function waitFor<T>(coming: Promise<T>, { signal, waitMs }: { signal: AbortSignal; waitMs: number }): Promise<T> {
  signal.throwIfAborted();
  const over = new AbortController();
  try {
    return await Promise.race([
      coming,
      new Promise<never>((_, reject) => {
        const { signal: until } = over;
        signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true, signal: until });
        const timer = setTimeout(() => reject(new Failure('Timeout', tooLate)), waitMs);
        until.addEventListener('abort', () => clearTimeout(timer), { once: true });
      }),
    ]);
  } finally {
    over.abort();
  }
}

function readCode(query: URLSearchParams, state: string): string {
  if (query.get('state') !== state) {
    throw new Failure(
      'InvalidAnswer',
      `the browser came back from another sign-in: ${nothingYet}; sign in again, with the newest address`,
    );
  }
  const error = query.get('error');
  if (error === 'access_denied') {
    throw new Failure(
      'SignInNeeded',
      `access was denied on Google’s page: ${nothingYet}; sign in again and allow it, with an account that the ` +
        'project’s consent screen lets in',
    );
  }
  const code = query.get('code');
  if (code && error === null) return code;
  const said = /^\w{1,60}$/.test(error ?? '') ? error : 'nothing that can be used';
  throw new Failure('SignInNeeded', `Google’s page answers ${said}: ${nothingYet}; sign in again`);
}

async function redeem(
  { clientId, clientSecret, tokenUrl }: OAuthClient,
  { code, verifier, redirectUrl, signal }: Omit<Attempt, 'state'> & { code: string; signal: AbortSignal },
): Promise<z.infer<typeof tokensSchema>> {
  const form = {
    ...{ grant_type: 'authorization_code', client_id: clientId, client_secret: clientSecret },
    ...{ code, code_verifier: verifier, redirect_uri: redirectUrl },
  };
  const body = new URLSearchParams(form).toString();
  const request = { method: 'POST', url: tokenUrl, headers: formHeaders, body, signal } as const;
  try {
    return await googleSignIn([clientSecret, code, verifier]).askJson(request, tokensSchema);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    if (error.type === 'BadCredentials') {
      throw new Failure(
        'BadCredentials',
        `${error.message}: correct GOOGLE_OAUTH_CLIENT_ID and GOOGLE_OAUTH_CLIENT_SECRET`,
      );
    }
    if (error.type === 'InvalidInput') throw new Failure('SignInNeeded', `${error.message}: sign in again`);
    throw error;
  }
}

function checkTokens(tokens: z.infer<typeof tokensSchema>, wanted: readonly string[]): SignedIn {
  // Left out where it is just what was asked for (RFC 6749, section 5.1).
  const scopes = tokens.scope?.split(' ') ?? [...wanted];
  const missing = wanted.filter((scope) => !scopes.includes(scope));
  if (missing.length > 0) {
    throw new Failure(
      'SignInNeeded',
      `a box on Google’s page was left empty, and ${missing.join(' and ')} is missing: ${nothingYet}; sign in again ` +
        'and tick them all',
    );
  }
  if (tokens.refresh_token) return { refreshToken: tokens.refresh_token, accessToken: tokens.access_token, scopes };
  throw new Failure(
    'SignInNeeded',
    `Google gave no refresh token: ${nothingYet}; take the access away at ${accessPage} and sign in again`,
  );
}

/** Where people see who has access to their account, and take it away. */
export const accessPage = 'https://myaccount.google.com/permissions';

const formHeaders = { 'content-type': 'application/x-www-form-urlencoded' };

function googleSignIn(secrets: readonly string[]): Vendor {
  return createVendor({ name: 'google-oauth', title: 'Google’s sign-in', secrets, timeoutMs: 30_000, maxBytes: 1e6 });
}
