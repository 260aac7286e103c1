import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';

export interface SigningKey {
  kid: string;
  alg: 'RS256' | 'ES256';
  publicKey: CryptoKey;
  privateKey: CryptoKey;
}

export async function makeKey(kid: string, alg: SigningKey['alg'] = 'ES256'): Promise<SigningKey> {
  return { kid, alg, ...(await generateKeyPair(alg, { extractable: true })) };
}

export function signWith({ kid, alg, privateKey }: SigningKey, claims: JWTPayload): Promise<string> {
  return new SignJWT(claims).setProtectedHeader({ alg, kid }).sign(privateKey);
}

export interface KeyServer {
  url: string;
  /** How often the keys were asked for. */
  asked(): number;
  publish(...keys: SigningKey[]): Promise<void>;
  /** Answers so from now on, instead of with the keys. */
  answer(status: number, body: string): void;
  /** Stops; `start` takes the same port again. */
  stop(): Promise<void>;
  start(): Promise<void>;
}

/** An issuer's key set on loopback. */
export async function startKeyServer(): Promise<KeyServer> {
  let reply = { status: 200, body: '{"keys":[]}' };
  let count = 0;
  let port = 0;
  const server = createServer((_request, response) => {
    count++;
    response.writeHead(reply.status, { 'content-type': 'application/json', connection: 'close' }).end(reply.body);
  });
  const start = () =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => resolve());
    });
  await start();
  port = (server.address() as AddressInfo).port;
  return {
    url: `http://127.0.0.1:${port}/keys`,
    asked: () => count,
    async publish(...keys) {
      const published = keys.map(async ({ kid, alg, publicKey }) => ({
        ...(await exportJWK(publicKey)),
        kid,
        alg,
        use: 'sig',
      }));
      reply = { status: 200, body: JSON.stringify({ keys: await Promise.all(published) }) };
    },
    answer(status, body) {
      reply = { status, body };
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
    start,
  };
}
