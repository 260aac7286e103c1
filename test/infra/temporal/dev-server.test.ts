import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { connectClient } from '../../../src/infra/temporal/connection.ts';
import { type DevServerOptions, startDevServer } from '../../../src/infra/temporal/dev-server.ts';
import { testTools } from '../../support/tools.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'faceless-dev-server-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const options = (changes: Partial<DevServerOptions> = {}): DevServerOptions => ({
  cli: testTools().temporal,
  logsFolder: join(folder, 'logs'),
  port: 0,
  ui: false,
  ...changes,
});

function program(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text, { mode: 0o755 });
  return path;
}

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('the dev server', () => {
  it('answers when it is said to have started, forgets nothing with a database file, and ends when stopped', async () => {
    const databaseFile = join(folder, 'temporal.db');
    const first = await startDevServer(options({ databaseFile, namespaces: ['films'] }));
    expect(isAlive(first.pid)).toBe(true);
    expect(first.uiUrl).toBeUndefined();
    await first.stop();
    expect(isAlive(first.pid)).toBe(false);
    await first.stop();

    const second = await startDevServer(options({ databaseFile, ui: true }));
    try {
      const connection = await connectClient({ address: second.address, namespace: 'films', tls: false });
      const { namespaceInfo } = await connection.workflowService.describeNamespace({ namespace: 'films' });
      expect(namespaceInfo?.name).toBe('films');
      await connection.close();
      expect((await fetch(second.uiUrl ?? '')).status).toBe(200);
    } finally {
      await second.stop();
    }
    await expect(connectClient({ address: second.address, namespace: 'films', tls: false })).rejects.toMatchObject({
      type: 'ProviderUnavailable',
      message: expect.stringMatching(
        /^no Temporal server answers at 127\.0\.0\.1:\d+: start the local stack/,
      ) as string,
    });
  });

  it('is refused on a port that is in use, with three ways out', async () => {
    const port = Number(inject('temporalAddress').split(':')[1]);
    await expect(startDevServer(options({ port }))).rejects.toMatchObject({
      type: 'InvalidInput',
      message:
        `port ${port} for Temporal is in use by another program: stop it, choose another with FACELESS_TEMPORAL_PORT, ` +
        `or, if it is a Temporal server, use it with TEMPORAL_ADDRESS=127.0.0.1:${port}`,
    });
  });

  it('says that the program is missing when it is', async () => {
    await expect(startDevServer(options({ cli: join(folder, 'none') }))).rejects.toMatchObject({
      type: 'ToolMissing',
      message: expect.stringMatching(/^the Temporal command line can't be started: .*ENOENT/) as string,
    });
  });

  it('says so when the program ends at once, and keeps its words in the log', async () => {
    const cli = program('broken', '#!/bin/sh\necho "no such flag" >&2\nexit 64\n');
    await expect(startDevServer(options({ cli }))).rejects.toMatchObject({
      type: 'ToolFailed',
      message: expect.stringContaining('ended at once (code 64): see temporal.log') as string,
    });
    expect(readFileSync(join(folder, 'logs/temporal.log'), 'utf8')).toContain('no such flag');
  });
});
