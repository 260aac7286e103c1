import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@temporalio/client';
import { readStackInfo } from '../src/cli/stack-file.ts';
import { connectClient } from '../src/infra/temporal/connection.ts';
import { runFaceless } from '../test/support/command.ts';
import { waitFor } from '../test/support/wait-for.ts';
import { coveredBy, criticalPath, type Interval } from './intervals.ts';
import type { BenchRow } from './row.ts';

const media = ['narrateScene', 'renderScene', 'assembleFilm'];
const outsideLimitSeconds = 10;
const shareLimit = 0.05;

interface Run {
  seconds: number;
  filmSeconds: number;
  pipelineId: string;
  began: number;
  ended: number;
}

/** The second film of a stack's folder, a Short of 60 seconds: what it takes besides its sound and picture. */
export async function measurePipeline(say: (message: string) => void): Promise<BenchRow[]> {
  const home = await mkdtemp(join(tmpdir(), 'faceless-bench-'));
  try {
    say('first run, to make the folder: a film of 10 seconds …');
    await makeFilm(home, 'Why is the sky blue?', 10);
    say('measured run: a film of 60 seconds …');
    const run = await makeFilm(home, 'Why do cats purr when they rest?', 60);
    const stages = await readStages(home, run.pipelineId);
    say(`made a film of ${run.filmSeconds.toFixed(1)} s in ${run.seconds.toFixed(1)} s, ${stages.length} stage calls`);

    const inMedia = coveredBy(stages.filter(({ activity }) => media.includes(activity))) / 1000;
    const outside = run.seconds - inMedia;
    const { working, between } = criticalPath(stages, run.began, run.ended);
    return [
      {
        figure: 'seconds-outside-media',
        value: outside,
        reference: run.seconds,
        ratio: outside / run.seconds,
        unit: 's',
        limit: `value ≤ ${outsideLimitSeconds} s`,
        holds: outside <= outsideLimitSeconds,
      },
      {
        figure: 'orchestration-share',
        value: between / 1000,
        reference: working / 1000,
        ratio: between / working,
        unit: 's',
        limit: `ratio ≤ ${shareLimit}`,
        holds: between / working <= shareLimit,
      },
    ];
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

/** Runs `create` as a person would; the stack is left up only for as long as Temporal is asked when the run began and ended. */
async function makeFilm(home: string, topic: string, seconds: number): Promise<Run> {
  const started = performance.now();
  const command = runFaceless(['create', topic, '--duration', String(seconds), '--json', '--keep-running'], home);
  const [json] = await Promise.race([
    waitFor(
      () => [command.stdout()],
      ([text]) => (text ?? '').endsWith('\n'),
      900_000,
    ),
    command.ended.then((code) => {
      throw new Error(`create ended with ${code}: ${command.stderr()}`);
    }),
  ]);
  const made = performance.now() - started;
  const result = JSON.parse(json ?? '') as { pipelineId: string; status: string; durationSeconds: number };
  if (result.status !== 'completed') throw new Error(`the run is ${result.status}: ${json}`);
  const connection = await connectClient({
    address: readStackInfo(home)?.temporalAddress ?? '',
    namespace: 'default',
    tls: false,
  });
  const { startTime, closeTime } = await new Client({ connection }).workflow.getHandle(result.pipelineId).describe();
  await connection.close();
  const stopping = performance.now();
  command.child.kill('SIGINT');
  await command.ended;
  return {
    seconds: (made + performance.now() - stopping) / 1000,
    filmSeconds: result.durationSeconds,
    pipelineId: result.pipelineId,
    began: startTime.getTime(),
    ended: closeTime?.getTime() ?? Date.now(),
  };
}

/** When each stage call worked, from the log: its reading of the inputs and its dispatch count as not working. */
async function readStages(home: string, pipelineId: string): Promise<(Interval & { activity: string })[]> {
  const text = await readFile(join(home, 'logs/faceless.log'), 'utf8');
  const lines = text
    .trim()
    .split('\n')
    .map(
      (line) => JSON.parse(line) as { msg: string; time: string; key: string; activity: string; pipelineId?: string },
    );
  const own = lines.filter((line) => line.pipelineId === pipelineId);
  return own
    .filter(({ msg }) => msg === 'stage made')
    .map(({ key, activity, time }) => {
      const begin = own.find((line) => line.msg === 'stage begins' && line.key === key)?.time ?? time;
      return { activity, begin: Date.parse(begin), end: Date.parse(time) };
    });
}
