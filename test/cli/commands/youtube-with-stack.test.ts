import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { createKeepSignIn } from '../../../src/activities/upload/keep-sign-in.ts';
import { login } from '../../../src/cli/commands/youtube.ts';
import { writeStackInfo } from '../../../src/cli/stack-file.ts';
import { readConfig } from '../../../src/infra/config/config.ts';
import { createChannels } from '../../../src/infra/database/channels.ts';
import { type Database, openDatabase } from '../../../src/infra/database/database.ts';
import { createLogger } from '../../../src/infra/logging/logger.ts';
import { createSealer } from '../../../src/infra/secrets/seal-text.ts';
import { connectWorkers } from '../../../src/infra/temporal/connection.ts';
import { installRuntime } from '../../../src/workers/runtime.ts';
import { createRoleWorker } from '../../../src/workers/worker.ts';
import { startYoutubeEmulator, type YoutubeEmulator } from '../../emulators/youtube/start-youtube-emulator.ts';
import { benchPlace } from '../../support/bench-place.ts';
import { consentAt } from '../../support/browser.ts';
import { waitFor } from '../../support/wait-for.ts';

const secretsKey = 'a secrets key of the tests, long enough';
const home = mkdtempSync(join(tmpdir(), 'faceless-youtube-stack-'));
const logger = createLogger({ level: 'silent' });
let google: YoutubeEmulator;
let database: Database;
let printed = '';
const given: unknown[] = [];
const { address, namespace } = benchPlace();

// The local stack as the command sees it: its file, its Temporal server, and its worker that has the database.
beforeAll(async () => {
  installRuntime(logger);
  google = await startYoutubeEmulator();
  database = await openDatabase({ folder: join(home, 'database') });
  const connection = await connectWorkers({ address, namespace, tls: false });
  const sealer = createSealer(secretsKey);
  const { keepSignIn } = createKeepSignIn(async () => createChannels(database, sealer), sealer);
  const worker = await createRoleWorker({
    ...{ role: 'uploader', connection, namespace, parallel: 2 },
    activities: {
      keepSignIn(input) {
        given.push(input);
        return keepSignIn(input);
      },
    },
  });
  const running = worker.run();
  await writeStackInfo(home, { pid: process.pid, temporalAddress: address });
  return async () => {
    worker.shutdown();
    await running;
    await connection.close();
  };
});
afterEach(() => vi.restoreAllMocks());
afterAll(async () => {
  await google.close();
  await database.close();
  rmSync(home, { recursive: true });
});

async function logIn(key = secretsKey): Promise<number> {
  printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
  const { YOUTUBE_REFRESH_TOKEN: _, ...client } = google.environment;
  const environment = { FACELESS_HOME: home, FACELESS_SECRETS_KEY: key, TEMPORAL_NAMESPACE: namespace };
  const done = login({ config: readConfig({ ...environment, ...client }), logger }, { browser: false });
  done.catch(() => undefined);
  const address = waitFor(
    async () => /^http:\S+$/m.exec(printed)?.[0],
    (found) => found !== undefined,
  );
  await Promise.race([address.then((found) => consentAt(found ?? '')), done]);
  return done;
}

it('signs a channel in while the local stack runs, which keeps it, and Temporal has nothing to read', async () => {
  expect(await logIn()).toBe(0);
  const { id, title } = google.channel;
  const kept = await createChannels(database, createSealer(secretsKey)).choose('local');
  expect(kept).toMatchObject({ channelId: id, title });
  expect(kept.refreshToken).toMatch(/^1\/\/0g/);
  expect(JSON.stringify(given)).not.toContain(kept.refreshToken);
  expect(printed).toMatch(/\nCurious Things \(@curiousthings\) is signed in\.\n$/);
});

it('says so when the stack has another key', async () => {
  await expect(logIn('another secrets key of the tests, long enough')).rejects.toMatchObject({
    type: 'InvalidInput',
    message: expect.stringContaining('FACELESS_SECRETS_KEY') as string,
  });
});
