import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Failure } from '../../../src/contracts/failures.ts';
import { createFilePut } from '../../../src/infra/vendors/put-file.ts';
import { type PutServer, startPutServer, type Turn } from '../../support/put-server.ts';

const folder = mkdtempSync(join(tmpdir(), 'faceless-put-'));
const never = new AbortController().signal;
const megabyte = 1 << 20;
let server: PutServer;
beforeEach(async () => {
  server = await startPutServer();
});
afterEach(() => server.close());
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Zeros, which take no room on the disk. */
function fileOf(bytes: number) {
  const path = join(folder, `${bytes}.mp4`);
  writeFileSync(path, '');
  truncateSync(path, bytes);
  return { path, bytes, mediaType: 'video/mp4' };
}

/** An address of the server with everything in it that lets one in. */
const address = (path = '/film.mp4') =>
  new URL(`${server.url.replace('//', '//anna:hush-word@')}${path}?X-Amz-Signature=hush-signature&part=hush-part`);

interface Sending {
  bytes?: number;
  signal?: AbortSignal;
  onBytes?(sent: number): void;
  mayBeLocal?: boolean;
  idleMs?: number;
  url?: URL;
}

const send = ({ bytes = 10, signal = never, onBytes = () => {}, url = address(), ...options }: Sending = {}) =>
  createFilePut({ mayBeLocal: true, ...options }).put(url, fileOf(bytes), { signal, onBytes });

async function failureOf(sending: Sending = {}): Promise<Failure> {
  const error = await send(sending).then(
    () => new Error('it did not fail'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof Failure)) throw error;
  expect(`${error.message} ${JSON.stringify(error.details)} ${String(error.cause)}`).not.toContain('hush');
  return error;
}

const answering =
  (status: number, headers: Record<string, string> = {}, body = ''): Turn =>
  (request, response) => {
    request.resume().once('end', () => response.writeHead(status, headers).end(body));
  };

describe('a file that is put', () => {
  it('comes whole, with its length and type, at the address with its query, user and password', async () => {
    let sent = 0;
    await send({ bytes: 3 * megabyte + 7, onBytes: (count) => (sent = count) });
    const [arrival] = server.arrivals;
    expect(server.files.get(arrival?.path ?? '')).toHaveLength(3 * megabyte + 7);
    expect(sent).toBe(3 * megabyte + 7);
    expect(arrival).toMatchObject({
      method: 'PUT',
      path: '/film.mp4?X-Amz-Signature=hush-signature&part=hush-part',
      headers: {
        'content-length': `${3 * megabyte + 7}`,
        'content-type': 'video/mp4',
        authorization: `Basic ${Buffer.from('anna:hush-word').toString('base64')}`,
      },
    });
    expect(arrival?.headers).not.toHaveProperty('transfer-encoding');
  });

  it.each([200, 201, 204])('is there when the answer is %i', async (status) => {
    server.turn = answering(status);
    await expect(send()).resolves.toBeUndefined();
  });

  it('may be empty', async () => {
    await send({ bytes: 0 });
    expect(server.arrivals[0]?.headers['content-length']).toBe('0');
  });

  it('is not held in memory', async () => {
    server.turn = answering(200);
    const before = process.memoryUsage().rss;
    let most = 0;
    const onBytes = () => {
      most = Math.max(most, process.memoryUsage().rss);
    };
    await send({ bytes: 200 * megabyte, onBytes });
    expect(server.arrivals[0]?.bytes).toBe(200 * megabyte);
    expect((most - before) / megabyte).toBeLessThan(120);
  });

  it('is read no faster than the other side takes it', async () => {
    let sent = 0;
    const stopped = new AbortController();
    // Takes the first piece, and after that nothing.
    server.turn = (request) => void request.once('data', () => request.pause());
    const sending = send({
      ...{ bytes: 400 * megabyte, idleMs: 400, signal: stopped.signal },
      onBytes: (count) => (sent = count),
    });
    await expect(sending).rejects.toMatchObject({
      type: 'ProviderUnavailable',
      message: expect.stringContaining('(nothing moved for 0.4 seconds)') as string,
    });
    // What the system's own buffers hold.
    expect(sent).toBeLessThan(60 * megabyte);
  });
});

describe('a long file', () => {
  it('is not sent where its address is refused at once', async () => {
    server.asked = (_, response) => void response.writeHead(403).end();
    let sent = 0;
    await expect(failureOf({ bytes: 50 * megabyte, onBytes: (count) => (sent = count) })).resolves.toMatchObject({
      type: 'BadCredentials',
    });
    expect(sent).toBe(0);
  });

  it('is sent unasked to one who does not know the question', async () => {
    const questions: (string | undefined)[] = [];
    server.asked = (request, response) => {
      questions.push(request.headers.expect);
      response.writeHead(417).end();
    };
    await send({ bytes: 2 * megabyte });
    expect(questions).toEqual(['100-continue']);
    expect([...server.files.values()].map(({ length }) => length)).toEqual([2 * megabyte]);
  });

  it('is sent to one who never answers the question', async () => {
    server.asked = answering(201);
    await expect(send({ bytes: 2 * megabyte })).resolves.toBeUndefined();
  });
});

