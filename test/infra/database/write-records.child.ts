import { openDatabase } from '../../../src/infra/database/database.ts';
import { createPipelineRecords } from '../../../src/infra/database/records.ts';
import { sampleEvent, sampleRecord } from './samples.ts';

// Writes until it is killed; says each number once it is written.
const records = createPipelineRecords(await openDatabase({ folder: process.argv[2] }));
for (let sequence = 1; ; sequence++) {
  await records.write({ record: sampleRecord({ costUsd: sequence }), sequence, event: sampleEvent(`e${sequence}`) });
  process.stdout.write(`${sequence}\n`);
}
