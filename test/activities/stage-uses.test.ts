import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { expect, it } from 'vitest';
import { defineStage } from '../../src/activities/stage.ts';
import type { ArtifactRef } from '../../src/contracts/artifact.ts';
import type { StageInput, StageOutcome } from '../../src/contracts/stages.ts';
import { createMarkingStore } from '../../src/infra/artifacts/marking-store.ts';
import { stageInput, useStageBench } from './stage-bench.ts';

interface Poem extends StageOutcome {
  poem: ArtifactRef;
}

const bench = useStageBench();

/** Writes a poem; the picture beside it is a part of its own, which the result does not name. */
function openStage() {
  const artifacts = createMarkingStore(bench.artifacts);
  const made = { pictures: [] as ArtifactRef[], poems: 0 };
  const stage = defineStage<StageInput, { name: string }, string, Poem>(
    { ...bench, artifacts },
    {
      name: 'writePoem',
      step: 'script',
      version: 1,
      prepare: ({ brief }) => brief.topic,
      key: (topic) => ({ topic }),
      providers: () => [{ name: 'poet' }],
      async make(topic, { part }) {
        made.poems += 1;
        const { value } = await part('drawPoem', { topic }, () => artifacts.putJson({ picture: topic }));
        made.pictures.push(value);
        return { poem: await artifacts.putJson({ topic }), costUsd: 0 };
      },
    },
  );
  const run = (pipelineId: string) => {
    const workflowExecution = { workflowId: pipelineId, runId: 'run-1' };
    const environment = new MockActivityEnvironment({ workflowExecution }, { logger: new DefaultLogger('ERROR') });
    return environment.run(stage, { ...stageInput(), pipelineId }) as Promise<Poem>;
  };
  return { made, run };
}

it('keeps the files of a pipeline for one that found them, and makes them anew when the last has gone', async () => {
  const { made, run } = openStage();
  const { poem } = await run('octopus-a');
  expect((await run('octopus-b')).found).toBe(true);

  // Only the first drew the picture.
  expect(await bench.artifacts.release('octopus-a')).toBe(1);
  const [picture] = made.pictures as [ArtifactRef];
  expect([await bench.artifacts.has(poem), await bench.artifacts.has(picture)]).toEqual([true, false]);
  expect((await run('octopus-b')).found).toBe(true);

  expect(await bench.artifacts.release('octopus-b')).toBe(1);
  const again = await run('octopus-c');
  expect(again).toMatchObject({ found: false, poem });
  expect(made.poems).toBe(2);
  expect([await bench.artifacts.has(poem), await bench.artifacts.has(picture)]).toEqual([true, true]);
});
