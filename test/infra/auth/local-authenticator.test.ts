import { describe, expect, it } from 'vitest';
import { createLocalAuthenticator, isLoopback } from '../../../src/infra/auth/local-authenticator.ts';

describe("this machine's own user", () => {
  it.each([
    { host: 'localhost:3000' },
    { host: '127.0.0.1:3000' },
    { host: '[::1]:3000', origin: 'http://[::1]:3000' },
    { host: '127.0.0.1', origin: 'http://localhost:3000' },
  ])('is who asks by %j', async (request) => {
    expect(await createLocalAuthenticator().identify(request)).toEqual({ owner: 'local', role: 'admin' });
  });

  it.each([
    [{ host: 'films.example.org' }, '"films.example.org"'],
    [{ host: '127.0.0.1.example.org' }, '"127.0.0.1.example.org"'],
    [{ host: 'localhost.example.org:3000' }, '"localhost.example.org:3000"'],
    [{ host: '192.168.1.2:3000' }, '"192.168.1.2:3000"'],
    [{}, '""'],
    [{ host: '127.0.0.1:3000', origin: 'https://evil.example.org' }, '"evil.example.org"'],
    [{ host: '127.0.0.1:3000', origin: 'null' }, '"null"'],
    [{ host: '127.0.0.1:3000', origin: 'file://' }, '"file://"'],
  ])('is not who asks by %j', async (request, named) => {
    await expect(createLocalAuthenticator().identify(request)).rejects.toMatchObject({
      type: 'NotAuthenticated',
      message: `requests by way of ${named} need an access token`,
    });
  });
});

it.each([
  ['localhost', true],
  ['::1', true],
  ['127.8.8.8', true],
  ['0.0.0.0', false],
  ['::', false],
  ['::ffff:127.0.0.1', false],
])('an address to bind to: that %s is of this machine alone is %s', (host, is) => {
  expect(isLoopback(host)).toBe(is);
});
