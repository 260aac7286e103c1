import { formatTable } from '../src/cli/display/text.ts';
import { measurePipeline } from './pipeline.ts';
import type { BenchRow } from './row.ts';

/** One file a subject; each measures a figure and its reference in the same run. */
const subjects: Record<string, (say: (message: string) => void) => Promise<BenchRow[]>> = { pipeline: measurePipeline };

const [subject = '', ...options] = process.argv.slice(2);
const measure = subjects[subject];
if (!measure) {
  console.error(`bench: say what to measure: npm run bench -- ${Object.keys(subjects).join('|')} [--json]`);
  process.exit(2);
}

const rows = await measure((message) => console.error(message));
if (options.includes('--json')) console.log(JSON.stringify(rows));
else {
  const cells = rows.map(({ figure, value, reference, ratio, unit, limit, holds }) => [
    figure,
    `${value.toFixed(2)} ${unit}`,
    `${reference.toFixed(2)} ${unit}`,
    ratio.toFixed(3),
    limit,
    holds ? 'holds' : 'EXCEEDED',
  ]);
  console.log(formatTable([['Figure', 'Value', 'Reference', 'Ratio', 'Limit', ''], ...cells]));
}
process.exit(rows.every(({ holds }) => holds) ? 0 : 1);
