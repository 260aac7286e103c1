import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/infra/database/database.ts';
import { createQuotaUsed } from '../../../src/infra/database/quota-used.ts';
import { createQuota, projectOf, type QuotaLedger } from '../../../src/infra/youtube/quota.ts';
import { openTestDatabase } from '../../support/test-database.ts';

let database: Database;
let now = 0;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  now = Date.parse('2026-11-23T20:00:00Z');
  await sql`truncate quota_used`.execute(database.kysely);
});

const open = (changes = {}): QuotaLedger =>
  createQuota({
    used: createQuotaUsed(database),
    ...{ project: '407408718192', dailyUnits: 10_000, dailyUploads: 100, now: () => now, ...changes },
  });
const failureOf = (outcome: Promise<unknown>) =>
  outcome.then(
    () => expect.fail('it was let through'),
    (error: unknown) => error,
  );
const until = '2026-11-24T08:01:00.000Z';

describe('a day’s quota', () => {
  it('is there to be taken, and seen by every process at once', async () => {
    const [one, another] = [open(), open()];
    await one.take('units', 450);
    await another.take('uploads', 1);
    expect(await one.left()).toEqual({ units: 9550, uploads: 99 });
    expect(await another.left()).toEqual({ units: 9550, uploads: 99 });
  });

  it('that is used up says so in a sentence, with the time when it starts anew', async () => {
    const quota = open();
    await quota.take('units', 9950);
    expect(await failureOf(quota.take('units', 450))).toMatchObject({
      name: 'Failure',
      type: 'QuotaExceeded',
      message:
        'YouTube’s quota of this project is used up for today (Pacific time): 9,950 of 10,000 units, 450 more are needed; ' +
        'it starts anew at 2026-11-24 08:01 UTC',
      details: { until },
    });
    expect(await quota.left()).toMatchObject({ units: 50 });
    await quota.take('units', 50);
  });

  it('is not taken by several together beyond its end', async () => {
    const asked = await Promise.allSettled(Array.from({ length: 30 }, () => open().take('units', 400)));
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(25);
  });

  it('starts anew a minute after midnight of the Pacific coast, however long that day is', async () => {
    const quota = open({ dailyUploads: 1 });
    now = Date.parse('2026-11-01T08:30:00Z');
    await quota.take('uploads', 1);
    expect(await failureOf(quota.take('uploads', 1))).toMatchObject({
      message: expect.stringContaining(': 1 of 1 uploads, 1 more is needed; ') as string,
      details: { until: '2026-11-02T08:01:00.000Z' },
    });
    now = Date.parse('2026-11-02T08:01:00Z');
    await quota.take('uploads', 1);
  });

  it('can be asked without being taken', async () => {
    const quota = open();
    await quota.check({ uploads: 1, units: 10_000 });
    expect(await quota.left()).toEqual({ units: 10_000, uploads: 100 });
    await quota.take('units', 9000);
    await quota.check({ uploads: 1, units: 1000 });
    expect(await failureOf(quota.check({ uploads: 1, units: 1001 }))).toMatchObject({
      type: 'QuotaExceeded',
      details: { until },
    });
    await quota.exhaust('uploads');
    expect(await failureOf(quota.check({ uploads: 1 }))).toMatchObject({ type: 'QuotaExceeded' });
    await quota.check({ units: 1 });
  });

  it('says of what no day has room for that it would never fit, and what to do', async () => {
    const quota = open({ dailyUnits: 300 });
    for (const outcome of [quota.take('units', 400), quota.check({ units: 400 })]) {
      expect(await failureOf(outcome)).toMatchObject({
        type: 'InvalidInput',
        message: expect.stringMatching(
          /^400 units of YouTube’s quota are needed, .* 300 in a day, so it would never fit: .*YOUTUBE_DAILY_UNITS/,
        ) as string,
      });
    }
    expect(await quota.left()).toMatchObject({ units: 300 });
  });

  it('has nothing left once YouTube says so, whatever was counted, until it starts anew', async () => {
    const quota = open();
    expect(await quota.exhaust('units')).toMatchObject({ type: 'QuotaExceeded', details: { until } });
    expect(await quota.left()).toEqual({ units: 0, uploads: 100 });
    expect(await failureOf(quota.take('units', 1))).toMatchObject({ type: 'QuotaExceeded' });
    now = Date.parse(until);
    await quota.take('units', 1);
  });

  it('of the day before is meant by a refusal that comes after midnight, or right after it', async () => {
    const quota = open();
    now = Date.parse('2026-11-24T07:59:50Z');
    const takenAt = await quota.take('units', 1);
    now = Date.parse('2026-11-24T08:02:00Z');
    expect(await quota.exhaust('units', takenAt)).toMatchObject({ details: { until } });
    expect(await quota.left()).toMatchObject({ units: 10_000 });
    now = Date.parse('2026-11-24T08:00:20Z');
    expect(await quota.exhaust('units')).toMatchObject({ details: { until } });
    expect(await quota.left()).toMatchObject({ units: 10_000 });
  });

  it('takes back, into the day it came from, what was not used', async () => {
    const quota = open();
    const takenAt = await quota.take('units', 400);
    now = Date.parse('2026-11-24T09:00:00Z');
    await quota.take('units', 50);
    await quota.giveBack('units', 399, takenAt);
    expect(await quota.left()).toMatchObject({ units: 9950 });
    now = takenAt;
    expect(await quota.left()).toMatchObject({ units: 9999 });
  });
});

it.each([
  ['407408718192-abc.apps.googleusercontent.com', '407408718192'],
  ['client.apps.googleusercontent.com', 'client.apps.googleusercontent.com'],
  ['-odd', '-odd'],
])('%s is a client of the project %s', (clientId, project) => {
  expect(projectOf(clientId)).toBe(project);
});
