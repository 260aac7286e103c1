import { parseArgs } from 'node:util';
import { runUploadCampaign } from './campaign.ts';
import { showReport } from './campaign-report.ts';

/** `npm run test:upload-faults -- [--seed N] [--uploads N]`: films published while all goes wrong. Ends with 1 when one did not stand it. */
const { values } = parseArgs({ options: { seed: { type: 'string' }, uploads: { type: 'string', default: '300' } } });
const seed = readNumber('--seed', values.seed ?? `${Math.floor(Math.random() * 1e6)}`);
const uploads = readNumber('--uploads', values.uploads);
const stopped = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopped.abort());

try {
  console.error(`seed ${seed}: ${uploads} uploads`);
  const report = await runUploadCampaign({ seed, uploads, signal: stopped.signal, keepLogs: true, say: console.error });
  console.log(showReport(report));
  process.exitCode = report.breaches.length === 0 ? 0 : 1;
} catch (error) {
  console.error(`seed ${seed}:`, stopped.signal.aborted ? 'stopped' : error);
  process.exit(1);
}

function readNumber(name: string, text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1) return value;
  console.error(`${name} takes a whole number from 1, not ${text}`);
  process.exit(2);
}