describe('an answer', () => {
  const shown = () => `${server.url}/film.mp4`;

  it.each<[number, string, string]>([
    [401, 'BadCredentials', ': it may have expired, or not allow writing: give a new one'],
    [403, 'BadCredentials', ': it may have expired, or not allow writing: give a new one'],
    [404, 'InvalidInput', ': give an address that takes a PUT of such a file'],
    [405, 'InvalidInput', ': give an address that takes a PUT of such a file'],
    [409, 'InvalidInput', ': a folder of it may not be there'],
    [413, 'InvalidInput', ': give an address that takes a PUT of such a file'],
    [202, 'InvalidInput', ', which does not say that it keeps the file: give one that answers 200, 201 or 204'],
    [429, 'RateLimited', ''],
    [500, 'ProviderUnavailable', ''],
    [503, 'ProviderUnavailable', ''],
  ])('of %i is a failure of type %s', async (status, type, said) => {
    server.turn = answering(status);
    expect(await failureOf()).toMatchObject({ type, message: `${shown()} answers ${status}${said}` });
  });

  it('that names the reason as S3 does is told with it, and without what it quotes', async () => {
    const quoted = '<AWSAccessKeyId>hush-key</AWSAccessKeyId><StringToSign>hush-signature</StringToSign>';
    server.turn = answering(403, {}, `<Error><Code>SignatureDoesNotMatch</Code>${quoted}</Error>`);
    expect((await failureOf()).message).toContain('answers 403 SignatureDoesNotMatch: it may have expired');
  });

  it('that says when to come again is heeded', async () => {
    server.turn = answering(503, { 'retry-after': '7' });
    expect(await failureOf()).toMatchObject({ type: 'ProviderUnavailable', retryAfterMs: 7000 });
  });

  it.each([301, 302, 303, 307, 308])('of %i is not followed, and said so', async (status) => {
    server.turn = answering(status, { location: '/elsewhere?token=hush' });
    expect(await failureOf()).toMatchObject({
      type: 'InvalidInput',
      message: `${shown()} answers ${status}, a redirect to ${server.url}/elsewhere, which is not followed: give the address where it ends`,
    });
    expect(server.arrivals).toHaveLength(1);
  });

  it('before the file was sent is no success', async () => {
    server.turn = (request, response) => {
      request.pause();
      response.writeHead(200).end();
    };
    expect(await failureOf({ bytes: 400 * megabyte })).toMatchObject({ type: 'ProviderUnavailable' });
  });

  it('that does not come is a failure that another try may mend', async () => {
    const cut = (_: IncomingMessage, response: ServerResponse) => void response.destroy();
    server.turn = cut;
    expect(await failureOf()).toMatchObject({
      type: 'ProviderUnavailable',
      message: `${shown()} could not be reached, or the connection broke off (ECONNRESET)`,
    });
    server.turn = (request, response) => void request.once('data', () => cut(request, response));
    expect(await failureOf({ bytes: 50 * megabyte })).toMatchObject({ type: 'ProviderUnavailable' });
    const [url] = [address()];
    await server.close();
    const failure = failureOf({ url });
    expect(await failure).toMatchObject({ type: 'ProviderUnavailable' });
    expect((await failure).message).toContain('(ECONNREFUSED)');
    server = await startPutServer();
  });
});

it('closes the connection at once when it is cancelled, with the reason', async () => {
  const stopped = new AbortController();
  const reason = new Error('the run was cancelled');
  let sent = 0;
  const onBytes = (count: number) => {
    sent = count;
    if (sent > 5 * megabyte) stopped.abort(reason);
  };
  server.turn = (request) => void request.resume();
  await expect(send({ bytes: 400 * megabyte, signal: stopped.signal, onBytes })).rejects.toBe(reason);
  expect(await server.arrivals[0]?.whole).toBe(false);
  expect(sent).toBeLessThan(20 * megabyte);
  await expect(send({ signal: stopped.signal })).rejects.toBe(reason);
});

it('says what the disk says of a file that can not be read', async () => {
  const file = { path: join(folder, 'none'), bytes: 5, mediaType: 'video/mp4' };
  const sending = createFilePut({ mayBeLocal: true }).put(address(), file, { signal: never, onBytes: () => {} });
  await expect(sending).rejects.toMatchObject({ code: 'ENOENT' });
});

describe('an address of this machine or of a local network', () => {
  it.each([
    ['127.0.0.1', '127.0.0.1'],
    ['localhost', String.raw`localhost \((127\.0\.0\.1|::1)\)`],
    ['[::1]', '::1'],
    ['[::ffff:127.0.0.1]', '::ffff:7f00:1'],
    ['2130706433', '127.0.0.1'],
    ['169.254.169.254', '169.254.169.254'],
    ['10.1.2.3', '10.1.2.3'],
  ])('%s gets nothing, and it is said why', async (host, named) => {
    const { port } = new URL(server.url);
    const failure = await failureOf({ mayBeLocal: false, url: new URL(`http://${host}:${port}/a?hush`) });
    expect(failure).toMatchObject({ type: 'InvalidInput' });
    expect(failure.message).toMatch(
      new RegExp(
        `^nothing is sent to ${named}, on this machine or in a local network: give a public address, ` +
          'or set FACELESS_PUBLISH_PRIVATE=on where the workers run$',
      ),
    );
    expect(server.arrivals).toEqual([]);
  });
});

describe('looking what is there', () => {
  const look = (path: string) => createFilePut({ mayBeLocal: true }).look(new URL(server.url + path), never);

  it('tells the status and the length', async () => {
    server.files.set('/film.mp4', Buffer.alloc(17));
    expect(await look('/film.mp4')).toEqual({ status: 200, bytes: 17 });
    expect(await look('/other.mp4')).toMatchObject({ status: 404 });
  });

  it('tells nothing where there is no answer, or no asking', async () => {
    const url = new URL(server.url);
    expect(await createFilePut({ mayBeLocal: false }).look(url, never)).toBeUndefined();
    expect(server.arrivals).toEqual([]);
    await server.close();
    expect(await look('/film.mp4')).toBeUndefined();
    server = await startPutServer();
  });
});
