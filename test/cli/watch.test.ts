import { describe, expect, it, vi } from 'vitest';
import { type Snapshot, watchPipeline } from '../../src/cli/watch.ts';
import { Failure } from '../../src/contracts/failures.ts';
import type { PipelineStatus } from '../../src/contracts/messages.ts';
import type { PipelineClient } from '../../src/infra/temporal/pipeline-client.ts';
import { completedStatus, statusOf } from './samples.ts';

/** A client whose status is the next of the answers each time; an error is thrown. */
function clientOf(answers: (PipelineStatus | Error)[], open = [false]) {
  const status = vi.fn(async () => {
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    if (answer instanceof Error) throw answer;
    return answer;
  });
  const isOpen = vi.fn(async () => (open.length > 1 ? open.shift() : open[0]));
  return { status, isOpen, progress: async () => [] } as unknown as PipelineClient & { isOpen: typeof isOpen };
}

async function watch(client: PipelineClient, options: Partial<Parameters<typeof watchPipeline>[2]> = {}) {
  const snapshots: Snapshot[] = [];
  const onSnapshot = (snapshot: Snapshot) => void snapshots.push(snapshot);
  const status = await watchPipeline(client, 'x', { signal: new AbortController().signal, onSnapshot, ...options });
  return { status, states: snapshots.map((snapshot) => snapshot.status.state) };
}

describe('watching a pipeline', () => {
  it('ends when the run has ended and Temporal has closed it', async () => {
    const client = clientOf([statusOf(), completedStatus()], [true, false]);
    const { status, states } = await watch(client);
    expect(status.state).toBe('completed');
    expect(states).toEqual(['running', 'completed', 'completed']);
    expect(client.isOpen).toHaveBeenCalledTimes(2);
  });

  it('ends when it was told to, with what is known by then', async () => {
    const { status } = await watch(clientOf([statusOf({ state: 'blocked' })]), {
      until: ({ state }) => state === 'blocked',
    });
    expect(status.state).toBe('blocked');
  });

  it('ends at once when the person stops it', async () => {
    const controller = new AbortController();
    const onSnapshot = () => controller.abort();
    expect((await watch(clientOf([statusOf()]), { signal: controller.signal, onSnapshot })).status.state).toBe(
      'running',
    );
  });

  it('outlives an answer that came too late', async () => {
    const { states } = await watch(clientOf([new Error('deadline exceeded'), completedStatus()]));
    expect(states).toEqual(['completed']);
  });

  it('does not wait for a pipeline that is not there', async () => {
    const error = new Failure('InvalidInput', "there is no pipeline 'x'");
    await expect(watch(clientOf([error]))).rejects.toBe(error);
  });
});
