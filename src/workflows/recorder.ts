import { CancellationScope } from '@temporalio/workflow';
import type { DomainEvent, EventType } from '../contracts/events.ts';
import type { PipelineRecord } from '../contracts/records.ts';
import { recordPipeline } from './stages.ts';

export interface Recorder {
  /** Writes the record as it is now, with the event if there is one, after all earlier ones. Does not wait. */
  record(event?: EventType, data?: Record<string, unknown>): void;
  /** Resolves when everything recorded so far is written. */
  settled(): Promise<void>;
}

/** Records and events leave in the order they happened, beside the run: the stages don't wait for the database. */
export function createRecorder(snapshot: () => PipelineRecord, correlationId: string | undefined): Recorder {
  let sequence = 0;
  let written: Promise<void> = Promise.resolve();

  return {
    record(type, data = {}) {
      sequence += 1;
      const record = copy(snapshot());
      const event: DomainEvent | undefined = type && {
        specversion: '1.0',
        id: `${record.runId}.${sequence}`,
        source: 'faceless/orchestrator',
        type,
        subject: record.pipelineId,
        time: record.updatedAt,
        datacontenttype: 'application/json',
        correlationid: correlationId,
        data,
      };
      const input = { record, sequence, event };
      written = written.then(() => CancellationScope.nonCancellable(() => recordPipeline(input)));
    },
    settled: () => CancellationScope.nonCancellable(() => written),
  };
}

// The workflow sandbox has no structuredClone; the record is plain JSON.
function copy<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
