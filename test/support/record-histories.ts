import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ApplicationFailure } from '@temporalio/common';
import { bundleWorkflowCode } from '@temporalio/worker';
import type { AbTestStatus } from '../../src/contracts/ab-test-run.ts';
import {
  abTestStatusQuery,
  pauseAbTestSignal,
  resumeAbTestSignal,
  stopAbTestSignal,
} from '../../src/contracts/messages.ts';
import { projectRoot } from '../../src/infra/config/project-root.ts';
import { startDevServer } from '../../src/infra/temporal/dev-server.ts';
import { createPublishClient } from '../../src/infra/temporal/publish-client.ts';
import { createUploadClient } from '../../src/infra/temporal/upload-client.ts';
import { badKey, createFakeStages, type FakeStages } from './fake-stages.ts';
import { briefOf, openPipelineBench, type PipelineBench } from './pipeline-bench.ts';
import { testTools } from './tools.ts';
import { waitFor } from './wait-for.ts';

/**
 * `npm run record-histories -- NAME …`: records the histories that the replay test holds the workflows to. Those that are
 * there stay as they are while a run of their shape may be left: put the change behind `patched()` and add a story for it.
 * Without names all are recorded anew.
 */
type Story = (bench: PipelineBench, stages: FakeStages) => Promise<string>;

const result = (bench: PipelineBench, id: string) =>
  bench.client.workflow
    .getHandle(id)
    .result()
    .catch(() => {});
const until = (bench: PipelineBench, id: string, state: string) =>
  waitFor(
    () => bench.pipelines.status(id),
    (status) => status.state === state,
  );

/** The A/B test that a run has started. */
async function testOf(bench: PipelineBench, id: string): Promise<string> {
  const { results } = await bench.pipelines.status(id);
  if (!results.abtest) throw new Error(`${id} has started no test`);
  return results.abtest.testId;
}

const stories: Record<string, Story> = {
  async completed(bench) {
    const id = await bench.pipelines.start(briefOf());
    await result(bench, id);
    return id;
  },
  async 'blocked-and-retried'(bench, stages) {
    stages.before('narrateScene', (_, call) => {
      if (call === 2) throw badKey();
    });
    const id = await bench.pipelines.start(briefOf());
    await until(bench, id, 'blocked');
    await bench.pipelines.retry(id, { step: 'audio' });
    await result(bench, id);
    return id;
  },
  async 'reviewed-and-edited'(bench) {
    const id = await bench.pipelines.start(briefOf({ review: true }));
    await until(bench, id, 'review');
    await bench.client.workflow
      .getHandle(id)
      .executeUpdate('editScript', { args: [{ scenes: [{ id: 's002', narration: 'A better line.' }] }] });
    await bench.pipelines.approve(id, 'script');
    await bench.pipelines.approve(id, 'film');
    await result(bench, id);
    return id;
  },
  async 'cancelled-at-upload'(bench, stages) {
    stages.before('publishFilm', () => {
      throw badKey();
    });
    const id = await bench.pipelines.start(briefOf());
    await until(bench, id, 'blocked');
    await bench.pipelines.cancel(id, 'changed my mind');
    await result(bench, id);
    return id;
  },
  async 'run-again-from-video'(bench) {
    const id = await bench.pipelines.start(briefOf());
    await result(bench, id);
    await bench.pipelines.retry(id, { step: 'video' });
    await result(bench, id);
    return id;
  },
  async 'run-again-approved'(bench) {
    const id = await bench.pipelines.start(briefOf({ review: true }));
    await bench.pipelines.approve(id, 'script');
    await bench.pipelines.approve(id, 'film');
    await result(bench, id);
    await bench.pipelines.retry(id, { step: 'metadata' });
    await bench.pipelines.approve(id, 'film');
    await result(bench, id);
    return id;
  },
  async 'edited-and-recorded'(bench) {
    const id = await bench.pipelines.start(briefOf({ review: true }));
    await until(bench, id, 'review');
    await bench.pipelines.editScript(id, { scenes: [{ id: 's002', narration: 'A better line.' }] });
    await bench.pipelines.approve(id, 'script');
    await bench.pipelines.approve(id, 'film');
    await result(bench, id);
    return id;
  },
  async 'metadata-after-film'(bench) {
    const id = await bench.pipelines.start(briefOf());
    await result(bench, id);
    return id;
  },
  async 'published-on-a-platform'(bench, stages) {
    stages.before('compareFilm', () => {
      throw badKey();
    });
    const publishAt = new Date(Date.now() + 20_000).toISOString();
    const publish = { playlists: ['The Sea'], languages: ['fr' as const], publishAt };
    const id = await bench.pipelines.start(briefOf({ providers: { upload: ['youtube'] }, publish }));
    await result(bench, id);
    return id;
  },
  async 'platform-upload-cancelled'(bench, stages) {
    stages.before('addCaptions', () => {
      throw usedUp();
    });
    const id = await bench.pipelines.start(briefOf({ providers: { upload: ['youtube'] } }));
    await waitFor(
      () => bench.pipelines.status(id),
      ({ steps }) => steps.upload.waitsUntil !== undefined,
    );
    await bench.pipelines.cancel(id, 'changed my mind');
    await result(bench, id);
    return id;
  },
  async 'uploaded-alone'(bench) {
    const brief = briefOf({ providers: { upload: ['youtube'] } });
    const thumbnails = [{ id: 'a', image: file, text: 'WHY?', design: 'plain' }];
    const input = { pipelineId: 'stage-upload', brief, take: 0, files: { 'captions.srt': file }, video: file };
    await createUploadClient(bench.client).start({
      ...{ id: 'stage-upload', owner: 'local', activity: 'publishFilm', quick: false },
      input: { ...input, metadata: file, thumbnails },
    });
    await result(bench, 'stage-upload');
    return 'stage-upload';
  },
  async 'ab-test-started'(bench) {
    const id = await bench.pipelines.start(briefOf({ abTest: { days: 14 } }));
    await result(bench, id);
    await bench.client.workflow.getHandle(await testOf(bench, id)).signal(stopAbTestSignal);
    return id;
  },
  async 'ab-test-stopped'(bench, stages) {
    stages.before('turnAbTest', (_, call) => {
      if (call === 3) throw badKey();
    });
    const id = await bench.pipelines.start(briefOf({ abTest: { days: 14 } }));
    await result(bench, id);
    const testId = await testOf(bench, id);
    const test = bench.client.workflow.getHandle(testId);
    const is = (holds: (status: AbTestStatus) => boolean) => waitFor(() => test.query(abTestStatusQuery), holds);
    await is(({ days }) => days.length >= 5);
    await test.signal(pauseAbTestSignal, { reason: 'a holiday' });
    await is(({ state }) => state === 'paused');
    await test.signal(resumeAbTestSignal);
    await is(({ days }) => days.length >= 8);
    await test.signal(stopAbTestSignal, { show: 'b' });
    await result(bench, testId);
    return testId;
  },
  async 'video-published'(bench) {
    await createPublishClient(bench.client).start('video-0123456789ab', ownVideo);
    await result(bench, 'video-0123456789ab');
    return 'video-0123456789ab';
  },
  async 'video-retried-and-cancelled'(bench, stages) {
    stages.before('publishFilm', () => {
      throw badKey();
    });
    const publications = createPublishClient(bench.client);
    const id = 'video-cdefghjkmnpq';
    const untilTried = (times: number) =>
      waitFor(
        () => publications.status(id),
        ({ state }) => state === 'blocked' && stages.count('publishFilm') === times,
      );
    await publications.start(id, ownVideo);
    await untilTried(1);
    await publications.retry(id, 'upload');
    await untilTried(2);
    await publications.cancel(id, 'changed my mind');
    await result(bench, id);
    return id;
  },
};

