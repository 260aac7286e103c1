import { afterEach, describe, expect, it } from 'vitest';
import type { AbTestInput, AbTestStatus } from '../../src/contracts/ab-test-run.ts';
import type { BriefInput } from '../../src/contracts/brief.ts';
import { abTestStatusQuery, stopAbTestSignal } from '../../src/contracts/messages.ts';
import { benchPlace } from '../support/bench-place.ts';
import { createFakeStages } from '../support/fake-stages.ts';
import { briefOf, openPipelineBench, type PipelineBench } from '../support/pipeline-bench.ts';
import { waitFor } from '../support/wait-for.ts';

let bench: PipelineBench;
afterEach(() => bench.close());

async function film(brief: Partial<BriefInput>, { thumbnails = 3 } = {}) {
  const stages = createFakeStages({ thumbnails, dayMs: 300 });
  bench = await openPipelineBench(stages.activities, benchPlace());
  const id = await bench.pipelines.start(briefOf(brief));
  await bench.client.workflow.getHandle(id).result();
  return { id, stages, status: await bench.pipelines.status(id) };
}

const testOf = (testId = '') => bench.client.workflow.getHandle(testId);
const statusOf = (testId?: string): Promise<AbTestStatus> => testOf(testId).query(abTestStatusQuery);

describe('the last step of a pipeline', () => {
  it('starts a test of the thumbnails that were made, which goes on when the run has ended', async () => {
    const { id, stages, status } = await film({ abTest: { days: 14, alpha: 0.1 }, owner: 'ann' });
    expect(status.state).toBe('completed');
    expect(status.steps.abtest).toMatchObject({ state: 'done', provider: 'simulated' });
    const { testId } = status.results.abtest ?? {};
    await waitFor(
      () => statusOf(testId),
      ({ days }) => days.length >= 3,
    );
    const test = await statusOf(testId);
    expect(test).toMatchObject({ state: 'running', owner: 'ann', pipelineId: id, video: { target: 'simulated' } });
    expect(test.variants.map(({ id: variant }) => variant)).toEqual(['a', 'b', 'c']);
    const planned = stages.calls.find(({ name }) => name === 'planAbTest')?.input as AbTestInput;
    expect(planned.design).toMatchObject({ days: 14, alpha: 0.1 });
    await testOf(testId).signal(stopAbTestSignal);
    await testOf(testId).result();
  });

  it('makes viewers up for a film that went where nobody can test', async () => {
    const { status } = await film({ abTest: {}, providers: { upload: ['folder'] } });
    const { testId } = status.results.abtest ?? {};
    const { video } = await statusOf(testId);
    expect(video).toMatchObject({ target: 'simulated', id: status.publication?.id });
    await testOf(testId).signal(stopAbTestSignal);
    await testOf(testId).result();
  });

  it.each<[string, Partial<BriefInput>, number, string]>([
    ['nobody asked for a test', {}, 3, 'the brief asks for no A/B test'],
    ['there is one thumbnail only', { abTest: {} }, 1, 'there are no two thumbnails to choose between'],
  ])('is skipped, with the reason, where %s', async (_, brief, thumbnails, note) => {
    const { status, stages } = await film(brief, { thumbnails });
    expect(status.steps.abtest).toMatchObject({ state: 'skipped', note });
    expect(stages.count('planAbTest')).toBe(0);
  });
});
