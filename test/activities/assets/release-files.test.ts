import { expect, it } from 'vitest';
import { createReleaseFiles } from '../../../src/activities/assets/release-files.ts';
import { runActivity, useStageBench } from '../stage-bench.ts';

const bench = useStageBench();

it('deletes the files nobody else uses, and may be done again', async () => {
  const { artifacts } = bench;
  await artifacts.use('video-1', []);
  const [alone, shared] = [
    await artifacts.putBytes(Buffer.from('alone'), 'video/mp4'),
    await artifacts.putBytes(Buffer.from('shared'), 'video/mp4'),
  ];
  await artifacts.use('video-1', [alone, shared]);
  await artifacts.use('video-2', [shared]);
  const { releaseFiles } = createReleaseFiles(artifacts);
  await runActivity(releaseFiles, { user: 'video-1' });
  await runActivity(releaseFiles, { user: 'video-1' });
  expect([await artifacts.has(alone), await artifacts.has(shared)]).toEqual([false, true]);
});
