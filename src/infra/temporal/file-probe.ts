import { randomUUID } from 'node:crypto';
import { ActivityExecutionFailedError, type Client } from '@temporalio/client';
import type { FileFacts, ProbeFileInput } from '../../contracts/assets.ts';
import { stagePolicies } from '../../contracts/stage-policies.ts';
import { stageFailure, startFailure } from './stage-failures.ts';

/** Looks at a stored file on a worker that has FFmpeg. */
export interface FileProbe {
  /**
   * @throws Failure `InvalidInput` with the reason when the file can't be used; `Timeout` when no worker took it up; what else
   * the look at it failed with
   */
  probe(input: ProbeFileInput): Promise<FileFacts>;
}

export interface FileProbeOptions {
  /** How long a worker has to take it up. */
  takenUpWithinMs?: number;
}

/** The activity `probeFile`, run by itself. Somebody waits for it: it goes before the scenes of films. */
export function createFileProbe(
  { activity }: Pick<Client, 'activity'>,
  { takenUpWithinMs = 90_000 }: FileProbeOptions = {},
): FileProbe {
  return {
    async probe(input) {
      const id = `probe-${randomUUID()}`;
      const policy = stagePolicies.probeFile;
      try {
        return await activity.execute<FileFacts>('probeFile', {
          id,
          ...policy,
          args: [input],
          scheduleToStartTimeout: takenUpWithinMs,
          scheduleToCloseTimeout: '5m',
          priority: { priorityKey: 1 },
          summary: `look at a ${input.kind}`,
        });
      } catch (error) {
        if (!(error instanceof ActivityExecutionFailedError)) throw startFailure(error);
        throw stageFailure(error, { id, role: policy.taskQueue });
      }
    },
  };
}
