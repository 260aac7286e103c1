import { CancellationScope } from '@temporalio/workflow';
import type { DomainEvent, EventType } from '../contracts/events.ts';

export interface Recorder {
  /** Writes the record as it is now, with the event if there is one, after all earlier ones. Does not wait. */
  record(event?: EventType, data?: Record<string, unknown>): void;
  /** Resolves when everything recorded so far is written. */
  settled(): Promise<void>;
  /** Of the last record. */
  sequence(): number;
}

interface RecorderOptions<Record extends { updatedAt: string }> {
  snapshot(): Record;
  write(input: { record: Record; sequence: number; event?: DomainEvent }): Promise<void>;
  /** Event ids begin with it. */
  runId: string;
  /** What the events are about. */
  subject: string;
  correlationId: string | undefined;
  /** The last sequence of the run before, when this one goes on with its records. */
  after?: number;
}

/** Records and events leave in the order they happened, beside the run: the stages don't wait for the database. */
export function createRecorder<Record extends { updatedAt: string }>(options: RecorderOptions<Record>): Recorder {
  const { snapshot, write, runId, subject, correlationId, after = 0 } = options;
  let sequence = after;
  let written: Promise<void> = Promise.resolve();

  return {
    record(type, data = {}) {
      sequence += 1;
      const record = copy(snapshot());
      const event: DomainEvent | undefined = type && {
        specversion: '1.0',
        id: `${runId}.${sequence}`,
        source: 'faceless/orchestrator',
        type,
        subject,
        time: record.updatedAt,
        datacontenttype: 'application/json',
        correlationid: correlationId,
        data,
      };
      const input = { record, sequence, event };
      written = written.then(() => CancellationScope.nonCancellable(() => write(input)));
    },
    settled: () => CancellationScope.nonCancellable(() => written),
    sequence: () => sequence,
  };
}

// The workflow sandbox has no structuredClone; the record is plain JSON.
function copy<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
