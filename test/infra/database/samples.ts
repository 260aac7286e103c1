import type { DomainEvent } from '../../../src/contracts/events.ts';
import type { PipelineRecord } from '../../../src/contracts/records.ts';
import type { StepStatus } from '../../../src/contracts/step-status.ts';
import { type Step, steps } from '../../../src/contracts/steps.ts';

const pending: StepStatus = { state: 'pending', done: 0, total: 1, found: 0, costUsd: 0 };

export function sampleRecord(changes: Partial<PipelineRecord> = {}): PipelineRecord {
  return {
    pipelineId: 'why-do-octopuses-have-three-hearts-k3f9x2',
    runId: 'run-1',
    owner: 'local',
    topic: 'Why do octopuses have three hearts?',
    language: 'en',
    format: 'short',
    state: 'running',
    step: 'keywords',
    artifacts: {},
    steps: Object.fromEntries(steps.map((step) => [step, pending])) as Record<Step, StepStatus>,
    costUsd: 0.25,
    createdAt: '2026-11-22T10:00:00.000Z',
    updatedAt: '2026-11-22T10:00:01.500Z',
    ...changes,
  };
}

export function sampleEvent(id: string, changes: Partial<DomainEvent> = {}): DomainEvent {
  return {
    specversion: '1.0',
    id,
    source: '/faceless/pipelines',
    type: 'pipeline.started',
    subject: 'why-do-octopuses-have-three-hearts-k3f9x2',
    time: '2026-11-22T10:00:00.000Z',
    datacontenttype: 'application/json',
    data: {},
    ...changes,
  };
}
