import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '../contracts/failures.ts';
import type { PipelineStatus } from '../contracts/messages.ts';
import type { ActivityProgress } from '../contracts/stages.ts';
import type { PipelineClient } from '../infra/temporal/pipeline-client.ts';

export interface Snapshot {
  status: PipelineStatus;
  /** What runs at this moment. */
  progress: ActivityProgress[];
  /** Seconds since the watch began. */
  elapsed: number;
}

const intervalMs = 700;
const missesAllowed = 20;

/** Looks at a pipeline until it has ended, `until` says so, or the signal is aborted; gives the last status. */
export async function watchPipeline(
  pipelines: PipelineClient,
  id: string,
  options: { signal: AbortSignal; onSnapshot(snapshot: Snapshot): void; until?(status: PipelineStatus): boolean },
): Promise<PipelineStatus> {
  const began = performance.now();
  for (let misses = 0; ; ) {
    const answer = await Promise.all([pipelines.status(id), pipelines.progress(id)]).catch((error: unknown) => {
      // A busy machine or a restarting server answers late: the run itself goes on.
      if (error instanceof Failure || ++misses > missesAllowed) throw error;
      return undefined;
    });
    if (!answer) {
      await sleep(intervalMs);
      continue;
    }
    misses = 0;
    const [status, progress] = answer;
    options.onSnapshot({ status, progress, elapsed: (performance.now() - began) / 1000 });
    // The query says `completed` a moment before Temporal has closed the run and its last record is written.
    const ended = ['completed', 'failed', 'cancelled'].includes(status.state) && !(await pipelines.isOpen(id));
    if (ended || options.signal.aborted || options.until?.(status)) return status;
    await sleep(intervalMs, undefined, { signal: options.signal }).catch(() => {});
  }
}
