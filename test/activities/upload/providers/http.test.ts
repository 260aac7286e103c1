import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHttpTarget } from '../../../../src/activities/upload/providers/http.ts';
import type { PublishRequest } from '../../../../src/activities/upload/providers/provider.ts';
import type { ArtifactRef } from '../../../../src/contracts/artifact.ts';
import type { Publication } from '../../../../src/contracts/publication.ts';
import { type PutServer, startPutServer } from '../../../support/put-server.ts';
import { providerCall, stageInput, useStageBench } from '../../stage-bench.ts';

const bench = useStageBench();
const never = new AbortController().signal;
const pipelineId = 'octopus-hearts-abc234';
let server: PutServer;
beforeEach(async () => {
  server = await startPutServer();
});
afterEach(() => server.close());

const target = (mayBeLocal = true) => createHttpTarget({ artifacts: bench.artifacts, mayBeLocal });
const put = (content: string, mediaType: string) => bench.artifacts.putBytes(Buffer.from(content), mediaType);

async function filesOfRun(): Promise<Record<string, ArtifactRef>> {
  return {
    'video.mp4': await put('the film', 'video/mp4'),
    'captions.srt': await put('words', 'application/x-subrip'),
    'My film #1 100%.json': await put('{}', 'application/json'),
  };
}

interface Publishing {
  signal?: AbortSignal;
  report?(unit: string, done: number, total: number): void;
  mayBeLocal?: boolean;
}

async function requestOf(url: string | undefined): Promise<PublishRequest> {
  const files = await filesOfRun();
  const { brief } = stageInput({ publish: { url }, providers: { upload: ['http'] } });
  return {
    pipelineId,
    brief,
    files,
    video: await put('the film', 'video/mp4'),
    metadata: await put('{}', 'application/json'),
  };
}

async function publish(url: string | undefined, { signal, report = () => {}, mayBeLocal }: Publishing = {}) {
  const call = { ...providerCall({ signal }), report, attempt: 1, kept: undefined, keep: () => {} };
  return target(mayBeLocal).publish(await requestOf(url), call);
}

const arrived = () => server.arrivals.map(({ method, path }) => `${method} ${path}`);

describe('publishing at an address', () => {
  it('that ends with a slash puts every file there under its name, the film last', async () => {
    const publication = await publish(`${server.url}/films/?sv=1&sig=hush`);
    expect(arrived()).toEqual([
      'PUT /films/captions.srt?sv=1&sig=hush',
      'PUT /films/My%20film%20%231%20100%25.json?sv=1&sig=hush',
      'PUT /films/video.mp4?sv=1&sig=hush',
    ]);
    expect([...server.files.values()].map(String)).toEqual(['words', '{}', 'the film']);
    expect(server.arrivals.map(({ headers }) => headers['content-type'])).toEqual([
      'application/x-subrip',
      'application/json',
      'video/mp4',
    ]);
    expect(publication).toEqual({
      target: 'http',
      id: pipelineId,
      url: `${server.url}/films/video.mp4`,
      files: ['captions.srt', 'My%20film%20%231%20100%25.json', 'video.mp4'].map(
        (name) => `${server.url}/films/${name}`,
      ),
    });
  });

  it('of another form puts the film there alone', async () => {
    const publication = await publish(`${server.url}/inbox/today?name=a/`);
    expect(arrived()).toEqual(['PUT /inbox/today?name=a/']);
    expect(publication).toMatchObject({ url: `${server.url}/inbox/today`, files: [`${server.url}/inbox/today`] });
  });

  it('tells of itself without what lets one in', async () => {
    const url = server.url.replace('//', '//anna:hush@');
    expect(JSON.stringify(await publish(`${url}/film?token=hush#hush`))).not.toContain('hush');
  });

  it('tells its progress in bytes of all files', async () => {
    const seen: unknown[] = [];
    await publish(`${server.url}/`, { report: (...progress) => seen.push(progress) });
    expect(seen).toEqual([
      ['bytes', 5, 15],
      ['bytes', 7, 15],
      ['bytes', 15, 15],
    ]);
  });

  it('twice leaves it there once', async () => {
    await publish(`${server.url}/films/`);
    await publish(`${server.url}/films/`);
    expect([...server.files.keys()]).toHaveLength(3);
  });

  it('stops between two files when cancelled, and the film does not come', async () => {
    const stopped = new AbortController();
    const running = publish(`${server.url}/`, { signal: stopped.signal, report: () => stopped.abort() });
    await expect(running).rejects.toThrow();
    expect([...server.files.keys()]).not.toContain('/video.mp4');
  });

  it('needs one, and says how it is given', async () => {
    await expect(publish(undefined)).rejects.toMatchObject({
      type: 'InvalidInput',
      message:
        'the target http has no address: give one as publish.url; one that ends with / gets all files, any other the film',
    });
  });

  it('of this machine is refused unless it is allowed', async () => {
    await expect(publish(`${server.url}/film?hush`, { mayBeLocal: false })).rejects.toMatchObject({
      type: 'InvalidInput',
      message: expect.stringMatching(/^nothing is sent to 127\.0\.0\.1, .* FACELESS_PUBLISH_PRIVATE=on/) as string,
    });
    expect(server.arrivals).toEqual([]);
  });

  it('ends at the first file that is refused', async () => {
    server.turn = (_, response) => void response.writeHead(507).end();
    await expect(publish(`${server.url}/`)).rejects.toMatchObject({ type: 'ProviderUnavailable' });
    expect(arrived()).toEqual(['PUT /captions.srt']);
  });
});

