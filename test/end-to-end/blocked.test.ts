import { execFile } from 'node:child_process';
import { existsSync, symlinkSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readStackInfo } from '../../src/cli/stack-file.ts';
import type { PipelineStatus } from '../../src/contracts/messages.ts';
import { killTree, type RunningCommand, runFaceless } from '../support/command.ts';
import { copyEmptyDatabase } from '../support/test-database.ts';
import { testTools } from '../support/tools.ts';
import { waitFor } from '../support/wait-for.ts';

let home: string;
let tools: string;
let create: RunningCommand;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'faceless-blocked-'));
  await copyEmptyDatabase(join(home, 'database'));
  tools = await mkdtemp(join(tmpdir(), 'faceless-tools-'));
  // Everything is there but the voice.
  for (const name of ['bin', 'music', 'fonts']) symlinkSync(join(dirname(testTools().models), name), join(tools, name));
});
afterAll(async () => {
  if (create?.child.pid && create.child.exitCode === null) killTree(create.child.pid);
  await rm(home, { recursive: true, force: true });
  await rm(tools, { recursive: true, force: true });
});

const temporal = async (...args: string[]) => {
  const address = readStackInfo(home)?.temporalAddress ?? '';
  const { stdout } = await promisify(execFile)(testTools().temporal, [...args, '--address', address], {
    maxBuffer: 1 << 26,
  });
  return stdout;
};

it('a run whose voice is missing is blocked, and completes when the voice is there and temporal signals retryStep', {
  timeout: 180_000,
}, async () => {
  const script = join(home, 'one.txt');
  await writeFile(script, 'An octopus has three hearts.');
  const environment = { FACELESS_TOOLS: tools };
  create = runFaceless(['create', '--script', script, '--keep-running', '--json'], home, environment);
  const id = await waitFor(() => /^pipeline (\S+)$/m.exec(create.stderr())?.[1] ?? '', Boolean, 60_000);

  await waitFor(create.stderr, (text) => text.includes('audio failed: '), 60_000);
  const shown = runFaceless(['status', id, '--json'], home, environment);
  await shown.ended;
  const blocked = JSON.parse(shown.stdout() || '{}') as Partial<PipelineStatus>;
  expect(blocked.state).toBe('blocked');
  expect(blocked.steps?.audio.failure).toMatchObject({ type: 'ToolMissing' });
  expect(blocked.failure?.message).toContain('./faceless setup');

  symlinkSync(testTools().models, join(tools, 'models'));
  await temporal('workflow', 'signal', '--workflow-id', id, '--name', 'retryStep', '--input', '{"step":"audio"}');
  const json = await waitFor(create.stdout, (text) => text.endsWith('\n'), 90_000);
  const result = JSON.parse(json) as { status: string; artifacts: Record<string, string> };
  expect(result.status).toBe('completed');
  expect(existsSync(result.artifacts['video.mp4'] ?? '')).toBe(true);

  const history = JSON.parse(await temporal('workflow', 'show', '--workflow-id', id, '--output', 'json')) as {
    events: {
      workflowExecutionStartedEventAttributes?: { workflowType: { name: string } };
      activityTaskScheduledEventAttributes?: { activityType: { name: string }; taskQueue: { name: string } };
    }[];
  };
  expect(history.events[0]?.workflowExecutionStartedEventAttributes?.workflowType.name).toBe('PipelineWorkflow');
  const queues = history.events.flatMap(
    ({ activityTaskScheduledEventAttributes: scheduled }) => scheduled?.taskQueue.name ?? [],
  );
  expect([...new Set(queues)].sort()).toEqual([
    'metadata-builder',
    'orchestrator',
    'script-generator',
    'thumbnail-maker',
    'tts-renderer',
    'uploader',
    'video-assembler',
  ]);
  create.child.kill('SIGINT');
  expect(await create.ended).toBe(0);
});
