import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDownload, type DownloadOptions } from '../../../src/infra/vendors/download.ts';
import { isPrivateAddress } from '../../../src/infra/vendors/private-address.ts';

let server: Server;
let url: string;
const folder = mkdtempSync(join(tmpdir(), 'faceless-download-'));
const path = join(folder, 'file');
const never = new AbortController().signal;

const pages: Record<string, (response: ServerResponse) => void> = {
  '/file': (response) => response.end('the file'),
  '/gone': (response) => response.writeHead(410).end(),
  '/busy': (response) => response.writeHead(503).end(),
  '/moved': (response) => response.writeHead(302, { location: '/file' }).end(),
  '/away': (response) => response.writeHead(302, { location: 'file:///etc/hostname' }).end(),
  '/loop': (response) => response.writeHead(307, { location: '/loop' }).end(),
  '/long': (response) => response.writeHead(200, { 'content-length': 5000 }).end(Buffer.alloc(5000)),
  '/endless': (response) => {
    const more = () => !response.destroyed && response.write(Buffer.alloc(400), more);
    more();
  },
  '/cut': (response) => response.writeHead(200, { 'content-length': 900 }).write('half', () => response.destroy()),
  '/stall': (response) => void response.writeHead(200).write('half'),
};

beforeAll(async () => {
  server = createServer((request, response) => void pages[request.url ?? '']?.(response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

const fetchFile = (page: string, options: Partial<DownloadOptions> = {}, signal = never) =>
  createDownload({ title: 'Pexels', baseUrl: url, maxBytes: 1000, ...options })(page, path, signal);

describe('a download', () => {
  it('is written to its file, over a redirect, too', async () => {
    await fetchFile(`${url}/file`);
    expect(readFileSync(path, 'utf8')).toBe('the file');
    await fetchFile(`${url}/moved`);
    expect(readFileSync(path, 'utf8')).toBe('the file');
  });

  it.each([
    ['/gone', 'InvalidAnswer'],
    ['/loop', 'InvalidAnswer'],
    ['/away', 'InvalidAnswer'],
    ['/long', 'InvalidAnswer'],
    ['/endless', 'InvalidAnswer'],
    ['/busy', 'ProviderUnavailable'],
    ['/cut', 'ProviderUnavailable'],
  ])('of %s fails as %s', async (page, type) => {
    await expect(fetchFile(url + page)).rejects.toMatchObject({ name: 'Failure', type });
  });

  it('is given up when it takes too long, and when it is cancelled, with the reason', async () => {
    await expect(fetchFile(`${url}/stall`, { timeoutMs: 100 })).rejects.toMatchObject({ type: 'ProviderUnavailable' });
    const controller = new AbortController();
    const outcome = fetchFile(`${url}/stall`, {}, controller.signal).catch((error: unknown) => error);
    const reason = new Error('the run was cancelled');
    controller.abort(reason);
    expect(await outcome).toBe(reason);
  });

  it('never asks a local network on behalf of a public service', async () => {
    const ofPublic = { baseUrl: 'https://203.0.113.7' };
    const port = new URL(url).port;
    for (const place of [
      `${url}/file`,
      `https://127.0.0.1:${port}/file`,
      `https://localhost:${port}/file`,
      `https://[::1]:${port}/file`,
      `https://[::ffff:127.0.0.1]:${port}/file`,
      'https://169.254.169.254/latest/meta-data',
      'http://203.0.113.8/file',
      'ftp://203.0.113.8/file',
      'not an address',
    ]) {
      await expect(fetchFile(place, ofPublic), place).rejects.toMatchObject({ type: 'InvalidAnswer' });
    }
  });
});

it('knows the addresses of this machine and of local networks', () => {
  const own = [
    '127.0.0.1',
    '10.1.2.3',
    '192.168.0.9',
    '172.31.0.1',
    '169.254.1.1',
    '0.0.0.0',
    '::1',
    'fe80::1',
    'fd00::1',
  ];
  expect(own.filter(isPrivateAddress)).toEqual(own);
  expect(['::ffff:10.0.0.1', '100.64.0.1', '224.0.0.1'].every(isPrivateAddress)).toBe(true);
  expect(['203.0.113.7', '8.8.8.8', '172.32.0.1', '2606:4700::1111'].some(isPrivateAddress)).toBe(false);
});
