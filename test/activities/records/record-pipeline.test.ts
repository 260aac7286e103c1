import { expect, it } from 'vitest';
import { createRecordActivities } from '../../../src/activities/records/record-pipeline.ts';
import type { RecordPipelineInput } from '../../../src/contracts/records.ts';
import type { PipelineRecords } from '../../../src/infra/database/records.ts';
import { sampleRecord } from '../../infra/database/samples.ts';

it('a run that an earlier version began is recorded with the step it is at and no files', async () => {
  const written: RecordPipelineInput[] = [];
  let woken = 0;
  const records = { write: async (input) => void written.push(input) } as PipelineRecords;
  const { recordPipeline } = createRecordActivities(records, { wake: () => void woken++ });
  const { step: _step, artifacts: _artifacts, ...earlier } = sampleRecord();
  earlier.steps.keywords = { ...earlier.steps.keywords, state: 'done' };
  await recordPipeline({ record: earlier, sequence: 3 });
  expect(written).toEqual([{ record: { ...earlier, step: 'script', artifacts: {} }, sequence: 3 }]);
  expect(woken).toBe(1);
});
