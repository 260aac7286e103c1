import { createHash } from 'node:crypto';
import { type VendorCall, VendorRefusal, type VendorReply } from './emulator.ts';

/** A desktop client, as the vendor's console makes them. */
export interface OAuthClient {
  id: string;
  secret: string;
  /** Whose quota its calls take. */
  project: string;
}

/** Who an access token stands for. */
export interface TokenHolder {
  account: string;
  scopes: string[];
  project: string;
}

interface Options {
  now(): number;
  clients: readonly OAuthClient[];
  /** Who is signed in at the browser, until `signIn` says otherwise. */
  account: string;
  /** How long an access token is good for. */
  accessSeconds: number;
}

export interface GoogleOAuth {
  answer(call: Pick<VendorCall, 'method' | 'url' | 'headers' | 'body'>): VendorReply;
  /** Nothing for a token that is unknown, too old, revoked or refused. */
  holderOf(accessToken: string): TokenHolder | undefined;
  /** Who gives consent at the browser from now on; nobody: it is denied. */
  signIn(account: string | undefined): void;
  /** Tokens without the browser: new ones, or those it is given. */
  issue(account: string, given?: Partial<IssuedTokens> & { scopes?: string[] }): IssuedTokens;
  /** As if the account's owner took the app's access away. */
  revokeAll(account: string): void;
  /** Access tokens given until now are refused, whatever the clock says; refresh tokens stay good. */
  refuseAccessTokens(): void;
}

export interface IssuedTokens {
  accessToken: string;
  refreshToken: string;
}

interface Grant extends TokenHolder {
  clientId: string;
  isRevoked: boolean;
}

interface Code extends Grant {
  challenge: string;
  redirectUri: string;
  isOffline: boolean;
  until: number;
}

const scopeForm =
  /^(openid|email|profile|https:\/\/www\.googleapis\.com\/auth\/(youtube(\.upload|\.readonly|\.force-ssl)?|yt-analytics(-monetary)?\.readonly))$/;
const everyScope = [
  'https://www.googleapis.com/auth/youtube.force-ssl',
  'https://www.googleapis.com/auth/yt-analytics.readonly',
];

const authoriseNames =
  'client_id redirect_uri response_type scope code_challenge code_challenge_method state access_type prompt login_hint include_granted_scopes hl';
const codeMs = 600_000;

/** OAuth's errors (RFC 6749, section 5.2). */
export const oauthError = (error: string, description = error) => ({ error, error_description: description });

const forbid = (status: number, error: string, description?: string) =>
  new VendorRefusal({ status, json: oauthError(error, description) });
const decline = (status: number, error: string, description?: string) =>
  new VendorRefusal({ status, json: oauthError(error, description) }, { isViolation: false });

