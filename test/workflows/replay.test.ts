import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleWorkflowCode, DefaultLogger, Worker } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { expect, inject, it } from 'vitest';
import { projectRoot } from '../../src/infra/config/project-root.ts';
import { createLogger } from '../../src/infra/logging/logger.ts';
import { installRuntime } from '../../src/workers/runtime.ts';

const histories = join(projectRoot, 'test/histories');
installRuntime(createLogger({ level: 'silent' }));

async function recorded(): Promise<[name: string, history: unknown][]> {
  const names = (await readdir(histories)).filter((name) => name.endsWith('.json'));
  return Promise.all(
    names.map(
      async (name): Promise<[string, unknown]> => [name, JSON.parse(await readFile(join(histories, name), 'utf8'))],
    ),
  );
}

it('replays every recorded history as it happened', async () => {
  const all = await recorded();
  expect(all.length).toBeGreaterThanOrEqual(4);
  for (const [name, history] of all) {
    const replay = Worker.runReplayHistory(
      { workflowBundle: { codePath: inject('workflowBundle') }, replayName: name },
      history,
    );
    await expect(replay, name).resolves.toBeUndefined();
  }
});

it('fails when two activities are called in another order than was recorded', async () => {
  const history = (await recorded()).find(([name]) => name === 'completed.json')?.[1];
  const swapped = await bundleWith('film.ts', (source) => {
    const narrate = source.indexOf('      const narration = await run.part');
    const render = source.indexOf('      const { clip, credits = [] } = await run.part');
    const end = source.indexOf('      return clip;');
    expect([narrate, render, end].every((position) => position > 0)).toBe(true);
    const unknown = 'const [audio, timing, frames] = [script, script, 90];\n';
    const rest = source
      .slice(narrate, render)
      .replace('{ audio, timing, frames, voice, provider }', '{ voice, provider }');
    return `${source.slice(0, narrate)}${unknown}${source.slice(render, end)}${rest}${source.slice(end)}`;
  });
  const replay = Worker.runReplayHistory({ workflowBundle: { code: swapped } }, history);
  await expect(replay).rejects.toBeInstanceOf(DeterminismViolationError);
});

/** The workflows as they would be with one file changed. */
async function bundleWith(file: string, change: (source: string) => string): Promise<string> {
  await mkdir(join(projectRoot, '.faceless'), { recursive: true });
  // Inside the project, so that packages are found.
  const folder = await mkdtemp(join(projectRoot, '.faceless', 'replay-'));
  try {
    for (const part of ['workflows', 'contracts'])
      await cp(join(projectRoot, 'src', part), join(folder, part), { recursive: true });
    const path = join(folder, 'workflows', file);
    const source = await readFile(path, 'utf8');
    const changed = change(source);
    expect(changed).not.toBe(source);
    await writeFile(path, changed);
    const logger = new DefaultLogger('ERROR');
    return (await bundleWorkflowCode({ workflowsPath: join(folder, 'workflows/index.ts'), logger })).code;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
