import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { bundleWorkflowCode } from '@temporalio/worker';
import { projectRoot } from '../../src/infra/config/project-root.ts';
import { startDevServer } from '../../src/infra/temporal/dev-server.ts';
import { badKey, createFakeStages, type FakeStages } from './fake-stages.ts';
import { briefOf, openPipelineBench, type PipelineBench } from './pipeline-bench.ts';
import { testTools } from './tools.ts';
import { waitFor } from './wait-for.ts';

/**
 * `npm run record-histories`: records the histories that the replay test holds the workflows to. Run it when the workflow is
 * meant to change and no run of the old shape is left; otherwise put the change behind `patched()` and add a history.
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
};

const folder = await mkdtemp(join(tmpdir(), 'faceless-histories-'));
const server = await startDevServer({ cli: testTools().temporal, logsFolder: folder, port: 0, ui: false });
const { code } = await bundleWorkflowCode({ workflowsPath: join(projectRoot, 'src/workflows/index.ts') });
const workflowBundle = join(folder, 'workflow-bundle.js');
await writeFile(workflowBundle, code);
const target = join(projectRoot, 'test/histories');
await mkdir(target, { recursive: true });
for (const [name, story] of Object.entries(stories)) {
  const stages = createFakeStages();
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
