import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import type { Database } from '../../../src/infra/database/database.ts';
import { createQuotaUsed } from '../../../src/infra/database/quota-used.ts';
import { type AccessTokens, createAccessTokens } from '../../../src/infra/google/access-tokens.ts';
import { createQuota, projectOf, type QuotaLedger } from '../../../src/infra/youtube/quota.ts';
import {
  startYoutubeEmulator,
  type YoutubeEmulator,
  youtubeClient,
  youtubeRefreshToken,
} from '../../emulators/youtube/start-youtube-emulator.ts';
import { openTestDatabase } from '../../support/test-database.ts';

/** YouTube with a signed-in channel, and a ledger of its quota. */
export interface YoutubeBench {
  youtube: YoutubeEmulator;
  database: Database;
  tokens: AccessTokens;
  /** With an empty day. */
  quota: QuotaLedger;
  /** Another ledger over the same books. */
  ledger(changes?: Partial<Parameters<typeof createQuota>[0]>): QuotaLedger;
}

/** For each test of a file: no test may break the protocol. */
export function useYoutube(options: Parameters<typeof startYoutubeEmulator>[0] = {}): YoutubeBench {
  const bench = {
    ledger: (changes = {}) =>
      createQuota({
        used: createQuotaUsed(bench.database),
        project: projectOf(youtubeClient.id),
        ...{ dailyUnits: 10_000, dailyUploads: 100, now: options.now, ...changes },
      }),
  } as YoutubeBench;
  beforeAll(async () => {
    bench.youtube = await startYoutubeEmulator(options);
    bench.database = await openTestDatabase();
  });
  beforeEach(async () => {
    bench.youtube.reset();
    await sql`truncate quota_used`.execute(bench.database.kysely);
    bench.quota = bench.ledger();
    bench.tokens = createAccessTokens({
      ...{ clientId: youtubeClient.id, clientSecret: youtubeClient.secret },
      ...{ refreshToken: youtubeRefreshToken, tokenUrl: `${bench.youtube.url}/token` },
    });
  });
  afterEach(() => expect(bench.youtube.violations).toEqual([]));
  afterAll(async () => {
    await bench.youtube.close();
    await bench.database.close();
  });
  return bench;
}
