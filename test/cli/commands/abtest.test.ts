import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Connection } from '@temporalio/client';
import { Client } from '@temporalio/client';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import * as commands from '../../../src/cli/commands/abtest.ts';
import { type CreateTestOptions, createTest } from '../../../src/cli/commands/abtest-create.ts';
import type { CommandContext } from '../../../src/cli/context.ts';
import type { AbTestInput } from '../../../src/contracts/ab-test-run.ts';
import { createFolderStore } from '../../../src/infra/artifacts/folder-store.ts';
import { readConfig } from '../../../src/infra/config/config.ts';
import { createLogger } from '../../../src/infra/logging/logger.ts';
import { connectClient } from '../../../src/infra/temporal/connection.ts';
import { benchPlace } from '../../support/bench-place.ts';
import { waitFor } from '../../support/wait-for.ts';

const { address, namespace } = benchPlace();
let folder: string;
let context: CommandContext;
let connection: Connection;
let client: Client;
let printed: string;
const started: string[] = [];

// No worker runs: what a test is started with is in its history.
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'faceless-abtest-'));
  const environment = { TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: namespace, FACELESS_HOME: folder };
  context = { config: readConfig(environment), logger: createLogger({ level: 'silent' }) };
  connection = await connectClient({ address, namespace, tls: false });
  client = new Client({ connection, namespace });
  await writeFile(join(folder, 'red.jpg'), 'red');
  await writeFile(join(folder, 'blue.PNG'), 'blue');
  await writeFile(join(folder, 'same.jpeg'), 'red');
  await writeFile(join(folder, 'moving.gif'), 'gif');
  await writeFile(join(folder, 'large.png'), Buffer.alloc(2_000_001));
});
afterAll(async () => {
  for (const id of started) await client.workflow.getHandle(id).terminate('the end');
  await connection.close();
  await rm(folder, { recursive: true });
});
beforeEach(() => {
  printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
});
afterEach(() => vi.restoreAllMocks());

const own = (name: string) => join(folder, name);
const video = 'dQw4w9WgXcQ';

async function create(options: Partial<CreateTestOptions>): Promise<AbTestInput> {
  expect(await createTest(context, { video, ...options })).toBe(0);
  const [testId = ''] = /abtest-[0-9a-f]{24}/.exec(printed) ?? [];
  started.push(testId);
  const { events } = await client.workflow.getHandle(testId).fetchHistory();
  const [input] = events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads ?? [];
  return JSON.parse(Buffer.from(input?.data ?? []).toString()) as AbTestInput;
}

describe('abtest create', () => {
  it('starts a test of thumbnails, which are stored as used by it, and says how to look at it', async () => {
    const { testId, ...input } = await create({ thumbnail: [own('red.jpg'), own('blue.PNG')], atEnd: 'ask' });
    expect(printed).toBe(`${testId} is started: ./faceless abtest show ${testId} tells how it goes.\n`);
    expect(input).toMatchObject({
      ...{ owner: 'local', topic: video, video: { id: video, target: 'simulated' } },
      variants: [
        { id: 'a', name: 'red', thumbnail: { mediaType: 'image/jpeg' } },
        { id: 'b', name: 'blue', thumbnail: { mediaType: 'image/png' } },
      ],
      design: { metric: 'ctr', days: 28, alpha: 0.05, atEnd: 'ask' },
    });
    const store = createFolderStore({ folder: context.config.artifactsFolder });
    for (const { thumbnail } of input.variants) expect(thumbnail && (await store.has(thumbnail))).toBe(true);
    expect(await store.usersUnchangedSince(new Date(Date.now() + 60_000))).toContain(testId);
  });

  it('starts one of titles on the platform that is named, as it is to be done', async () => {
    const input = await create({
      ...{ title: ['One', 'Two', 'Three'], target: 'youtube', channel: '@curious', topic: 'Three hearts', json: true },
      ...{ metric: 'views', days: '56', precision: '10%', alpha: '0.1', seed: '7' },
    });
    expect(input).toMatchObject({
      ...{ topic: 'Three hearts', video: { id: video, target: 'youtube', channel: '@curious' } },
      variants: [{ title: 'One' }, { title: 'Two' }, { title: 'Three' }],
      design: { metric: 'views', days: 56, precision: 0.1, alpha: 0.1, atEnd: 'apply', seed: 7 },
    });
    expect((JSON.parse(printed) as { testId: string }).testId).toBe(input.testId);
  });

  it.each<[string, Partial<CreateTestOptions>, RegExp]>([
    ['one variant', { title: ['One'] }, /^give --thumbnail or --title twice or more/],
    ['five variants', { title: ['1', '2', '3', '4', '5'] }, /^give four variants at most$/],
    [
      'a title too few',
      { title: ['One'], thumbnail: ['red.jpg', 'blue.PNG'] },
      /^2 times --thumbnail and 1 times --title: give every variant both, or only one of them$/,
    ],
    ['two files that are the same', { thumbnail: ['red.jpg', 'same.jpeg'] }, /^variant B: this variant is the same/],
    ['a file that is not there', { thumbnail: ['red.jpg', 'none.png'] }, /none\.png is not there: correct the path$/],
    [
      'a file of another kind',
      { thumbnail: ['red.jpg', 'moving.gif'] },
      /moving\.gif is none of \.jpg, \.jpeg, \.png$/,
    ],
    [
      'a file that is too large',
      { thumbnail: ['red.jpg', 'large.png'] },
      /has 2000001 bytes: a thumbnail has 2000000 at most$/,
    ],
    ['an address of a video', { video: 'https://youtu.be/x' }, /^--video: the id of a video is letters/],
    ['too few days', { days: '7' }, /^--days: a test takes 14 days at least/],
    ['another ending', { atEnd: 'guess' }, /^--at-end: /],
    ['another target', { target: 'folder' }, /^--target folder: there are simulated and youtube$/],
    ['a share that is none', { alpha: '5' }, /^--alpha 5: give a share from 0% to 100%$/],
  ])('refuses %s with a sentence', async (_, { thumbnail, ...options }, message) => {
    const titles = thumbnail ? {} : { title: ['One', 'Two'] };
    const refused = createTest(context, { video, ...titles, ...options, thumbnail: thumbnail?.map(own) });
    await expect(refused).rejects.toMatchObject({
      type: 'InvalidInput',
      message: expect.stringMatching(message) as string,
    });
  });
});