/** Google's sign-in for desktop applications: consent with PKCE and a loopback redirect, tokens, revocation. */
export function createGoogleOAuth({ now, clients, account, accessSeconds }: Options): GoogleOAuth {
  const codes = new Map<string, Code>();
  const refreshTokens = new Map<string, Grant>();
  const accessTokens = new Map<string, { grant: Grant; until: number }>();
  let consenting: string | undefined = account;
  let issued = 0;

  const makeToken = (start: string) => {
    issued += 1;
    return `${start}${createHash('sha256').update(`token/${issued}`).digest('base64url')}`;
  };

  function authorise({ searchParams: query }: URL): VendorReply {
    const unknown = [...query.keys()].find((name) => !authoriseNames.split(' ').includes(name));
    if (unknown) throw forbid(400, 'invalid_request', `Parameter not allowed: ${unknown}`);
    const client = clients.find(({ id }) => id === query.get('client_id'));
    if (!client) throw decline(401, 'invalid_client', 'The OAuth client was not found.');
    const redirectUri = query.get('redirect_uri') ?? '';
    if (!isLoopback(redirectUri))
      throw forbid(400, 'redirect_uri_mismatch', `Not for a desktop client: ${redirectUri}`);
    if (query.get('response_type') !== 'code') throw forbid(400, 'unsupported_response_type');
    const challenge = query.get('code_challenge') ?? '';
    if (query.get('code_challenge_method') !== 'S256' || !/^[\w-]{43}$/.test(challenge)) {
      throw forbid(400, 'invalid_request', 'A code challenge by S256 is needed.');
    }
    const scopes = (query.get('scope') ?? '').split(' ').filter(Boolean);
    const strange = scopes.find((scope) => !scopeForm.test(scope));
    if (scopes.length === 0 || strange)
      throw forbid(400, 'invalid_scope', `Some requested scopes were invalid: ${strange}`);
    const state = query.get('state');
    if (!state) throw forbid(400, 'invalid_request', 'Without a state the answer can be forged.');
    const target = new URL(redirectUri);
    target.searchParams.set('state', state);
    if (consenting === undefined) {
      target.searchParams.set('error', 'access_denied');
      return { status: 302, headers: { location: target.href } };
    }
    const code = makeToken('4/0A');
    const holder = { account: consenting, scopes, project: client.project, clientId: client.id, isRevoked: false };
    const isOffline = query.get('access_type') === 'offline';
    codes.set(code, { ...holder, challenge, redirectUri, isOffline, until: now() + codeMs });
    target.searchParams.set('code', code);
    target.searchParams.set('scope', scopes.join(' '));
    return { status: 302, headers: { location: target.href } };
  }

  function give(grant: Grant, refreshToken?: string, given?: string) {
    const until = now() + accessSeconds * 1000;
    // It says itself when it expires, so that Google Ads can tell.
    const accessToken = given ?? makeToken(`ya29.${until}.`);
    accessTokens.set(accessToken, { grant, until });
    const scope = grant.scopes.join(' ');
    const shown = { access_token: accessToken, expires_in: accessSeconds, scope, token_type: 'Bearer' };
    return { ...shown, ...(refreshToken && { refresh_token: refreshToken }) };
  }

  function redeemCode(form: URLSearchParams, clientId: string) {
    const code = codes.get(form.get('code') ?? '');
    codes.delete(form.get('code') ?? '');
    if (!code || code.until < now() || code.clientId !== clientId)
      throw decline(400, 'invalid_grant', 'Malformed auth code.');
    if (form.get('redirect_uri') !== code.redirectUri) throw forbid(400, 'redirect_uri_mismatch');
    const verifier = form.get('code_verifier') ?? '';
    const isRight = createHash('sha256').update(verifier).digest('base64url') === code.challenge;
    if (!isRight || !/^[\w.~-]{43,128}$/.test(verifier)) throw forbid(400, 'invalid_grant', 'Invalid code verifier.');
    const { challenge: _, redirectUri: __, isOffline, until: ___, ...grant } = code;
    if (!isOffline) return give(grant);
    const refreshToken = makeToken('1//0g');
    refreshTokens.set(refreshToken, grant);
    return give(grant, refreshToken);
  }

  function giveToken(form: URLSearchParams) {
    for (const name of ['client_id', 'client_secret']) {
      if (!form.get(name)) throw forbid(400, 'invalid_request', `${name} is missing.`);
    }
    const client = clients.find(({ id }) => id === form.get('client_id'));
    if (!client) throw decline(401, 'invalid_client', 'The OAuth client was not found.');
    if (client.secret !== form.get('client_secret')) throw decline(401, 'invalid_client', 'Unauthorized');
    if (form.get('grant_type') === 'authorization_code') return redeemCode(form, client.id);
    if (form.get('grant_type') !== 'refresh_token') throw forbid(400, 'unsupported_grant_type');
    const grant = refreshTokens.get(form.get('refresh_token') ?? '');
    if (!grant || grant.isRevoked || grant.clientId !== client.id) {
      throw decline(400, 'invalid_grant', 'Token has been expired or revoked.');
    }
    return give(grant);
  }

  function revoke(token: string | null): VendorReply {
    const grant = refreshTokens.get(token ?? '') ?? accessTokens.get(token ?? '')?.grant;
    if (!grant || grant.isRevoked) throw decline(400, 'invalid_token', 'Token expired or revoked');
    grant.isRevoked = true;
    return { json: {} };
  }

  return {
    answer({ method, url, headers, body }) {
      if (`${method} ${url.pathname}` === 'GET /o/oauth2/v2/auth') return authorise(url);
      const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false;
      if (method !== 'POST' || !isForm || url.search !== '')
        throw forbid(400, 'invalid_request', 'A form has to be posted.');
      const form = new URLSearchParams(String(body));
      return url.pathname === '/revoke' ? revoke(form.get('token')) : { json: giveToken(form) };
    },
    holderOf(accessToken) {
      const token = accessTokens.get(accessToken);
      return token && token.until > now() && !token.grant.isRevoked ? token.grant : undefined;
    },
    signIn(next) {
      consenting = next;
    },
    issue(owner, { scopes = everyScope, refreshToken = makeToken('1//0g'), accessToken } = {}) {
      const [client] = clients;
      if (!client) throw new Error('there is no client to issue tokens to');
      const grant = { account: owner, scopes, project: client.project, clientId: client.id, isRevoked: false };
      refreshTokens.set(refreshToken, grant);
      return { accessToken: give(grant, refreshToken, accessToken).access_token, refreshToken };
    },
    revokeAll(owner) {
      const grants = [...refreshTokens.values(), ...[...accessTokens.values()].map(({ grant }) => grant)];
      for (const grant of grants) if (grant.account === owner) grant.isRevoked = true;
    },
    refuseAccessTokens: () => accessTokens.clear(),
  };
}

/** Desktop clients may use any port of the machine itself, and nothing else (RFC 8252, section 7.3). */
function isLoopback(uri: string): boolean {
  if (!URL.canParse(uri)) return false;
  const { protocol, hostname, port, username, password, hash } = new URL(uri);
  const isHere = ['127.0.0.1', '[::1]', 'localhost'].includes(hostname);
  return protocol === 'http:' && isHere && port !== '' && `${username}${password}${hash}` === '';
}
