import { Failure } from '../contracts/failures.ts';
import type { PipelineStatus } from '../contracts/messages.ts';
import { type PipelineRecord, stepNow } from '../contracts/records.ts';
import type { Caller } from '../contracts/users.ts';
import type { ArtifactStore } from '../infra/artifacts/artifact-store.ts';
import type { EstimateCost } from '../infra/costs/estimator.ts';
import type { Database } from '../infra/database/database.ts';
import { createPipelineRecords, type PipelineRecords } from '../infra/database/records.ts';
import type { PipelineClient } from '../infra/temporal/pipeline-client.ts';
import { owns } from './plugins/access.ts';

/** What the routes of pipelines ask. */
export interface PipelineContext {
  pipelines: PipelineClient;
  artifacts: ArtifactStore;
  database(): Promise<Database>;
  /** What a run would cost, as this process is configured. */
  estimate: EstimateCost;
}

/** Pipelines as a caller may see them: another's is answered exactly as one that does not exist. */
export interface PipelineAccess {
  records(): Promise<PipelineRecords>;
  /** What is recorded, by one query; Temporal is asked only while nothing is. @throws Failure `NotFound` */
  read(caller: Caller, id: string): Promise<PipelineRecord>;
  /** Before something is asked of the run itself. @throws Failure `NotFound`, or `Conflict` when only its record is left */
  assertOwn(caller: Caller, id: string): Promise<void>;
}

export function createPipelineAccess({
  pipelines,
  database,
}: Pick<PipelineContext, 'pipelines' | 'database'>): PipelineAccess {
  let opened: { database: Database; records: PipelineRecords } | undefined;

  async function records(): Promise<PipelineRecords> {
    const current = await database();
    if (opened?.database !== current) opened = { database: current, records: createPipelineRecords(current) };
    return opened.records;
  }

  async function recordOrStatus(id: string): Promise<PipelineRecord | undefined> {
    const record = await (await records()).get(id);
    if (record) return record;
    // Temporal forgets a deleted run only after a while: one that is closed and has no record is deleted.
    if (!(await pipelines.find(id))?.open) return undefined;
    try {
      return recordOf(await pipelines.status(id));
    } catch (error) {
      if (error instanceof Failure && error.type === 'NotFound') return undefined;
      throw error;
    }
  }

  return {
    records,
    async read(caller, id) {
      const record = await recordOrStatus(id);
      if (!record || !owns(caller, record.owner)) throw noSuchPipeline(id);
      return record;
    },
    async assertOwn(caller, id) {
      const run = await pipelines.find(id);
      if (run?.open && owns(caller, run.owner)) return;
      // Of a deleted run the record goes first, and its history after a while; of an old one the history goes, the record stays.
      const record = await (await records()).get(id);
      if (!record || !owns(caller, record.owner)) throw noSuchPipeline(id);
      if (run) return;
      throw new Failure('Conflict', `the pipeline ${id} has ended and its history is no longer kept: start a new one`);
    },
  };
}

/** Of what does not exist, and of what is another's. */
export function noSuchPipeline(id: string): Failure {
  return new Failure('NotFound', `there is no pipeline '${id}'`);
}

/** What will be recorded of a run that has only just been started. */
function recordOf(status: PipelineStatus): PipelineRecord {
  const { pipelineId, runId, state, steps: board, costUsd, durationSeconds, artifacts, createdAt, updatedAt } = status;
  const { owner, topic, language, format } = status.brief;
  return {
    ...{ pipelineId, runId, owner, topic, language, format, state, step: stepNow(board), steps: board, costUsd },
    ...{ durationSeconds, publicationUrl: status.publication?.url, failure: status.failure?.message },
    ...{ artifacts, createdAt, updatedAt },
  };
}