const usedUp = () =>
  ApplicationFailure.create({
    ...{ type: 'QuotaExceeded', message: 'used up for today', nonRetryable: true },
    details: [{ until: new Date(Date.now() + 3_600_000).toISOString() }],
  });

const file = { sha256: 'a'.repeat(64), bytes: 3, mediaType: 'video/mp4' };
const ownVideo = {
  ...{ brief: briefOf(), video: file, fileName: 'dog.mp4', videoName: 'video.mp4', script: file },
  words: { title: 'My dog' },
};
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in stories));
if (unknown.length > 0) {
  console.error(`there is no story '${unknown.join("', '")}'; there are: ${Object.keys(stories).join(', ')}`);
  process.exit(2);
}

const folder = await mkdtemp(join(tmpdir(), 'faceless-histories-'));
const server = await startDevServer({ cli: testTools().temporal, logsFolder: folder, port: 0, ui: false });
const { code } = await bundleWorkflowCode({ workflowsPath: join(projectRoot, 'src/workflows/index.ts') });
const workflowBundle = join(folder, 'workflow-bundle.js');
await writeFile(workflowBundle, code);
const target = join(projectRoot, 'test/histories');
await mkdir(target, { recursive: true });
for (const [name, story] of Object.entries(stories)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const stages = createFakeStages({ thumbnails: 2, dayMs: 400 });
  const bench = await openPipelineBench(stages.activities, {
    address: server.address,
    namespace: 'default',
    workflowBundle,
  });
  const id = await story(bench, stages);
  const show = ['workflow', 'show', '--workflow-id', id, '--output', 'json', '--address', server.address];
  const { stdout } = await promisify(execFile)(testTools().temporal, show, { maxBuffer: 1 << 26 });
  const history = JSON.parse(stdout.replaceAll(projectRoot, '.')) as { events: unknown[] };
  await writeFile(join(target, `${name}.json`), `${JSON.stringify(history)}\n`);
  console.error(`${name}: ${history.events.length} events`);
  await bench.close();
}
await server.stop();
await rm(folder, { recursive: true, force: true });
process.exit(0);
