import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/infra/config/config.ts';
import { createLogger } from '../../src/infra/logging/logger.ts';
import { createMetrics } from '../../src/infra/metrics/metrics.ts';
import { openResources, type Resources } from '../../src/workers/resources.ts';
import { copyEmptyDatabase } from '../support/test-database.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'faceless-resources-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const open = (): Promise<Resources> =>
  openResources(readConfig({ FACELESS_HOME: home }), createLogger({ level: 'silent' }), createMetrics());

describe('what the roles of a process share', () => {
  it('is opened when it is first asked for, once', async () => {
    const resources = await open();
    expect(readdirSync(home)).toEqual(['artifacts']);
    const [first, second] = await Promise.all([resources.database(), resources.database()]);
    expect(first).toBe(second);
    await first.check();
    await resources.close();
  });

  it('is closed with a database that was still being opened, so that the next process finds it free', async () => {
    await copyEmptyDatabase(join(home, 'database'));
    const first = await open();
    void first.database();
    await first.close();
    const second = await open();
    await (await second.database()).check();
    await second.close();
  });

  it('is closed in the opposite order, each once, even if one of them fails', async () => {
    const resources = await open();
    const closed: string[] = [];
    const closeLater = (name: string, error?: Error) =>
      resources.closeLater(async () => {
        closed.push(name);
        if (error) throw error;
      });
    closeLater('first');
    closeLater('second', new Error('the second did not close'));
    closeLater('third');
    await expect(resources.close()).rejects.toThrow('the second did not close');
    expect(closed).toEqual(['third', 'second', 'first']);
    await resources.close();
    expect(closed).toHaveLength(3);
  });
});
