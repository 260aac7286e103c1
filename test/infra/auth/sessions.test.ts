import { afterAll, beforeAll, describe } from 'vitest';
import { createPasswords } from '../../../src/infra/auth/passwords.ts';
import { createMemoryCache } from '../../../src/infra/cache/memory-cache.ts';
import { openCache } from '../../../src/infra/cache/open-cache.ts';
import type { Database } from '../../../src/infra/database/database.ts';
import { createUsers } from '../../../src/infra/database/users.ts';
import { createLogger } from '../../../src/infra/logging/logger.ts';
import { findRedis, type RedisServer, redisNeeds } from '../../support/redis.ts';
import { openTestDatabase } from '../../support/test-database.ts';
import { sessionsConformance } from './sessions-conformance.ts';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
const users = () => createUsers(database, createPasswords({ logN: 4, r: 8, p: 1 }));

sessionsConformance('memory', users, async () => createMemoryCache());

const start = findRedis();

describe.runIf(start || process.env.CI)(`Redis (${redisNeeds})`, () => {
  let server: RedisServer;
  beforeAll(async () => {
    if (!start) throw new Error(`no Redis server: ${redisNeeds}`);
    server = await start();
  });
  afterAll(() => server?.stop());

  const logger = createLogger({ level: 'silent' });
  sessionsConformance('Redis', users, async () => openCache({ url: server.url, logger }));
});
