import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { describeOutcome, exitCodeOf, type Outcome, toJson } from '../../../src/cli/display/outcome.ts';
import type { AssembleFilmResult } from '../../../src/contracts/stages.ts';
import { steps } from '../../../src/contracts/steps.ts';
import { createFolderStore } from '../../../src/infra/artifacts/folder-store.ts';
import { completedStatus, statusOf } from '../samples.ts';

const folder = mkdtempSync(join(tmpdir(), 'faceless-outcome-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const artifacts = createFolderStore({ folder });

const outcome = (status = completedStatus(), changes: Partial<Outcome> = {}): Outcome => ({
  status,
  artifacts,
  interrupted: false,
  ...changes,
});
const failure = { type: 'BadCredentials', message: 'the key is not valid', advice: 'Correct the key.' } as const;
const place = '/srv/my films/octopus-hearts-abc234';
const goOn = 'Go on with: ./faceless create --resume octopus-hearts-abc234';

describe('the exit code', () => {
  it.each([
    ['0 when the film is there', outcome(), 0],
    [
      '0 when the film was there before the person stopped the command',
      outcome(completedStatus(), { interrupted: true }),
      0,
    ],
    ['1 when a run says it is complete and has no film', outcome(completedStatus({ artifacts: {} })), 1],
    ['1 when it failed', outcome(statusOf({ state: 'failed' })), 1],
    ['1 when it was cancelled', outcome(statusOf({ state: 'cancelled' })), 1],
    ['3 when it waits for a decision', outcome(statusOf({ state: 'blocked' })), 3],
    ['3 when it waits for a review', outcome(statusOf({ state: 'review', review: 'script' })), 3],
    ['130 when the person stopped the command', outcome(statusOf(), { interrupted: true }), 130],
  ])('is %s', (_, given, code) => {
    expect(exitCodeOf(given)).toBe(code);
  });
});

describe('the JSON of a run', () => {
  it('has its id, its state, every step, the files with their paths, its length and cost', async () => {
    const json = await toJson(outcome());
    expect(json).toMatchObject({
      pipelineId: 'octopus-hearts-abc234',
      status: 'completed',
      artifacts: { 'video.mp4': join(place, 'video.mp4'), 'script.json': join(place, 'script.json') },
      durationSeconds: 51.4,
      cost: 0,
    });
    expect(Object.keys(json.steps as object)).toEqual([...steps]);
    expect((json.steps as Record<string, unknown>).script).toMatchObject({
      state: 'done',
      provider: 'offline',
      done: 1,
    });
    expect(JSON.parse(JSON.stringify(json))).not.toHaveProperty('failure');
  });

  it('names the files in the folder that was asked for', async () => {
    const json = await toJson(outcome(completedStatus(), { outFolder: '/srv/elsewhere' }));
    expect(json.artifacts).toMatchObject({ 'video.mp4': '/srv/elsewhere/octopus-hearts-abc234/video.mp4' });
  });

  it('names the stored files of a run that was not published, and why it ended', async () => {
    const script = await artifacts.putJson({ title: 'x' });
    const json = await toJson(outcome(statusOf({ state: 'blocked', artifacts: { 'script.json': script }, failure })));
    expect(json).toMatchObject({
      status: 'blocked',
      artifacts: { 'script.json': await artifacts.localFile(script) },
      durationSeconds: null,
      failure,
    });
  });
});

describe('what is said at the end', () => {
  it('of a film: its length, its cost, its files and what there is to know', async () => {
    expect(await describeOutcome(outcome())).toBe(
      [
        'The film is ready: 51 s, cost nothing.',
        `  ${place}/video.mp4`,
        `  ${place}/script.json`,
        'Note: This script is a template.',
      ].join('\n'),
    );
  });

  it('of a film on a platform: where it is, who may see it, and its files by their names', async () => {
    const publication = {
      ...{ target: 'youtube', id: 'x', url: 'https://youtu.be/x', privacy: 'private' as const },
      ...{ publishAt: '2026-12-01T17:00:00.000Z', channel: { id: 'UC1', title: 'Curious Things' } },
    };
    const script = await artifacts.putJson({ title: 'x' });
    const status = completedStatus({ publication, artifacts: { 'script.json': script } });
    const said = await describeOutcome(outcome(status));
    const where = 'private on Curious Things, public from 2026-12-01 17:00 UTC on';
    expect(said).toContain(`\nPublished: https://youtu.be/x, ${where}\n`);
    expect(said).toContain(`\n  script.json      ${await artifacts.localFile(script)}\n`);
  });

  it('of a film that was checked: what was found, and what could be better', async () => {
    const quality = {
      durationSeconds: 51.4,
      narrationSeconds: 51.4,
      frames: 1542,
      loudnessLufs: -14.06,
      truePeakDbtp: -1.52,
      blackSeconds: 0,
      frozenSeconds: 0,
      silentSeconds: 1.24,
      problems: [],
      warnings: ['the captions of 2 places are faster than can be read'],
    };
    const results = { video: { quality } as unknown as AssembleFilmResult };
    expect((await describeOutcome(outcome(completedStatus({ results })))).split('\n').slice(-3)).toEqual([
      'Checked: 1542 frames; −14.1 LUFS, peak −1.5 dBTP; 1.2 s silent.',
      'Could be better: the captions of 2 places are faster than can be read',
      'Note: This script is a template.',
    ]);
    expect(await toJson(outcome(completedStatus({ results })))).toMatchObject({ quality });
  });

  it.each([
    ['a run that was stopped', outcome(statusOf(), { interrupted: true }), `Stopped. ${goOn}`],
    [
      'a blocked run',
      outcome(statusOf({ state: 'blocked', failure })),
      `The run is blocked: the key is not valid\nCorrect the key.\n${goOn}`,
    ],
    ['a failed run', outcome(statusOf({ state: 'failed', failure })), `The run failed: the key is not valid\n${goOn}`],
    [
      'a run that failed without a word',
      outcome(statusOf({ state: 'failed' })),
      `The run failed: see ./faceless logs\n${goOn}`,
    ],
    [
      'a cancelled run',
      outcome(statusOf({ state: 'cancelled', failure: { ...failure, message: 'changed my mind' } })),
      `The run was cancelled: changed my mind\n${goOn}`,
    ],
  ])('of %s: what happened and how to go on', async (_, given, text) => {
    expect(await describeOutcome(given)).toBe(text);
  });
});
