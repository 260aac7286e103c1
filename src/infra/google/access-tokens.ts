import { z } from 'zod';
import { Failure } from '../../contracts/failures.ts';
import type { OAuthClient } from '../config/vendors.ts';
import { createVendor } from '../vendors/vendor.ts';

interface AccessTokenOptions extends Omit<OAuthClient, 'authUrl'> {
  refreshToken: string;
  /** What it means when the refresh token is refused; `BadCredentials` when left out. */
  refused?(message: string): Failure;
}

// Time for a request to be on its way.
const marginMs = 60_000;
const tokenSchema = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });

/** Access tokens for a refresh token (RFC 6749, section 6), each used until a minute before it expires. */
export interface AccessTokens {
  /** @throws Failure `BadCredentials` when the client or the refresh token is refused */
  get(signal: AbortSignal): Promise<string>;
  /** The token was refused before its time. */
  forget(): void;
}

export function createAccessTokens(options: AccessTokenOptions): AccessTokens {
  const { clientId, clientSecret, refreshToken, tokenUrl, refused = newTokenNeeded } = options;
  const vendor = createVendor({
    name: 'google-oauth',
    title: 'Google’s sign-in',
    secrets: [clientSecret, refreshToken],
    timeoutMs: 30_000,
    maxBytes: 1_000_000,
  });
  let current: { token: string; until: number } | undefined;

  async function renew(signal: AbortSignal): Promise<string> {
    const form = { grant_type: 'refresh_token', client_id: clientId, client_secret: clientSecret };
    const request = {
      method: 'POST',
      url: tokenUrl,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ ...form, refresh_token: refreshToken }).toString(),
      signal,
    } as const;
    const answer = await vendor.askJson(request, tokenSchema).catch((error: unknown) => {
      // RFC 6749 answers 400 to a client or a grant that isn't valid.
      if (!(error instanceof Failure) || error.type !== 'InvalidInput') throw error;
      throw refused(error.message);
    });
    current = { token: answer.access_token, until: Date.now() + answer.expires_in * 1000 - marginMs };
    return answer.access_token;
  }

  return {
    get: async (signal) => (current && current.until > Date.now() ? current.token : renew(signal)),
    forget() {
      current = undefined;
    },
  };
}

const newTokenNeeded = (message: string) =>
  new Failure('BadCredentials', `${message}: make a new refresh token for this client`);
