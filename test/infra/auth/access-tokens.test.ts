import { type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createAccessTokens } from '../../../src/infra/auth/access-tokens.ts';

// Long enough for every algorithm of its kind.
const secret = 'a secret of thirty-two characters'.repeat(2);
const tokens = createAccessTokens(secret);
const ada = { owner: 'ada', role: 'operator', session: 'session-1' } as const;

afterEach(() => void vi.useRealTimers());

/** A token as ours, but for these changes. */
function sign(claims: JWTPayload, { key = secret, alg = 'HS256', typ = 'at+jwt' } = {}): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const ours = { iss: 'faceless', aud: 'faceless-api', sub: 'ada', role: 'admin', sid: 's', exp: now + 60 };
  return new SignJWT({ ...ours, ...claims }).setProtectedHeader({ alg, typ }).sign(Buffer.from(key));
}

const refusalOf = (token: string | Promise<string>) =>
  Promise.resolve(token)
    .then((text) => tokens.verify(text))
    .then(
      () => 'accepted',
      (error: unknown) => {
        expect(error).toMatchObject({ name: 'Failure', type: 'NotAuthenticated' });
        return (error as Error).message;
      },
    );

describe('an access token', () => {
  it('tells who it was issued to', async () => {
    expect(await tokens.verify(await tokens.issue(ada))).toEqual(ada);
    expect(await refusalOf(sign({})), 'the others of this test differ from this in one thing').toBe('accepted');
  });

  it('is good for fifteen minutes, not a second more', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: 1_800_000_000_000 });
    const token = await tokens.issue(ada);
    vi.setSystemTime(1_800_000_000_000 + 899_000);
    expect(await tokens.verify(token)).toEqual(ada);
    vi.setSystemTime(1_800_000_000_000 + 900_000);
    expect(await refusalOf(token)).toBe('the access token has expired: renew it at /auth/refresh, or log in');
  });

  const notOurs = 'the access token is not one this service accepts: log in';
  it.each<[string, () => string | Promise<string>, string]>([
    [
      'of another issuer',
      () => sign({ iss: 'other' }),
      'the access token comes from an issuer this service does not know',
    ],
    ['for another service', () => sign({ aud: 'other' }), 'the access token is meant for another service'],
    [
      'without an end',
      () => sign({ exp: undefined }),
      'the access token does not have the claim `exp` as it should be',
    ],
    ['for later', () => sign({ nbf: 4_000_000_000 }), 'the access token is not valid yet'],
    [
      'of another kind',
      () => sign({}, { typ: 'JWT' }),
      'the access token does not have the claim `typ` as it should be',
    ],
    ['of a role there is not', () => sign({ role: 'root' }), 'the access token does not say who it is for: log in'],
    ['without a session', () => sign({ sid: undefined }), 'the access token does not say who it is for: log in'],
    ['signed by another secret', () => sign({}, { key: 'another secret of thirty-two characters' }), notOurs],
    [
      'expired and signed by another',
      () => sign({ exp: 1 }, { key: 'another secret of thirty-two characters' }),
      notOurs,
    ],
    ['signed by another algorithm', () => sign({}, { alg: 'HS512' }), notOurs],
    ['that is not signed', () => new UnsecuredJWT({ iss: 'faceless', sub: 'ada', role: 'admin' }).encode(), notOurs],
    ['that is no token', () => 'a.b.c', notOurs],
  ])('%s is refused', async (_, token, sentence) => {
    expect(await refusalOf(token())).toBe(sentence);
  });

  it('with one character changed is refused, wherever it is', async () => {
    const token = await tokens.issue(ada);
    for (let at = 0; at < token.length - 1; at += 7) {
      if (token[at] === '.') continue;
      const changed = `${token.slice(0, at)}${token[at] === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`;
      expect(await refusalOf(changed)).not.toBe('accepted');
    }
  });
});
