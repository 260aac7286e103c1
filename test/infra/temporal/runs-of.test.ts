import { defaultPayloadConverter, type WorkflowExecutionDescription } from '@temporalio/client';
import { describe, expect, it } from 'vitest';
import { progressIn, progressOf } from '../../../src/infra/temporal/runs-of.ts';

const bytes = { step: 'upload', unit: 'bytes', done: 3, total: 9 };
const kept = { session: 'https://example.invalid/?upload_id=who-has-it-may-upload', confirmed: 3 };

/** A run as the server describes it, with activities that said these things last. */
const runWith = (...details: unknown[]) =>
  ({
    raw: {
      pendingActivities: details.map((detail) => ({
        heartbeatDetails: detail === undefined ? undefined : { payloads: [defaultPayloadConverter.toPayload(detail)] },
      })),
    },
  }) as WorkflowExecutionDescription;

describe('the progress in a heartbeat', () => {
  it('is without what the activity keeps for its own next try', () => {
    expect(progressIn({ ...bytes, kept })).toEqual(bytes);
  });

  it('may be that nothing is done yet', () => {
    expect(progressIn({ ...bytes, done: 0, total: 0 })).toEqual({ ...bytes, done: 0, total: 0 });
  });

  it.each([
    ['one that only says it lives', undefined],
    ['null', null],
    ['one that only keeps something', { step: 'upload', unit: '', done: 0, total: 0, kept }],
    ['another’s', 'half of it'],
    ['half of one', { step: 'upload', unit: 'bytes', done: 3 }],
  ])('is not there in %s', (_, details) => {
    expect(progressIn(details)).toBeUndefined();
  });
});

describe('the progress of a run', () => {
  it('is that of each activity that has said some, and nothing else of what they said', () => {
    const frames = { step: 'video', unit: 'frames', done: 30, total: 90 };
    const progress = progressOf(runWith({ ...bytes, kept }, undefined, { ...bytes, unit: '', kept }, frames));
    expect(progress).toEqual([bytes, frames]);
    expect(JSON.stringify(progress)).not.toMatch(/session|kept/);
  });

  it('is none where nothing runs', () => {
    expect(progressOf(runWith())).toEqual([]);
    expect(progressOf({ raw: {} } as WorkflowExecutionDescription)).toEqual([]);
  });
});
