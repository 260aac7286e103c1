import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Pay, priceTableSchema } from '../../../src/contracts/costs.ts';
import { Failure } from '../../../src/contracts/failures.ts';
import { createPrices } from '../../../src/infra/costs/prices.ts';
import { openPurse } from '../../../src/infra/costs/purse.ts';
import type { Database } from '../../../src/infra/database/database.ts';
import { createSpendings, type Spendings } from '../../../src/infra/database/spendings.ts';
import { readUsage } from '../../../src/infra/database/usage.ts';
import { createLogger } from '../../../src/infra/logging/logger.ts';
import { createVendorFetch } from '../../../src/infra/vendors/vendor-fetch.ts';
import { startEmulator } from '../../emulators/emulator.ts';
import { openTestDatabase } from '../../support/test-database.ts';

const prices = createPrices(
  priceTableSchema.parse({
    date: '2026-11-01',
    currency: 'USD',
    providers: { acme: { v1: { per: 10, characters: 1 } } },
  }),
  'prices.yaml',
);
const charge = { provider: 'acme', model: 'v1', estimate: { characters: 20 } };

describe('a paid call', () => {
  let database: Database;
  let pay: Pay;
  const openWith = (changes: Partial<Spendings> = {}) =>
    openPurse(
      { prices, spendings: { ...createSpendings(database), ...changes }, logger: createLogger({ level: 'silent' }) },
      { pipelineId: 'p', owner: 'ada', step: 'audio', budgets: { pipelineUsd: 3 } },
    );
  beforeAll(async () => {
    database = await openTestDatabase();
    pay = openWith();
  });
  afterAll(() => database.close());
  beforeEach(() => sql`truncate spendings`.execute(database.kysely));

  const books = async () => {
    const { calls, costUsd, reservedUsd } = await readUsage(database, {
      ...{ from: '2000-01-01', to: '2099-12-31', by: [], monthOf: 'ada' },
    });
    return { calls, costUsd, reservedUsd };
  };

  it('is in the books with its estimate while it runs, and with what it used afterwards', async () => {
    const paid = await pay(charge, async () => {
      expect(await books()).toEqual({ calls: 1, costUsd: 0, reservedUsd: 2 });
      return { units: { characters: 15 }, value: 'sound' };
    });
    expect(paid).toEqual({ value: 'sound', costUsd: 1.5 });
    expect(await books()).toEqual({ calls: 1, costUsd: 1.5, reservedUsd: 0 });
  });

  it('is not made when it would go over the budget', async () => {
    await pay(charge, async () => ({ units: { characters: 20 }, value: 1 }));
    const call = () => Promise.reject(new Error('it was made'));
    await expect(pay(charge, call)).rejects.toMatchObject({ type: 'BudgetExceeded' });
  });

  it('is paid for though its answer is of no use', async () => {
    const failure = new Failure('InvalidAnswer', 'cut off');
    await expect(pay(charge, async () => ({ units: { characters: 10 }, failure }))).rejects.toBe(failure);
    expect(await books()).toEqual({ calls: 1, costUsd: 1, reservedUsd: 0 });
  });

  it('costs nothing when the service refuses it', async () => {
    await expect(pay(charge, () => Promise.reject(new Failure('RateLimited', 'later')))).rejects.toThrow('later');
    expect(await books()).toEqual({ calls: 1, costUsd: 0, reservedUsd: 0 });
  });

  it.each([
    ['could not be read', new Failure('InvalidAnswer', 'no JSON')],
    ['was given up half way', new DOMException('cancelled', 'AbortError')],
  ])('may have been charged when its answer %s: its estimate stands', async (_, error) => {
    await expect(pay(charge, () => Promise.reject(error))).rejects.toBe(error);
    expect(await books()).toEqual({ calls: 1, costUsd: 0, reservedUsd: 2 });
  });

  it('may have been charged when the connection broke, but not when there was none', async () => {
    const emulator = await startEmulator({ name: 'acme', errorOf: () => ({}), answer: () => ({ json: {} }) });
    const ask = createVendorFetch({ title: 'Acme' });
    emulator.fail({ kind: 'cut' });
    const call = async () => ({ units: {}, value: await ask(emulator.url) });
    await expect(pay(charge, call)).rejects.toMatchObject({ type: 'ProviderUnavailable' });
    expect(await books()).toMatchObject({ reservedUsd: 2 });
    await emulator.close();
    await sql`truncate spendings`.execute(database.kysely);
    await expect(pay(charge, call)).rejects.toMatchObject({ type: 'ProviderUnavailable' });
    expect(await books()).toMatchObject({ calls: 1, reservedUsd: 0 });
  });

  it('keeps what it bought when the books can’t be reached afterwards', async () => {
    const careless = openWith({ settle: () => Promise.reject(new Failure('Unavailable', 'the database is away')) });
    expect(await careless(charge, async () => ({ units: { characters: 10 }, value: 'sound' }))).toMatchObject({
      value: 'sound',
    });
    expect(await books()).toMatchObject({ reservedUsd: 2 });
  });

  it('is not made when its model has no price', async () => {
    const call = () => Promise.reject(new Error('it was made'));
    await expect(pay({ ...charge, model: 'v2' }, call)).rejects.toThrow('prices.yaml has no price for acme v2');
  });
});