describe('the commands for A/B tests', () => {
  it('list those there are, whether they answer or not', async () => {
    const { testId } = await create({ title: ['One', 'Two'], topic: 'Three hearts' });
    const listed = async (json: boolean) => {
      printed = '';
      await commands.listTests(context, { limit: '5', json });
      return printed;
    };
    await waitFor(
      () => listed(false),
      (text) => text.includes(testId),
    );
    expect(printed).toMatch(/^Test +State +Video +So far$/m);
    expect(printed).toMatch(new RegExp(`^${testId} +running +Three hearts$`, 'm'));
    expect(JSON.parse(await listed(true))).toContainEqual(
      expect.objectContaining({ testId, state: 'running', owner: 'local' }) as unknown,
    );
  });

  it('tell a test what a person decides', async () => {
    const { testId } = await create({ title: ['One', 'Two'] });
    printed = '';
    expect(await commands.resumeTest(context, testId)).toBe(0);
    expect(await commands.stopTest(context, testId, { reason: 'enough' })).toBe(0);
    expect(printed).toBe(
      `${testId} goes on.\n${testId} is being stopped: ./faceless abtest show ${testId} says what it has shown.\n`,
    );
    const { events } = await client.workflow.getHandle(testId).fetchHistory();
    const signals = events?.flatMap((event) => event.workflowExecutionSignaledEventAttributes?.signalName ?? []);
    expect(signals).toEqual(['resume', 'stop']);
  });

  it.each([
    [
      'a variant',
      () => commands.chooseVariant(context, 'x', 'e'),
      "there is no variant 'e'; there are at most: a, b, c, d",
    ],
    [
      'a variant to show',
      () => commands.stopTest(context, 'x', { show: 'z' }),
      "there is no variant 'z'; there are at most",
    ],
    ['a moment', () => commands.showTest(context, 'x', { asOf: 'yesterday' }), '--as-of yesterday: give a day as'],
    ['a limit', () => commands.listTests(context, { limit: '0' }), '--limit 0: give a whole number from 1 to 100'],
  ])('refuse %s that there is none of', async (_, run, message) => {
    await expect((async () => run())()).rejects.toMatchObject({
      ...{ type: 'InvalidInput', message: expect.stringContaining(message) as string },
    });
  });

  it('say of an id of nothing that there is no such test', async () => {
    for (const run of [() => commands.showTest(context, 'none', {}), () => commands.saveReport(context, 'none', {})]) {
      await expect(run()).rejects.toMatchObject({ type: 'NotFound', message: "there is no A/B test 'none'" });
    }
  });
});
