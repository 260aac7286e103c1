import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createAccessTokens } from '../../../src/infra/auth/access-tokens.ts';
import { createAuthenticator } from '../../../src/infra/auth/create-authenticator.ts';
import type { OutsideIssuerOptions } from '../../../src/infra/auth/outside-issuer.ts';
import { type KeyServer, makeKey, type SigningKey, signWith, startKeyServer } from './key-server.ts';

const secret = 'a secret of thirty-two characters';
const ada = { owner: 'ada', role: 'operator', session: 's' } as const;
const host = '127.0.0.1:3000';
let server: KeyServer;
let key: SigningKey;
let issuer: OutsideIssuerOptions;

beforeAll(async () => {
  server = await startKeyServer();
  key = await makeKey('k');
  await server.publish(key);
  issuer = { name: 'https://login.example.org', audience: 'films', keysUrl: server.url, roleClaim: 'role' };
});
afterAll(() => server.stop());

const exp = () => Math.floor(Date.now() / 1000) + 60;
const outside = () => signWith(key, { iss: issuer.name, aud: 'films', sub: 'grace', role: 'admin', exp: exp() });
const bearer = (token: string) => ({ host, authorization: `Bearer ${token}` });
const refused = (message: string) => ({ type: 'NotAuthenticated', message });

describe('who a request comes from', () => {
  it('is known by the token of either issuer', async () => {
    const both = createAuthenticator({ secret, issuer, allowLocal: false });
    const ours = await createAccessTokens(secret).issue(ada);
    expect(await both.identify(bearer(ours))).toEqual(ada);
    expect(await both.identify({ host, authorization: `bearer  ${ours}` })).toEqual(ada);
    expect(await both.identify(bearer(await outside()))).toEqual({
      owner: 'login.example.org:grace',
      role: 'admin',
    });
  });

  it('is known by a token for as long as it is good, however often it came before', async () => {
    const ours = createAuthenticator({ secret, allowLocal: false });
    const started = Date.now();
    const token = await createAccessTokens(secret).issue(ada);
    vi.useFakeTimers({ toFake: ['Date'] });
    try {
      for (const minutes of [0, 0, 14, 14]) {
        vi.setSystemTime(started + minutes * 60_000);
        expect(await ours.identify(bearer(token))).toEqual(ada);
      }
      vi.setSystemTime(started + 16 * 60_000);
      await expect(ours.identify(bearer(token))).rejects.toMatchObject({ type: 'NotAuthenticated' });
    } finally {
      vi.useRealTimers();
    }
  });

  it('is not known by a token that begins as a good one did', async () => {
    const ours = createAuthenticator({ secret, allowLocal: false });
    const token = await createAccessTokens(secret).issue(ada);
    await ours.identify(bearer(token));
    const other = token.slice(0, -4) + (token.endsWith('AAAA') ? 'BBBB' : 'AAAA');
    await expect(ours.identify(bearer(other))).rejects.toMatchObject({ type: 'NotAuthenticated' });
  });

  it("is not known by one issuer's token with the other's name", async () => {
    const both = createAuthenticator({ secret, issuer, allowLocal: false });
    const asOurs = await signWith(key, {
      iss: 'faceless',
      aud: 'faceless-api',
      sub: 'ada',
      role: 'admin',
      sid: 's',
      exp: exp(),
    });
    const asTheirs = await new SignJWT({ iss: issuer.name, aud: 'films', sub: 'grace', exp: exp() })
      .setProtectedHeader({ alg: 'HS256', kid: 'k' })
      .sign(Buffer.from(secret));
    for (const token of [asOurs, asTheirs]) {
      const notAccepted = refused('the access token is not one this service accepts: log in');
      await expect(both.identify(bearer(token))).rejects.toMatchObject(notAccepted);
    }
  });

  it('is not known by the token of an issuer that is not configured', async () => {
    const unknown = refused('the access token comes from an issuer this service does not know');
    const ours = await createAccessTokens(secret).issue(ada);
    await expect(createAuthenticator({ issuer, allowLocal: false }).identify(bearer(ours))).rejects.toMatchObject(
      unknown,
    );
    await expect(
      createAuthenticator({ secret, allowLocal: false }).identify(bearer(await outside())),
    ).rejects.toMatchObject(unknown);
    await expect(createAuthenticator({ allowLocal: true }).identify(bearer(ours))).rejects.toMatchObject(unknown);
  });

  it("is this machine's own user without a token, only where that is allowed", async () => {
    expect(await createAuthenticator({ allowLocal: true }).identify({ host })).toEqual({
      owner: 'local',
      role: 'admin',
    });
    await expect(
      createAuthenticator({ allowLocal: true }).identify({ host: 'evil.example.org' }),
    ).rejects.toMatchObject({
      type: 'NotAuthenticated',
    });
    await expect(createAuthenticator({ secret, allowLocal: false }).identify({ host })).rejects.toMatchObject(
      refused('no access token came with the request'),
    );
  });

  it.each(['', 'Bearer', 'Bearer ', 'Basic YWRhOng=', 'Bearer a b', 'Token x.y.z', 'Bearer \u0000'])(
    'is nobody by the header %j, this machine’s own user neither',
    async (authorization) => {
      await expect(
        createAuthenticator({ secret, allowLocal: true }).identify({ host, authorization }),
      ).rejects.toMatchObject(refused('the header Authorization is not `Bearer` and an access token'));
    },
  );

  it.each(['x', 'x.y.z', '..', 'e30.W10.x'])('is nobody by the token %j', async (token) => {
    await expect(createAuthenticator({ secret, allowLocal: true }).identify(bearer(token))).rejects.toMatchObject(
      refused('the access token is no JSON Web Token'),
    );
  });
});

it("an outside issuer can't have the name of this service", () => {
  expect(() => createAuthenticator({ issuer: { ...issuer, name: 'faceless' }, allowLocal: false })).toThrow(
    'FACELESS_AUTH_ISSUER=faceless is the name of this service itself',
  );
});
