import { mkdir } from 'node:fs/promises';
import type { StageContext } from '../activities/activity.ts';
import type { Pay } from '../contracts/costs.ts';
import { createCachedResults } from '../infra/artifacts/cached-results.ts';
import { createFolderStore } from '../infra/artifacts/folder-store.ts';
import { createMarkingStore } from '../infra/artifacts/marking-store.ts';
import type { Cache } from '../infra/cache/cache.ts';
import { openCache } from '../infra/cache/open-cache.ts';
import type { Config } from '../infra/config/config.ts';
import { readPrices } from '../infra/costs/prices.ts';
import { openPurse, type Purpose } from '../infra/costs/purse.ts';
import { type Database, openDatabase } from '../infra/database/database.ts';
import { createSpendings } from '../infra/database/spendings.ts';
import type { EventBus } from '../infra/events/event-bus.ts';
import { createInProcessBus } from '../infra/events/in-process-bus.ts';
import type { Logger } from '../infra/logging/logger.ts';
import type { Metrics } from '../infra/metrics/metrics.ts';
import { type LocatedTools, locateTools } from '../infra/tools/locate.ts';

/** What the roles of one process share. Opened when a role first asks for it, closed together. */
export interface Resources extends StageContext {
  config: Config;
  bus: EventBus;
  cache: Cache;
  tools(): Promise<LocatedTools>;
  database(): Promise<Database>;
  /** Registers what has to be closed; the last opened is closed first. */
  closeLater(close: () => Promise<void>): void;
  close(): Promise<void>;
}

export async function openResources(config: Config, logger: Logger, metrics: Metrics): Promise<Resources> {
  await mkdir(config.home, { recursive: true });
  const closers: (() => Promise<void>)[] = [];
  const closeLater = (close: () => Promise<void>) => void closers.unshift(close);
  const bus = createInProcessBus({ logger });
  closeLater(async () => bus.close());
  const cache = await openCache({ url: config.redisUrl, logger });
  closeLater(() => cache.close());

  let tools: Promise<LocatedTools> | undefined;
  let database: Promise<Database> | undefined;
  const resources: Resources = {
    config,
    logger,
    metrics,
    bus,
    cache,
    artifacts: createMarkingStore(createCachedResults(createFolderStore({ folder: config.artifactsFolder }), cache)),
    tools() {
      tools ??= locateTools({ ...config.tools, toolsFolder: config.toolsFolder, searchPath: config.searchPath });
      return tools;
    },
    database() {
      database ??= openDatabase({ url: config.databaseUrl, folder: config.databaseFolder }).then((opened) => {
        closeLater(() => opened.close());
        return opened;
      });
      // One that was away is tried again by the next who asks.
      database.catch(() => {
        database = undefined;
      });
      return database;
    },
    payFor: (purpose) => pay(resources, purpose),
    closeLater,
    async close() {
      // One that is being opened has to be there before it can be closed.
      await database?.catch(() => {});
      const failed: unknown[] = [];
      for (const close of closers.splice(0)) await close().catch((error: unknown) => failed.push(error));
      if (failed.length > 0) throw failed[0];
    },
  };
  return resources;
}

/** The books are opened by the first call that costs money: a worker of free providers needs no database. */
function pay({ config, logger, database }: Resources, { budgets, ...purpose }: Purpose): Pay {
  return async (charge, call) => {
    const [prices, opened] = await Promise.all([readPrices(config.pricesFile), database()]);
    const monthUsd = budgets.monthUsd ?? config.monthlyBudgetUsd;
    const purse = openPurse(
      { prices, spendings: createSpendings(opened), logger },
      { ...purpose, budgets: { ...budgets, monthUsd } },
    );
    return purse(charge, call);
  };
}
