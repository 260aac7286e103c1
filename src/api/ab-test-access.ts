import type { FastifyBaseLogger } from 'fastify';
import { type AbTestStatus, endedAbTestStates } from '../contracts/ab-test-run.ts';
import { Failure } from '../contracts/failures.ts';
import type { Caller } from '../contracts/users.ts';
import { type AbTestRecords, createAbTestRecords } from '../infra/database/ab-tests.ts';
import type { Database } from '../infra/database/database.ts';
import type { AbTestClient } from '../infra/temporal/ab-test-client.ts';
import { owns } from './plugins/access.ts';

export interface AbTestAccessContext {
  abTests: AbTestClient;
  database(): Promise<Database>;
}

/** A/B tests as a caller may see them: another's is answered exactly as one that does not exist. */
export interface AbTestAccess {
  records(): Promise<AbTestRecords>;
  /** To the moment; what is recorded where the test has ended, or does not answer. @throws Failure `NotFound` */
  read(caller: Caller, id: string): Promise<AbTestStatus>;
  /** Before something is asked of the test itself. @throws Failure `NotFound`, or `Conflict` when only its record is left */
  assertOwn(caller: Caller, id: string): Promise<void>;
}

export function createAbTestAccess(
  { abTests, database }: AbTestAccessContext,
  log: Pick<FastifyBaseLogger, 'warn'>,
): AbTestAccess {
  const records = async () => createAbTestRecords(await database());

  async function statusOf(id: string): Promise<AbTestStatus | undefined> {
    const record = await (await records()).get(id);
    if (record && endedAbTestStates.includes(record.state)) return record;
    try {
      return await abTests.status(id);
    } catch (error) {
      if (record) log.warn({ err: error, testId: id }, 'the A/B test does not answer: its record does');
      else if (!(error instanceof Failure && error.type === 'NotFound')) throw error;
      return record;
    }
  }

  return {
    records,

    async read(caller, id) {
      const status = await statusOf(id);
      if (!status || !owns(caller, status.owner)) throw noSuchTest(id);
      return status;
    },

    async assertOwn(caller, id) {
      const run = await abTests.find(id);
      const owner = run?.owner ?? (await (await records()).get(id))?.owner;
      if (owner === undefined || !owns(caller, owner)) throw noSuchTest(id);
      if (!run) throw new Failure('Conflict', `the A/B test ${id} has ended, and its history is no longer kept`);
    },
  };
}

function noSuchTest(id: string): Failure {
  return new Failure('NotFound', `there is no A/B test '${id}'`);
}
