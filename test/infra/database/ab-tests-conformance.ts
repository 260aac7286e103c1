import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import type { AbTestRecord } from '../../../src/contracts/ab-test-run.ts';
import { type AbTestRecords, createAbTestRecords } from '../../../src/infra/database/ab-tests.ts';
import type { Database } from '../../../src/infra/database/database.ts';
import type { ListAbTestsQuery } from '../../../src/infra/database/list-ab-tests.ts';
import { createPipelineRecords } from '../../../src/infra/database/records.ts';
import { sampleAbTest, samplePlan, sampleSubject } from './ab-test-samples.ts';
import { sampleEvent, sampleRecord } from './samples.ts';

/** What is kept of A/B tests, in any database. */
export function abTestsConformance(open: () => Database): void {
  describe('A/B tests', () => {
    let records: AbTestRecords;
    beforeEach(async () => {
      records = createAbTestRecords(open());
      await sql`truncate ab_tests, pipelines, outbox`.execute(open().kysely);
    });

    const { testId } = sampleAbTest();
    const event = (id: string) => sampleEvent(id, { type: 'pipeline.abtest.started' });
    const eventIds = async () => {
      const rows = await open().kysely.selectFrom('outbox').select('event_id').orderBy('position').execute();
      return rows.map((row) => row.event_id);
    };

    it('are given back as they were written', async () => {
      const bare = sampleAbTest();
      await records.write({ record: bare, sequence: 1 });
      expect(await records.get(testId)).toEqual(bare);

      const full = sampleAbTest({
        ...{ state: 'waiting', reason: 'sign in: `./faceless youtube login`', shown: 'b', plan: samplePlan },
        ...{ pipelineId: 'octopus-abc234', nextAt: '2026-12-03T08:00:00.000Z', notices: ['one', 'two'] },
        days: [
          { day: '2026-12-01', slot: 0, variant: 'a' },
          { day: '2026-12-02', slot: 1, variant: 'b', dropped: 'somebody changed the thumbnail' },
        ],
        evidence: {
          ...{ verdict: 'winner', winner: 'b', sentence: 'B has the better click rate', countedDays: 14, p: 0.003 },
          decidedBy: 'always-valid',
        },
        updatedAt: '2026-12-02T08:00:00.001Z',
      });
      await records.write({ record: full, sequence: 2 });
      expect(await records.get(testId)).toEqual(full);
      await records.write({ record: bare, sequence: 3 });
      expect(await records.get(testId), 'what is gone from it is gone').toEqual(bare);
    });

    it('may have characters in their words that a database cannot keep', async () => {
      const day = { day: '2026-12-01', slot: 0, variant: 'a' as const };
      const odd = 'a\0b \ud83d';
      await records.write({
        record: sampleAbTest({ topic: odd, reason: odd, days: [{ ...day, dropped: odd }] }),
        sequence: 1,
        event: { ...event('e1'), data: { odd } },
      });
      expect(await records.get(testId)).toMatchObject({
        ...{ topic: 'ab \ufffd', reason: 'ab \ufffd', days: [{ ...day, dropped: 'ab \ufffd' }] },
      });
      expect(await records.get('\0nothing\ud83d')).toBeUndefined();
    });

    it('have one state and one event when the same is written twice', async () => {
      const input = { record: sampleAbTest(), sequence: 1, event: event('e1') };
      await records.write(input);
      await records.write({ ...input, record: sampleAbTest({ state: 'failed' }) });
      expect(await records.get(testId)).toEqual(input.record);
      expect(await eventIds()).toEqual(['e1']);
    });

    it('end with the last state and all events, whether they are written in any order or at once', async () => {
      const input = (sequence: number) => ({
        record: sampleAbTest({ notices: [`${sequence}`] }),
        ...{ sequence, event: event(`e${sequence}`) },
      });
      for (const sequence of [3, 1, 4, 2, 1]) await records.write(input(sequence));
      expect((await records.get(testId))?.notices).toEqual(['4']);
      await Promise.all([8, 6, 12, 5, 11, 7, 10, 9].map((sequence) => records.write(input(sequence))));
      expect((await records.get(testId))?.notices).toEqual(['12']);
      expect((await eventIds()).sort()).toEqual(Array.from({ length: 12 }, (_, index) => `e${index + 1}`).sort());
    });

    it('keep neither record nor event when one of them cannot be written', async () => {
      const broken = { ...event('e1'), id: undefined as unknown as string };
      await expect(records.write({ record: sampleAbTest(), sequence: 1, event: broken })).rejects.toThrow();
      expect(await records.get(testId)).toBeUndefined();
    });

    it('of a pipeline wait with their events for what is being written of it, whose events come first', async () => {
      const film = sampleRecord();
      await createPipelineRecords(open()).write({ record: film, sequence: 1 });
      const order: string[] = [];
      let written: Promise<unknown> | undefined;
      await open()
        .kysely.transaction()
        .execute(async (transaction) => {
          await sql`update pipelines set sequence = 2 where pipeline_id = ${film.pipelineId}`.execute(transaction);
          const record = sampleAbTest({ pipelineId: film.pipelineId });
          const about = { ...event('e1'), subject: film.pipelineId };
          written = records.write({ record, sequence: 1, event: about }).then(() => order.push('test'));
          for (let time = 0; time < 50; time += 1) await sql`select pg_sleep(0.001)`.execute(transaction);
          order.push('film');
        });
      await written;
      expect(order).toEqual(['film', 'test']);
      expect(await eventIds()).toEqual(['e1']);
    });

    it('and their pipeline are written by several processes at once', async () => {
      const film = sampleRecord();
      const writes = Array.from({ length: 12 }, (_, index) => index + 1).flatMap((sequence) => [
        createPipelineRecords(open()).write({ record: film, sequence, event: sampleEvent(`film-${sequence}`) }),
        records.write({ record: sampleAbTest({ pipelineId: film.pipelineId }), sequence, event: event(`${sequence}`) }),
      ]);
      await Promise.all(writes);
      expect(await eventIds()).toHaveLength(24);
    });
  });

  describe('a list of A/B tests', () => {
    let records: AbTestRecords;
    const tests: AbTestRecord[] = Array.from({ length: 25 }, (_, index) =>
      sampleAbTest({
        testId: `test-${String(index).padStart(2, '0')}`,
        owner: index % 5 === 0 ? 'ada' : 'local',
        state: index % 2 === 0 ? 'completed' : 'running',
        ...(index % 3 === 0 && { pipelineId: `film-${index % 2}` }),
        video: { target: 'youtube', id: `video-${index % 4}` },
        days: [{ day: '2026-12-01', slot: 0, variant: 'a' }],
        // Every five were created in the same millisecond.
        createdAt: new Date(Date.UTC(2026, 10, 22) + Math.floor(index / 5)).toISOString(),
      }),
    );
    beforeEach(async () => {
      records = createAbTestRecords(open());
      await sql`truncate ab_tests`.execute(open().kysely);
      for (const record of tests) await records.write({ record, sequence: 1 });
    });
    const idsOf = (listed: readonly { testId: string }[]) => listed.map((test) => test.testId);
    const newest = (isWanted: (test: AbTestRecord, index: number) => boolean) =>
      idsOf(tests.filter(isWanted)).reverse();

    it('pages through all, newest first, each once, while others are added', async () => {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await records.list({ limit: 7, cursor });
        seen.push(...idsOf(page.tests));
        cursor = page.next;
        const added = { testId: `late-${seen.length}`, createdAt: '2026-11-23T00:00:00.000Z' };
        await records.write({ record: sampleAbTest(added), sequence: 1 });
      } while (cursor);
      expect(seen).toEqual(newest(() => true));
    });

    it('gives no cursor when the last page is full', async () => {
      const page = await records.list({ limit: 5, owner: 'ada' });
      expect(idsOf(page.tests)).toEqual(newest((_, index) => index % 5 === 0));
      expect(page.next).toBeUndefined();
    });

    it('says all of each but its days', async () => {
      const [last] = (await records.list({ limit: 1 })).tests;
      const { days: _, ...listing } = tests.at(-1) as AbTestRecord;
      expect(last).toEqual(listing);
    });

    it('filters by owner, state, pipeline and video, alone and together', async () => {
      const found = async (query: ListAbTestsQuery) => idsOf((await records.list(query)).tests);
      expect(await found({ state: 'running' })).toEqual(newest((_, index) => index % 2 === 1));
      expect(await found({ pipelineId: 'film-1' })).toEqual(newest((_, index) => index % 6 === 3));
      expect(await found({ videoId: 'video-2' })).toEqual(newest((_, index) => index % 4 === 2));
      expect(await found({ owner: 'ada', state: 'running' })).toEqual(['test-15', 'test-05']);
      expect(await found({ owner: 'ada', pipelineId: 'film-0', videoId: 'video-0' })).toEqual(['test-00']);
      expect(await found({ owner: 'ada\0' })).toHaveLength(5);
      expect(await found({ state: 'asking' })).toEqual([]);
    });
  });

  describe('a list of A/B tests that can’t be', () => {
    const list = (query: ListAbTestsQuery) => createAbTestRecords(open()).list(query);

    it.each(['', 'x', 'bm90IGpzb24', Buffer.from('["yesterday","x"]').toString('base64url')])(
      'refuses the cursor %j',
      async (cursor) => {
        await expect(list({ cursor })).rejects.toMatchObject({ type: 'InvalidInput' });
      },
    );

    it.each([0, -1, 1.5, 201, Number.NaN])('refuses the limit %d', async (limit) => {
      await expect(list({ limit })).rejects.toMatchObject({ type: 'InvalidInput' });
    });
  });

  describe('the plan of an A/B test', () => {
    let records: AbTestRecords;
    beforeEach(async () => {
      records = createAbTestRecords(open());
      await sql`truncate ab_test_plans`.execute(open().kysely);
    });
    const { testId } = sampleSubject();

    it('is given back with its subject, as they were registered', async () => {
      const subject = sampleSubject({ pipelineId: 'octopus-abc234', correlationId: 'c1' });
      await records.register(subject, samplePlan);
      expect(await records.plan(testId)).toEqual({ subject, plan: samplePlan });
      expect(await records.plan('another')).toBeUndefined();
    });

    it('can be registered again as it is, whatever the order of its fields and what else the subject comes with', async () => {
      const subject = sampleSubject({ topic: 'a\0b \ud83d' });
      await records.register(subject, samplePlan);
      await records.register(subject, samplePlan);
      const { seed, ...others } = samplePlan;
      await records.register({ ...subject, correlationId: undefined }, { ...others, seed });
      await records.register({ ...subject, ...{ carried: { sequence: 3 } } }, samplePlan);
      expect(await records.plan(testId)).toEqual({ subject: { ...subject, topic: 'ab \ufffd' }, plan: samplePlan });
    });

    it('is never changed, nor what it is of', async () => {
      const subject = sampleSubject();
      await records.register(subject, samplePlan);
      const refused = {
        type: 'InvalidInput',
        message: `the A/B test ${testId} is registered with another plan, and no plan is changed afterwards: start another test`,
      };
      const others = [
        [subject, { ...samplePlan, schedule: 'bbaaabab' }],
        [subject, { ...samplePlan, seed: 1 }],
        [subject, { ...samplePlan, power: { ...samplePlan.power, isMeasured: false } }],
        [sampleSubject({ design: { ...subject.design, alpha: 0.1 } }), samplePlan],
        [sampleSubject({ variants: [...subject.variants].reverse() }), samplePlan],
      ] as const;
      for (const [other, plan] of others) await expect(records.register(other, plan)).rejects.toMatchObject(refused);
      expect(await records.plan(testId)).toEqual({ subject, plan: samplePlan });
    });

    it('is one when several processes register different ones at once', async () => {
      const plans = ['aabb', 'abab', 'abba', 'baab', 'baba', 'bbaa'].map((schedule) => ({ ...samplePlan, schedule }));
      const done = await Promise.allSettled(plans.map((plan) => records.register(sampleSubject(), plan)));
      const registered = plans.filter((_, index) => done[index]?.status === 'fulfilled');
      expect(registered).toHaveLength(1);
      expect((await records.plan(testId))?.plan).toEqual(registered[0]);
    });
  });
}
