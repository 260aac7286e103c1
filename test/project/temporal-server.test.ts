import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, resolve } from 'node:path';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { searchAttributeNames } from '../../src/contracts/search-attributes.ts';
import { testTools } from '../support/tools.ts';

const root = resolve(import.meta.dirname, '../..');
const composeFile = 'docker-compose.temporal.yml';

/** The command that reads compose files here: Debian's docker-compose, or Docker's own plugin. */
async function findCompose(): Promise<string[] | undefined> {
  for (const command of [['docker-compose'], ['docker', 'compose']]) {
    const [program = '', ...rest] = command;
    const { failed } = await execa(program, [...rest, 'version'], { reject: false });
    if (!failed) return command;
  }
  return undefined;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (address === null || typeof address === 'string') throw new Error('the system gave no port');
  return address.port;
}

describe(composeFile, () => {
  it('is read without complaint by docker-compose (missing: apt-get install docker-compose)', async ({ skip }) => {
    const compose = await findCompose();
    if (!compose && process.env.CI !== 'true') skip('docker-compose is not installed: apt-get install docker-compose');
    expect(compose, 'docker-compose is not installed: apt-get install docker-compose').toBeDefined();
    const [program = '', ...rest] = compose ?? [];
    const { stderr, exitCode } = await execa(program, [...rest, '-f', composeFile, 'config', '-q'], {
      cwd: root,
      reject: false,
    });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  });

  it('pins every image to one release and opens ports on loopback only', async () => {
    const text = await readFile(resolve(root, composeFile), 'utf8');
    const images = [...text.matchAll(/^ +image: (.+)$/gm)].map((match) => match[1]);
    expect(images.length).toBeGreaterThanOrEqual(4);
    for (const image of images) expect(image).toMatch(/:\d+\.\d+(\.\d+)?(-[\w.]+)?$/);
    const published = [...text.matchAll(/^ +- '(\S+:\d+)'$/gm)].map((match) => match[1]);
    expect(published.length).toBeGreaterThanOrEqual(2);
    for (const port of published) expect(port).toMatch(/^127\.0\.0\.1:/);
  });

  it('runs the server and its schema tools in one version', async () => {
    const text = await readFile(resolve(root, composeFile), 'utf8');
    const versions = [...text.matchAll(/temporalio\/(?:server|admin-tools):(\S+)/g)].map((match) => match[1]);
    expect(new Set(versions).size).toBe(1);
  });
});

describe('deploy/temporal/prepare-namespace.sh', () => {
  it('makes the namespace and every search attribute of the contracts, and can be run again', async () => {
    const { temporal } = testTools();
    const address = `127.0.0.1:${await freePort()}`;
    const port = address.slice('127.0.0.1:'.length);
    const server = execa(temporal, ['server', 'start-dev', '--headless', '--port', port, '--log-level', 'error'], {
      reject: false,
    });
    try {
      const env = {
        PATH: `${dirname(temporal)}:${process.env.PATH}`,
        TEMPORAL_ADDRESS: address,
        TEMPORAL_NAMESPACE: 'films',
      };
      const prepare = () => execa('sh', ['deploy/temporal/prepare-namespace.sh'], { cwd: root, env });
      expect((await prepare()).stdout).toContain('films');
      expect((await prepare()).stdout).toBe('');
      const { stdout } = await execa(temporal, ['operator', 'search-attribute', 'list', '--output', 'json'], { env });
      const { customAttributes } = JSON.parse(stdout) as { customAttributes: Record<string, string> };
      const wanted = Object.values(searchAttributeNames).map((name) => [name, 'INDEXED_VALUE_TYPE_KEYWORD']);
      expect(customAttributes).toEqual(Object.fromEntries(wanted));
    } finally {
      server.kill();
      await server;
    }
  }, 60_000);
});
