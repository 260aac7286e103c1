import { runUploadCampaign } from '../../test/upload-faults/campaign.ts';
import type { BenchRow } from '../row.ts';
import type { UploadOptions } from './options.ts';

/** Bytes sent by uploads that are disturbed in every way there is, against those of their films. */
export async function measureBytesSent(options: UploadOptions & { say(message: string): void }): Promise<BenchRow> {
  const { films: uploads, seed } = options;
  const say = (message: string) => options.say(`bytes-sent: ${message} …`);
  const report = await runUploadCampaign({ seed, uploads, say });
  const { bytesSent, bytesNeeded, bytesAllowed, faults, kills, restarts, breaches, duplicates, seconds } = report;
  const [first] = breaches;
  return {
    figure: 'bytes-sent',
    value: bytesSent / 1e6,
    reference: bytesNeeded / 1e6,
    ratio: report.ratio,
    unit: 'MB',
    limit: 'ratio ≤ 1.1 and a chunk a fault',
    holds: breaches.length === 0,
    detail:
      `${uploads} films, seed ${seed}, ${seconds.toFixed(0)} s: ${faults} faults met their bytes; kill -9 of the worker ${kills} times, ` +
      `of Temporal ${restarts} times; ${(bytesAllowed / 1e6).toFixed(0)} MB allowed; ${duplicates} twice` +
      (first === undefined ? '' : `; ${breaches.length} breaches, the first: ${first}`),
  };
}
