import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import * as commands from '../../../src/cli/commands/pipelines.ts';
import type { CommandContext } from '../../../src/cli/context.ts';
import type { PipelineState, PipelineStatus } from '../../../src/contracts/messages.ts';
import type { Publishing } from '../../../src/contracts/publishing.ts';
import type { PublishFilmInput } from '../../../src/contracts/stages.ts';
import { readConfig } from '../../../src/infra/config/config.ts';
import { createLogger } from '../../../src/infra/logging/logger.ts';
import { benchPlace } from '../../support/bench-place.ts';
import { badKey, createFakeStages, type FakeStages } from '../../support/fake-stages.ts';
import { openPipelineBench, type PipelineBench } from '../../support/pipeline-bench.ts';
import { waitFor } from '../../support/wait-for.ts';
import { briefOf } from '../samples.ts';

let stages: FakeStages;
let bench: PipelineBench;
let context: CommandContext;
let printed: string;

beforeAll(async () => {
  const names = Object.keys(createFakeStages().activities) as (keyof FakeStages['activities'])[];
  const delegating = Object.fromEntries(
    names.map((name) => [name, (input: never) => (stages.activities[name] as (given: never) => unknown)(input)]),
  ) as unknown as FakeStages['activities'];
  bench = await openPipelineBench(delegating, benchPlace());
  const { address, namespace } = bench;
  context = {
    config: readConfig({ TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: namespace }),
    logger: createLogger({ level: 'silent' }),
  };
});
afterAll(() => bench.close());
beforeEach(() => {
  stages = createFakeStages();
  printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
});
afterEach(() => vi.restoreAllMocks());

const until = (id: string, state: PipelineState) =>
  waitFor(
    () => bench.pipelines.status(id),
    (status) => status.state === state,
  );
const ended = (id: string) =>
  waitFor(
    () => bench.pipelines.isOpen(id),
    (open) => !open,
  );

/** A run whose narration fails until it is mended. */
async function startBlocked(): Promise<{ id: string; mend(): void }> {
  let broken = true;
  stages.before('narrateScene', () => {
    if (broken) throw badKey();
  });
  const id = await bench.pipelines.start(briefOf());
  await until(id, 'blocked');
  return {
    id,
    mend: () => {
      broken = false;
    },
  };
}