describe('an address that is signed beforehand', () => {
  const secretKey = 'hush';
  const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();

  /** AWS's Signature Version 4 of a query, which covers method, path, query and host; shortened by the hash of the request. */
  function signatureOf(method: string, host: string, { pathname, searchParams }: URL): string {
    const query = [...searchParams].filter(([name]) => name !== 'X-Amz-Signature').sort();
    const canonical = [method, pathname, new URLSearchParams(query).toString(), `host:${host}`, 'UNSIGNED-PAYLOAD'];
    const key = ['20261123', 'eu-west-1', 's3', 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${secretKey}`);
    return hmac(key, canonical.join('\n')).toString('hex');
  }

  const signed = (expires = '900') => {
    const url = new URL(`${server.url}/bucket/film.mp4?X-Amz-Expires=${expires}&X-Amz-SignedHeaders=host`);
    url.searchParams.set('X-Amz-Signature', signatureOf('PUT', url.host, url));
    return url;
  };

  beforeEach(() => {
    server.turn = (request, response) => {
      const { method = '', headers } = request;
      const url = new URL(request.url ?? '', server.url);
      const isRight = signatureOf(method, headers.host ?? '', url) === url.searchParams.get('X-Amz-Signature');
      // What is not signed may not be said, and the length has to be.
      const extra = Object.keys(headers).filter((name) => name.startsWith('x-amz-') || name === 'content-md5');
      const isLate = url.searchParams.get('X-Amz-Expires') === '0';
      const [status, code] = isLate ? [403, 'AccessDenied'] : isRight ? [200, ''] : [403, 'SignatureDoesNotMatch'];
      const isPlain = extra.length === 0 && headers['content-length'] !== undefined;
      request.resume().once('end', () => response.writeHead(isPlain ? status : 400).end(`<Code>${code}</Code>`));
    };
  });

  it('takes the film', async () => {
    expect(await publish(signed().href)).toMatchObject({ url: `${server.url}/bucket/film.mp4` });
  });

  it('that expired, or was changed, says so without its signature', async () => {
    await expect(publish(signed('0').href)).rejects.toMatchObject({
      type: 'BadCredentials',
      message: `${server.url}/bucket/film.mp4 answers 403 AccessDenied: it may have expired, or not allow writing: give a new one`,
    });
    const changed = signed();
    changed.pathname = '/bucket/other.mp4';
    await expect(publish(changed.href)).rejects.toMatchObject({
      type: 'BadCredentials',
      message: expect.stringMatching(/^http:\S+other\.mp4 answers 403 SignatureDoesNotMatch: /) as string,
    });
  });
});

describe('a publication at an address', () => {
  const all = () => `${server.url}/films/?sig=a`;
  const stands = async (publication: Publication, url = all(), mayBeLocal = true) =>
    target(mayBeLocal).stands(publication, await requestOf(url), never);

  it('stands as long as files of that length are there', async () => {
    const publication = await publish(all());
    expect(await stands(publication)).toBe(true);
    server.files.set('/films/captions.srt?sig=a', Buffer.from('other words'));
    expect(await stands(publication)).toBe(false);
    server.files.delete('/films/captions.srt?sig=a');
    expect(await stands(publication)).toBe(false);
  });

  it('of the film alone stands as long as it is there', async () => {
    const url = `${server.url}/film`;
    const publication = await publish(url);
    expect(await stands(publication, url)).toBe(true);
    server.files.set('/film', Buffer.from('words'));
    expect(await stands(publication, url)).toBe(false);
  });

  it('is believed where nobody can ask, as with an address that is signed for PUT alone', async () => {
    const publication = await publish(all());
    server.files.clear();
    expect(await stands(publication, all(), false)).toBe(true);
    server.refusesHead = true;
    expect(await stands(publication)).toBe(true);
    await server.close();
    const there = stands(publication);
    server = await startPutServer();
    expect(await there).toBe(true);
  });

  it('no longer stands when it is to be elsewhere, or when there are other files', async () => {
    const publication = await publish(all());
    expect(await stands(publication, `${server.url}/other/`)).toBe(false);
    expect(await stands(publication, `${server.url}/films`)).toBe(false);
    expect(await stands({ ...publication, files: publication.files?.slice(1) })).toBe(false);
    expect(await stands({ ...publication, files: undefined })).toBe(false);
  });

  it('stays where it is when it is retracted, and that is said without what lets one in', async () => {
    await publish(all());
    const { brief } = await requestOf(all());
    const retracted = await target().retract({ pipelineId, brief, reason: 'cancelled' }, never);
    expect(retracted).toEqual({
      note: `What was sent to ${server.url}/films/ stays there: remove it where you don’t want it.`,
    });
    expect(await target().retract({ pipelineId, reason: 'cancelled' }, never)).toEqual({});
    expect(server.files.size).toBe(3);
    expect(server.arrivals).toHaveLength(3);
  });
});
