import type { RecordAbTestInput } from '../../contracts/ab-test-run.ts';
import type { AbTestRecords } from '../../infra/database/ab-tests.ts';
import type { OutboxRelay } from '../../infra/events/outbox-relay.ts';

/** Record and event in one transaction; the relay then publishes the event. Written twice, it is there once. */
export function createRecordAbTest(records: AbTestRecords, relay: Pick<OutboxRelay, 'wake'>) {
  async function recordAbTest(input: RecordAbTestInput): Promise<void> {
    await records.write(input);
    relay.wake();
  }
  return { recordAbTest };
}
