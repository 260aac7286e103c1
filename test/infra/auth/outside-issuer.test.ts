import { exportJWK, exportSPKI, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { userNameSchema } from '../../../src/contracts/users.ts';
import { createOutsideIssuer } from '../../../src/infra/auth/outside-issuer.ts';
import { type KeyServer, makeKey, type SigningKey, signWith, startKeyServer } from './key-server.ts';

const name = 'https://login.example.org/';
let server: KeyServer;
let rsa: SigningKey;
let ec: SigningKey;
let other: SigningKey;

beforeAll(async () => {
  [rsa, ec, other] = await Promise.all([makeKey('rsa', 'RS256'), makeKey('ec'), makeKey('other')]);
});
beforeEach(async () => {
  server = await startKeyServer();
  await server.publish(rsa, ec);
});
afterEach(() => server.stop());

const open = (times = { cooldownMs: 0, pauseMs: 0 }) =>
  createOutsideIssuer({ name, audience: 'films', keysUrl: server.url, roleClaim: 'roles' }, times);

const now = () => Math.floor(Date.now() / 1000);
const claims = (changes: JWTPayload = {}): JWTPayload => ({
  iss: name,
  aud: 'films',
  sub: 'auth0|ada',
  exp: now() + 60,
  ...changes,
});

const refused = (message: string) => ({ name: 'Failure', type: 'NotAuthenticated', message });
const notAccepted = refused('the access token is not one this service accepts: log in');

describe('a token of an outside issuer', () => {
  it('is accepted by an RSA and by an elliptic key, which are fetched once', async () => {
    const issuer = open();
    for (const key of [rsa, ec, rsa, ec])
      expect(await issuer.verify(await signWith(key, claims()))).toEqual({
        owner: 'login.example.org:auth0|ada',
        role: 'viewer',
      });
    expect(server.asked()).toBe(1);
  });

  it.each<[unknown, string]>([
    ['operator', 'operator'],
    [['viewer', 'admin', 'operator'], 'admin'],
    [['editor', 'operator'], 'operator'],
    [['editor'], 'viewer'],
    ['ADMIN', 'viewer'],
    [{ admin: true }, 'viewer'],
    [[['admin']], 'viewer'],
    [undefined, 'viewer'],
  ])('whose role claim is %j is of the role %s', async (roles, role) => {
    expect(await open().verify(await signWith(ec, claims({ roles })))).toMatchObject({ role });
  });

  it.each<[string, JWTPayload, string]>([
    ['that has expired', { exp: now() - 31 }, 'has expired: renew it at /auth/refresh, or log in'],
    ['of another issuer', { iss: 'https://evil.example.org/' }, 'comes from an issuer this service does not know'],
    ['for another service', { aud: ['mail', 'calendar'] }, 'is meant for another service'],
    ['for nobody in particular', { aud: undefined }, 'is meant for another service'],
    ['for later', { nbf: now() + 300 }, 'is not valid yet'],
    ['without an end', { exp: undefined }, 'does not have the claim `exp` as it should be'],
    ['of nobody', { sub: undefined }, 'does not have the claim `sub` as it should be'],
  ])('%s is refused', async (_, changes, reason) => {
    const token = await signWith(ec, claims(changes));
    await expect(open().verify(token)).rejects.toMatchObject(refused(`the access token ${reason}`));
  });

  it.each(['', 'a b', 'x'.repeat(63), 'a\0b', 'ada\n', 'ad\u00e4'])('of the subject %j is refused', async (sub) => {
    const sentence = 'the claim `sub` of the access token is not 1 to 62 visible ASCII characters';
    await expect(open().verify(await signWith(ec, claims({ sub })))).rejects.toMatchObject(refused(sentence));
  });

  it.each([
    ['https://login.example.org:8443/realms/films', 'login.example.org:8443:ada'],
    ['accounts.example.org', 'accounts.example.org:ada'],
    ['urn:example:login', 'urn:example:login:ada'],
  ])('of the issuer %s is of the owner %s', async (iss, owner) => {
    const issuer = createOutsideIssuer({ name: iss, audience: 'films', keysUrl: server.url, roleClaim: 'role' });
    expect(await issuer.verify(await signWith(ec, claims({ iss, sub: 'ada' })))).toMatchObject({ owner });
  });

  it('never makes its bearer a user of this service, or of this machine, whatever its subject is', async () => {
    for (const sub of ['ada', 'local', 'x'.repeat(62)]) {
      const { owner } = await open().verify(await signWith(ec, claims({ sub })));
      expect(owner.endsWith(`:${sub}`)).toBe(true);
      expect(userNameSchema.safeParse(owner).success).toBe(false);
    }
  });

  it('that is not signed is refused', async () => {
    const token = new UnsecuredJWT(claims()).encode();
    await expect(open().verify(token)).rejects.toMatchObject(notAccepted);
  });

  it('signed with the public key as if it were a secret is refused, in whatever form the key is taken', async () => {
    const published = await exportJWK(rsa.publicKey);
    const pem = await exportSPKI(rsa.publicKey);
    for (const secret of [pem, pem.trim(), JSON.stringify(published), published.n ?? '']) {
      for (const alg of ['HS256', 'HS384', 'HS512']) {
        const token = await new SignJWT(claims()).setProtectedHeader({ alg, kid: 'rsa' }).sign(Buffer.from(secret));
        await expect(open().verify(token)).rejects.toMatchObject(notAccepted);
      }
    }
  });

  it('that brings its own key, or says where one is, is refused', async () => {
    const jwk = await exportJWK(other.publicKey);
    for (const header of [{ jwk }, { jku: 'http://127.0.0.1:9/keys' }, { kid: 'ec', jwk }]) {
      const token = await new SignJWT(claims()).setProtectedHeader({ alg: 'ES256', ...header }).sign(other.privateKey);
      await expect(open().verify(token)).rejects.toMatchObject(notAccepted);
    }
  });

  it("under another key's name is refused", async () => {
    const token = await signWith({ ...other, kid: 'ec' }, claims());
    await expect(open().verify(token)).rejects.toMatchObject(notAccepted);
  });
});

describe('the keys of an outside issuer', () => {
  it('are fetched again for a token of a new one, and an old one is no longer good', async () => {
    const issuer = open();
    await issuer.verify(await signWith(ec, claims()));
    const next = await makeKey('next');
    await expect(issuer.verify(await signWith(next, claims()))).rejects.toMatchObject(notAccepted);
    await server.publish(next);
    expect(await issuer.verify(await signWith(next, claims()))).toMatchObject({ owner: 'login.example.org:auth0|ada' });
    await expect(issuer.verify(await signWith(ec, claims()))).rejects.toMatchObject(notAccepted);
  });

  it('are not fetched for each token of an unknown one', async () => {
    const issuer = open({ cooldownMs: 60_000, pauseMs: 60_000 });
    await issuer.verify(await signWith(ec, claims()));
    for (const kid of ['a', 'b', 'c'])
      await expect(issuer.verify(await signWith({ ...other, kid }, claims()))).rejects.toMatchObject(notAccepted);
    expect(server.asked()).toBe(1);
  });

  it('that are out of reach are unavailable until they are back; those that are known go on being good', async () => {
    const issuer = open();
    await server.stop();
    const token = await signWith(ec, claims());
    await expect(issuer.verify(token)).rejects.toMatchObject({
      type: 'Unavailable',
      message: `the keys of the issuer ${name} can't be had now, so its users can't be known`,
    });
    await server.start();
    expect(await issuer.verify(token)).toMatchObject({ owner: 'login.example.org:auth0|ada' });
    await server.stop();
    expect(await issuer.verify(token)).toMatchObject({ owner: 'login.example.org:auth0|ada' });
    await expect(issuer.verify(await signWith(other, claims()))).rejects.toMatchObject({ type: 'Unavailable' });
  });

  it('are not asked for by each request while they are not to be had', async () => {
    const issuer = open({ cooldownMs: 0, pauseMs: 60_000 });
    server.answer(500, '{}');
    const token = await signWith(ec, claims());
    for (let time = 0; time < 3; time++) {
      const error: unknown = await issuer.verify(token).catch((refusal) => refusal);
      expect(error).toMatchObject({ type: 'Unavailable' });
      expect((error as { retryAfterMs: number }).retryAfterMs).toBeGreaterThan(50_000);
    }
    expect(server.asked()).toBe(1);
  });

  it.each([
    ['a page', 200, '<html>'],
    ['something else', 200, '{"hello":"world"}'],
    ['a redirect', 302, ''],
  ])('that come as %s are unavailable', async (_, status, body) => {
    server.answer(status, body);
    await expect(open().verify(await signWith(ec, claims()))).rejects.toMatchObject({ type: 'Unavailable' });
  });
});
