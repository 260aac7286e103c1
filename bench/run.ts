import { Failure } from '../src/contracts/failures.ts';
import { measureAbTest } from './abtest.ts';
import { measureApi } from './api.ts';
import { measurePipeline } from './pipeline.ts';
import { measureRender } from './render.ts';
import type { BenchRow } from './row.ts';
import { rowsAsMarkdown, rowsAsTable } from './show-rows.ts';
import { measureUpload } from './upload.ts';
import { measureVoice } from './voice.ts';

type Measure = (say: (message: string) => void, options: string[]) => Promise<BenchRow[]>;

/** One file a subject; each measures a figure and its reference in the same run. */
const subjects: Record<string, Measure> = {
  abtest: measureAbTest,
  api: measureApi,
  pipeline: measurePipeline,
  render: measureRender,
  upload: measureUpload,
  voice: measureVoice,
};

const [subject = '', ...options] = process.argv.slice(2);
const measure = subjects[subject];
if (!measure) {
  console.error(`bench: say what to measure: npm run bench -- ${Object.keys(subjects).join('|')} [--json|--markdown]`);
  process.exit(2);
}

const shapes: Record<string, (rows: BenchRow[]) => string> = { '--json': JSON.stringify, '--markdown': rowsAsMarkdown };
const shape = options.find((option) => option in shapes);
const say = (message: string) => console.error(message);
const wanted = options.filter((option) => option !== shape);
const rows = await measure(say, wanted).catch((error: unknown) => {
  // Whatever else went wrong is a defect: the report of it needs the place.
  if (!(error instanceof Failure)) throw error;
  console.error(`bench: ${error.message}`);
  process.exit(2);
});
console.log((shapes[shape ?? ''] ?? rowsAsTable)(rows));
process.exit(rows.every(({ holds }) => holds) ? 0 : 1);
