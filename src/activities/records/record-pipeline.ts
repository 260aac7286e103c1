import { type PipelineRecord, type RecordPipelineInput, stepNow } from '../../contracts/records.ts';
import type { PipelineRecords } from '../../infra/database/records.ts';
import type { OutboxRelay } from '../../infra/events/outbox-relay.ts';

/** What came later: a run that an earlier version began does not say it. */
type Later = 'step' | 'artifacts';
type Recorded = Omit<PipelineRecord, Later> & Partial<Pick<PipelineRecord, Later>>;

/** Record and event in one transaction; the relay then publishes the event. Written twice, it is there once. */
export function createRecordActivities(records: PipelineRecords, relay: Pick<OutboxRelay, 'wake'>) {
  async function recordPipeline(input: Omit<RecordPipelineInput, 'record'> & { record: Recorded }): Promise<void> {
    const { step = stepNow(input.record.steps), artifacts = {} } = input.record;
    await records.write({ ...input, record: { ...input.record, step, artifacts } });
    relay.wake();
  }
  return { recordPipeline };
}
