import type { RecordPipelineInput } from '../../contracts/records.ts';
import type { PipelineRecords } from '../../infra/database/records.ts';
import type { OutboxRelay } from '../../infra/events/outbox-relay.ts';

/** Record and event in one transaction; the relay then publishes the event. Written twice, it is there once. */
export function createRecordActivities(records: PipelineRecords, relay: Pick<OutboxRelay, 'wake'>) {
  async function recordPipeline(input: RecordPipelineInput): Promise<void> {
    await records.write(input);
    relay.wake();
  }
  return { recordPipeline };
}
