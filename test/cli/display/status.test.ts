import { expect, it } from 'vitest';
import { describeStatus } from '../../../src/cli/display/status.ts';
import { completedStatus, statusOf } from '../samples.ts';

it('a pipeline is shown with its topic, its cost and a row for each step', () => {
  expect(describeStatus(statusOf({ costUsd: 0.5 }, { script: { costUsd: 0.5, found: 1 } }))).toBe(
    [
      'octopus-hearts-abc234: running',
      '  Why do octopuses have three hearts?',
      '  cost $0.50',
      '',
      'Step       State    Provider           Parts  Time  Cost',
      'keywords   done     offline                   2 s',
      'script     done     offline                   2 s   $0.50  1 found finished; This script is a template.',
      'audio      running  offline            2/5',
      'video      running  generated, ffmpeg  1/10',
      'thumbnail  pending',
      'metadata   pending',
      'upload     pending',
      'abtest     pending',
    ].join('\n'),
  );
});

it('a film that is ready is shown with its length and its place', () => {
  const lines = describeStatus(completedStatus()).split('\n');
  expect(lines.slice(0, 4)).toEqual([
    'octopus-hearts-abc234: completed',
    '  Why do octopuses have three hearts?',
    '  film of 51 s',
    '  file:///srv/my%20films/octopus-hearts-abc234',
  ]);
});

it('a blocked run says what failed, what to do, and until when it waits', () => {
  const failure = { type: 'BadCredentials', message: 'the key\nis not valid', advice: 'Correct the key.' } as const;
  const waitsUntil = '2026-11-29T12:00:00.000Z';
  const text = describeStatus(
    statusOf(
      { state: 'blocked', failure, waitsUntil, notices: ['retryStep: name a step'] },
      { audio: { state: 'failed', failure } },
    ),
  );
  expect(text).toContain('audio      failed   offline            2/5                the key is not valid\n');
  expect(text.split('\n').slice(-4)).toEqual([
    'is not valid',
    'Correct the key.',
    `It waits until ${waitsUntil}: ./faceless retry octopus-hearts-abc234`,
    'Note: retryStep: name a step',
  ]);
});

it('a review says what it waits for', () => {
  expect(describeStatus(statusOf({ state: 'review', review: 'film' }))).toMatch(
    /^octopus-hearts-abc234: waiting for the review of the film\n/,
  );
});
