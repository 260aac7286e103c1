import { expect, it } from 'vitest';
import { stepNow } from '../../src/contracts/records.ts';
import type { StepProgressState } from '../../src/contracts/step-status.ts';
import type { Step } from '../../src/contracts/steps.ts';
import { sampleRecord } from '../infra/database/samples.ts';

it.each<[string, Partial<Record<Step, StepProgressState>>, Step | 'done']>([
  ['the first one before anything', {}, 'keywords'],
  ['the next one between two', { keywords: 'skipped', script: 'done' }, 'audio'],
  ['the first that runs', { keywords: 'done', script: 'done', audio: 'running', video: 'running' }, 'audio'],
  ['the one that failed beside others that run', { audio: 'running', thumbnail: 'failed' }, 'thumbnail'],
  ['the one a cancelled run was at', { keywords: 'done', script: 'cancelled' }, 'script'],
])('a pipeline is at %s', (_, states, step) => {
  const { steps } = sampleRecord();
  for (const [name, state] of Object.entries(states)) steps[name as Step] = { ...steps[name as Step], state };
  expect(stepNow(steps)).toBe(step);
});

it('a pipeline with nothing left to do is done', () => {
  const { steps } = sampleRecord();
  for (const name of Object.keys(steps) as Step[]) steps[name] = { ...steps[name], state: 'done' };
  expect(stepNow(steps)).toBe('done');
});
