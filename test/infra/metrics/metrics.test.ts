import { expect, it } from 'vitest';
import { createMetrics } from '../../../src/infra/metrics/metrics.ts';

const textOf = (metrics: ReturnType<typeof createMetrics>) => metrics.registry.metrics();

it('counts stage calls by outcome, and times only those that made something', async () => {
  const metrics = createMetrics();
  metrics.stageEnded('narrateScene', 'offline', 'made', 2);
  metrics.stageEnded('narrateScene', 'offline', 'found', 0);
  metrics.stageEnded('narrateScene', 'offline', 'found', 0);
  const text = await textOf(metrics);
  const stage = 'stage="narrateScene",provider="offline"';
  expect(text).toContain(`faceless_stage_calls_total{${stage},outcome="made"} 1`);
  expect(text).toContain(`faceless_stage_calls_total{${stage},outcome="found"} 2`);
  expect(text).toContain(`faceless_stage_seconds_sum{${stage}} 2`);
  expect(text).toContain(`faceless_stage_seconds_count{${stage}} 1`);
});

it('adds up what was spent, and says nothing of what was free', async () => {
  const metrics = createMetrics();
  metrics.spent('writeScript', 'openai', 0.5);
  metrics.spent('writeScript', 'openai', 0.25);
  metrics.spent('writeScript', 'offline', 0);
  const text = await textOf(metrics);
  expect(text).toContain('faceless_cost_usd_total{stage="writeScript",provider="openai"} 0.75');
  expect(text).not.toContain('offline');
});

it('keeps the figures of two stacks in one process apart', async () => {
  createMetrics().spent('writeScript', 'openai', 1);
  expect(await textOf(createMetrics())).not.toContain('openai');
});
