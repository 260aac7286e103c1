import { describe, expect, inject, it } from 'vitest';
import { runUploadCampaign } from '../upload-faults/campaign.ts';

// `npm run test:upload-faults` is the same with 300 films, and with sessions that are lost, each of which is waited for.
describe('films that are published while calls are spoilt and processes killed', () => {
  it('are each on the channel once, byte for byte, with few bytes sent twice', { timeout: 400_000 }, async () => {
    const report = await runUploadCampaign({
      ...{ seed: 300, uploads: 8, mostSpoilt: 1, workflowBundle: inject('workflowBundle') },
      spacings: { worker: [4, 5], temporal: [6, 7], tokens: [2, 3], session: [8, 8] },
    });
    expect(report.breaches).toEqual([]);
    expect(report).toMatchObject({ uploads: 8, duplicates: 0, kills: 1, restarts: 1 });
    expect(report.bytesNeeded).toBeGreaterThan(8 * 20 * 1024 * 1024);
    expect(report.bytesSent).toBeLessThanOrEqual(report.bytesAllowed);
    expect(report.faults).toBeGreaterThanOrEqual(8);
    for (const kind of ['cut-upload', 'lost-answer', 'lower-range']) {
      expect(Object.keys(report.spoilt)).toContain(`upload.put ${kind}`);
    }
  });
});
