import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApplicationFailure } from '@temporalio/common';
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { afterEach, beforeEach } from 'vitest';
import type { StageContext } from '../../src/activities/activity.ts';
import type { ListenToRecording } from '../../src/activities/speech/listen-to-recording.ts';
import type { ArtifactRef } from '../../src/contracts/artifact.ts';
import { briefSchema } from '../../src/contracts/brief.ts';
import type { Charge, Pay, Units } from '../../src/contracts/costs.ts';
import type { ProviderCall } from '../../src/contracts/provider-call.ts';
import type { Script } from '../../src/contracts/script.ts';
import type { StageInput } from '../../src/contracts/stages.ts';
import type { ArtifactStore } from '../../src/infra/artifacts/artifact-store.ts';
import { createFolderStore } from '../../src/infra/artifacts/folder-store.ts';
import { createLogger } from '../../src/infra/logging/logger.ts';
import { createMetrics } from '../../src/infra/metrics/metrics.ts';

export interface StageBench extends StageContext {
  /** Gone after the test. */
  folder: string;
  artifacts: ArtifactStore;
}

/** What a stage needs around it, new for each test: a real store in a folder of its own. */
export function useStageBench(): StageBench {
  const bench = {} as StageBench;
  beforeEach(() => {
    const folder = mkdtempSync(join(tmpdir(), 'faceless-stage-'));
    Object.assign(bench, {
      folder,
      artifacts: createFolderStore({ folder: join(folder, 'artifacts') }),
      logger: createLogger({ level: 'silent' }),
      metrics: createMetrics(),
      payFor: () => noCharge,
    });
  });
  afterEach(() => rmSync(bench.folder, { recursive: true, force: true }));
  return bench;
}

/** For what must cost nothing. */
export const noCharge: Pay = ({ provider }) => Promise.reject(new Error(`${provider} was about to be paid`));

/** What a provider is called with, outside of a stage: nothing is kept, and `pay` decides what may be paid. */
export function providerCall({
  pay = noCharge,
  signal = new AbortController().signal,
}: Partial<ProviderCall> = {}): ProviderCall {
  return { pay, signal, part: async (_name, _inputs, make) => ({ value: await make(), found: false }) };
}

/** Pays whatever is asked for at a dollar a call, and remembers the charges and what was used. */
export function bookkeeper(): { pay: Pay; charges: Charge[]; used: Units[] } {
  const charges: Charge[] = [];
  const used: Units[] = [];
  return {
    charges,
    used,
    async pay(charge, call) {
      charges.push(charge);
      const paid = await call();
      used.push(paid.units);
      if ('failure' in paid) throw paid.failure;
      return { value: paid.value, costUsd: 1 };
    },
  };
}

/** An activity's surroundings without a server; what the SDK would log of failures stays unsaid. */
export const activityEnvironment = (info?: { attempt?: number }) =>
  new MockActivityEnvironment(info, { logger: new DefaultLogger('ERROR') });

/** Runs an activity as a worker would. */
export function runActivity<Input, Result>(activity: (input: Input) => Promise<Result>, input: Input): Promise<Result> {
  return activityEnvironment().run(activity, input);
}

/** What an activity that must fail failed with, in Temporal's form. */
export async function failureOf(running: Promise<unknown>): Promise<ApplicationFailure> {
  const error = await running.then(
    () => new Error('it did not fail'),
    (reason: unknown) => reason,
  );
  if (error instanceof ApplicationFailure) return error;
  throw error;
}

export function stageInput(brief: Record<string, unknown> = {}, take = 0): StageInput {
  return {
    pipelineId: 'octopus-hearts-abc234',
    brief: briefSchema.parse({ topic: 'Why do octopuses have three hearts?', ...brief }),
    take,
  };
}

export function scriptOf(narrations: string[], changes: Partial<Script> = {}): Script {
  return {
    title: 'Three hearts',
    language: 'en',
    scenes: narrations.map((narration, index) => ({
      id: `s00${index + 1}`,
      narration,
      visual: { idea: `picture ${index + 1}`, keywords: ['octopus'] },
    })),
    writer: { provider: 'offline' },
    ...changes,
  };
}

export function storeScript({ artifacts }: StageBench, ...script: Parameters<typeof scriptOf>): Promise<ArtifactRef> {
  return artifacts.putJson(scriptOf(...script));
}

/** For stages that are given no recordings. */
export const noRecordings: ListenToRecording = () => Promise.reject(new Error('a recording was listened to'));