describe('the commands for pipelines', () => {
  it('show a run, for people and for programs, and let its failed step go on', async () => {
    const { id, mend } = await startBlocked();
    expect(await commands.showStatus(context, id, {})).toBe(0);
    expect(printed).toContain(`${id}: blocked\n`);
    expect(printed).toMatch(/^audio +failed .* the key is not valid$/m);

    printed = '';
    await commands.showStatus(context, id, { json: true });
    expect((JSON.parse(printed) as PipelineStatus).pipelineId).toBe(id);

    printed = '';
    mend();
    await commands.retryStep(context, id, undefined, {});
    expect(printed).toBe(`${id} goes on with audio.\n`);
    await until(id, 'completed');
  });

  it('go on with a cancelled run where it ended, as the command that cancels says', async () => {
    const { id, mend } = await startBlocked();
    await commands.cancel(context, id, { reason: 'lunch' });
    expect(printed).toBe(
      `${id} is being cancelled; what is finished is kept: ./faceless retry ${id} goes on from there.\n`,
    );
    await until(id, 'cancelled');
    await ended(id);

    printed = '';
    mend();
    await commands.retryStep(context, id, undefined, {});
    expect(printed).toBe(`${id} runs again from audio.\n`);
    await until(id, 'completed');
    expect(stages.count('writeScript'), 'the script is not written again').toBe(1);
  });

  it('go on with a run that was cancelled while nothing had failed from the first step it did not get to', async () => {
    const id = await bench.pipelines.start(briefOf({ review: true }));
    await until(id, 'review');
    await commands.cancel(context, id, {});
    await ended(id);

    printed = '';
    await commands.retryStep(context, id, undefined, {});
    expect(printed).toBe(`${id} runs again from audio.\n`);
    await until(id, 'review');
    await bench.pipelines.cancel(id);
    await ended(id);
  });

  it('do not guess which step of a finished run is to be made again', async () => {
    const id = await bench.pipelines.start(briefOf());
    await ended(id);
    await expect(commands.retryStep(context, id, undefined, {})).rejects.toMatchObject({
      type: 'InvalidInput',
      message: `no step of ${id} has failed: name the step to make again`,
    });
    await commands.retryStep(context, id, 'thumbnail', {});
    expect(printed).toBe(`${id} runs again from thumbnail.\n`);
    await ended(id);
    expect(stages.count('makeThumbnails')).toBe(2);
  });

  it('let a run pass its reviews, or end it there', async () => {
    const id = await bench.pipelines.start(briefOf({ review: true }));
    await until(id, 'review');
    await commands.approve(context, id, {});
    await waitFor(
      () => bench.pipelines.status(id),
      ({ review }) => review === 'film',
    );
    await commands.reject(context, id, { reason: 'too loud' });
    expect(printed).toBe(`${id} is approved.\n${id} is rejected.\n`);
    await until(id, 'cancelled');
  });

  it('go on without a failed step', async () => {
    stages.before('makeThumbnails', () => {
      throw badKey();
    });
    const id = await bench.pipelines.start(briefOf());
    await until(id, 'blocked');
    await commands.skipStep(context, id, 'thumbnail');
    expect((await until(id, 'completed')).steps.thumbnail.state).toBe('skipped');
  });

  it('publish a film otherwise in what the options of a retry name, and in nothing else', async () => {
    stages.before('publishFilm', (_, call) => {
      if (call < 3) throw badKey();
    });
    const sea: Partial<Publishing> = { playlists: ['The Sea'], license: 'creativeCommon', madeForKids: true };
    const id = await bench.pipelines.start(
      briefOf({ providers: { upload: ['youtube'] }, publish: { ...sea, privacy: 'unlisted' } }),
    );
    const asked = () => stages.calls.filter(({ name }) => name === 'publishFilm').map(({ input }) => input);
    const retried = async (count: number, options: Parameters<typeof commands.retryStep>[3]) => {
      await commands.retryStep(context, id, undefined, options);
      await waitFor(asked, ({ length }) => length === count);
      return (asked().at(-1) as PublishFilmInput).brief;
    };
    const { failure } = await until(id, 'blocked');
    expect(failure?.type).toBe('BadCredentials');
    await expect(retried(2, { privacy: 'friends' })).rejects.toMatchObject({ type: 'InvalidInput' });
    expect(await retried(2, { privacy: 'public' })).toMatchObject({
      ...{ providers: { upload: ['youtube'] }, publish: { ...sea, privacy: 'public' } },
    });
    await until(id, 'blocked');
    const to = 'https://example.org/films/';
    expect(await retried(3, { to })).toMatchObject({
      ...{ providers: { upload: ['http'] }, publish: { ...sea, privacy: 'public', url: to } },
    });
    await until(id, 'completed');
    await ended(id);
    await expect(commands.retryStep(context, id, 'upload', { channel: '@curious' })).rejects.toMatchObject({
      message: '--channel is of films that go to YouTube: add --to youtube',
    });
  });

  it('list runs in columns, newest first, with wide letters cut to fit', async () => {
    const topic = '为什么章鱼有三颗心脏？🐙'.repeat(6);
    const id = await bench.pipelines.start(briefOf({ topic }));
    await ended(id);
    const line = await waitFor(
      async () => {
        printed = '';
        await commands.listPipelines(context, { limit: '5' });
        return printed.split('\n').find((text) => text.startsWith(id)) ?? '';
      },
      (text) => text.includes('completed'),
    );
    expect(printed).toMatch(/^Pipeline +State +Step +Started +Topic\n/);
    expect(line).toMatch(/ {2}为什么章鱼有三颗心脏？🐙为什么/);
    expect(line).not.toContain(topic);

    printed = '';
    await commands.listPipelines(context, { limit: '1', json: true });
    expect(JSON.parse(printed)).toHaveLength(1);
  });

  it.each<[string, () => Promise<number>, string]>([
    [
      'a step',
      () => commands.skipStep(context, 'x', 'paint'),
      "there is no step 'paint'; there are: keywords, script, audio, video, thumbnail, metadata, upload, abtest",
    ],
    [
      'a review',
      () => commands.approve(context, 'x', { gate: 'door' }),
      "there is no review 'door'; there are: script, film",
    ],
    ['a limit', () => commands.listPipelines(context, { limit: '0' }), '--limit 0: give a number from 1 to 1000'],
  ])('refuse %s in a sentence', async (_, run, message) => {
    await expect(run()).rejects.toMatchObject({ type: 'InvalidInput', message });
    expect(printed).toBe('');
  });

  it.each(['no-such-film-abc234', '../x'])('say that there is no pipeline %s', async (id) => {
    await expect(commands.showStatus(context, id, {})).rejects.toMatchObject({
      type: 'NotFound',
      message: `there is no pipeline '${id}': \`./faceless list\` shows those there are`,
    });
    expect(printed).toBe('');
  });
});
