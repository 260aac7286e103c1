import { createHash } from 'node:crypto';
import type { DomainEvent, EventType } from '../../src/contracts/events.ts';
import type { PipelineRecord } from '../../src/contracts/records.ts';
import { type Step, steps } from '../../src/contracts/steps.ts';

export const owner = 'ada';

const files: Readonly<Record<string, string>> = {
  'keywords.json': 'application/json',
  'script.json': 'application/json',
  'narration.wav': 'audio/wav',
  'video.mp4': 'video/mp4',
  'captions.srt': 'application/x-subrip',
  'captions.vtt': 'text/vtt',
  'timeline.json': 'application/json',
  'thumbnail-1.jpg': 'image/jpeg',
  'thumbnail-2.jpg': 'image/jpeg',
  'thumbnail-3.jpg': 'image/jpeg',
  'metadata.json': 'application/json',
  'quality.json': 'application/json',
};

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** A run that has ended well, with all that is known of one: 3 KB. */
export function endedRun(pipelineId: string): PipelineRecord {
  const done = {
    state: 'done',
    provider: 'offline',
    model: 'small-1',
    done: 1,
    total: 1,
    found: 0,
    costUsd: 0,
  } as const;
  const times = { startedAt: '2026-11-22T10:00:00.250Z', finishedAt: '2026-11-22T10:00:31.500Z' };
  return {
    ...{ pipelineId, runId: '0b9a3c9e-7f0e-4a6b-8d3c-1f2e3d4c5b6a', owner },
    ...{ topic: 'Why do octopuses have three hearts?', language: 'en', format: 'short' },
    ...{ state: 'completed', step: 'done', costUsd: 0.25, durationSeconds: 58.4 },
    publicationUrl: `file:///films/${pipelineId}/video.mp4`,
    ...{ createdAt: '2026-11-22T10:00:00.000Z', updatedAt: '2026-11-22T10:05:00.500Z' },
    steps: Object.fromEntries(steps.map((step) => [step, { ...done, ...times }])) as unknown as Record<
      Step,
      PipelineRecord['steps'][Step]
    >,
    artifacts: Object.fromEntries(
      Object.entries(files).map(([name, mediaType]) => [name, { sha256: sha256(name), bytes: 123_456, mediaType }]),
    ),
  };
}

const happened: readonly EventType[] = [
  'pipeline.started',
  'pipeline.keywords.fetched',
  'pipeline.script.generated',
  'pipeline.thumbnail.created',
  'pipeline.metadata.built',
  'pipeline.audio.rendered',
];

/** What is recorded of a run up to its picture: its state, and its events one after the other. */
export function runUnderWay(pipelineId: string): { record: PipelineRecord; sequence: number; event: DomainEvent }[] {
  const record: PipelineRecord = {
    ...endedRun(pipelineId),
    state: 'running',
    step: 'video',
    publicationUrl: undefined,
  };
  return happened.map((type, index) => ({ record, sequence: index + 1, event: eventOf(pipelineId, type, index) }));
}

/** The next thing that happens to it. */
export function nextOfRun(pipelineId: string): { record: PipelineRecord; sequence: number; event: DomainEvent } {
  const [{ record } = { record: endedRun(pipelineId) }] = runUnderWay(pipelineId);
  const sequence = happened.length + 1;
  return { record, sequence, event: eventOf(pipelineId, 'pipeline.video.assembled', sequence) };
}

function eventOf(subject: string, type: EventType, index: number): DomainEvent {
  return {
    ...{ specversion: '1.0', id: `${subject}-${index}`, source: '/faceless/pipelines', type, subject },
    ...{ time: '2026-11-22T10:00:31.500Z', datacontenttype: 'application/json', correlationid: 'bench-1' },
    data: { provider: 'offline', file: { sha256: sha256(type), bytes: 123_456, mediaType: 'application/json' } },
  };
}
