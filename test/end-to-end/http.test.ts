import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readStackInfo } from '../../src/cli/stack-file.ts';
import { killTree, type RunningCommand, runFaceless } from '../support/command.ts';
import { openEventStream } from '../support/event-stream.ts';
import { copyEmptyDatabase } from '../support/test-database.ts';
import { waitFor } from '../support/wait-for.ts';

let home: string;
let stack: RunningCommand;
let url: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'faceless-http-'));
  await copyEmptyDatabase(join(home, 'database'));
  stack = runFaceless(['start'], home, { FACELESS_REQUESTS_PER_MINUTE: '100000' });
  await waitFor(
    () => [stack.stdout(), stack.child.exitCode],
    ([stdout, code]) => {
      if (code !== null) throw new Error(`start ended with ${code}: ${stack.stderr()}`);
      return String(stdout).includes('is running');
    },
    100_000,
  );
  url = readStackInfo(home)?.apiUrl as string;
});

afterAll(async () => {
  if (stack.child.pid && stack.child.exitCode === null) killTree(stack.child.pid);
  await rm(home, { recursive: true, force: true });
});

const narration = 'An octopus has three hearts.';
const scriptOf = (recording: string) => ({
  title: 'Three hearts',
  language: 'en',
  scenes: [{ id: 's001', narration, recording, visual: { idea: 'An octopus' } }],
});

async function send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const answer = await fetch(`${url}${path}`, {
    method,
    headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return {
    status: answer.status,
    headers: answer.headers,
    body: text === '' ? undefined : (JSON.parse(text) as unknown),
  };
}

/** Has the narration spoken, fetches the sound, and sends it in as a recording of one's own. Answers the asset's id. */
async function record(): Promise<string> {
  const { id } = (await send('POST', '/tts/render', { text: narration })).body as { id: string };
  const { body } = await waitFor(
    () => send('GET', `/tts/render/${id}`),
    (answer) => (answer.body as { state: string }).state === 'done',
    100_000,
  );
  const { files } = body as { files: Record<string, string> };
  const sound = await fetch(`${url}${files['narration.wav']}`);
  const form = new FormData();
  form.set('kind', 'narration');
  form.set('file', await sound.blob(), 'me.wav');
  const sent = await fetch(`${url}/api/assets`, { method: 'POST', body: form });
  expect(sent.status).toBe(201);
  return ((await sent.json()) as { assetId: string }).assetId;
}

describe('the running service', () => {
  it('makes a film of a script and its recording that waits for its approvals, is followed, downloaded, retried and deleted', {
    timeout: 300_000,
  }, async () => {
    const brief = {
      topic: 'Three hearts',
      format: 'square',
      review: true,
      music: { kind: 'none' },
      script: scriptOf(await record()),
    };
    const key = { 'idempotency-key': 'one-film' };
    const started = await send('POST', '/api/pipelines', brief, key);
    expect(started).toMatchObject({ status: 202, body: { state: 'running' } });
    expect((await send('POST', '/api/pipelines', brief, key)).body).toEqual(started.body);
    const { pipelineId } = started.body as { pipelineId: string };
    const path = `/api/pipelines/${pipelineId}`;
    expect(started.headers.get('location')).toBe(path);

    const events = await openEventStream(`${url}${path}/events`);
    await approveNext('script');
    await events.until('pipeline.video.assembled');
    await approveNext('film');
    expect((await events.until('pipeline.completed')).data).toMatchObject({ subject: pipelineId });
    await events.ended;

    expect((await send('GET', path)).body).toMatchObject({
      state: 'completed',
      owner: 'local',
      steps: { audio: { provider: 'recording' } },
    });
    const captions = await (await fetch(`${url}${path}/artifacts/captions.vtt`)).text();
    expect(captions.replaceAll(/\s+/g, ' ')).toContain(narration);
    const range = await fetch(`${url}${path}/artifacts/video.mp4`, { headers: { range: 'bytes=4-7' } });
    expect([range.status, await range.text()]).toEqual([206, 'ftyp']);

    expect(await send('POST', `/orchestrator/retry/${pipelineId}/upload`, {})).toMatchObject({
      status: 202,
      body: { how: 'started' },
    });
    // What was approved is not made anew, and nobody is asked about it again.
    await stateIs('completed');
    await waitFor(
      () => send('DELETE', path),
      ({ status }) => status === 204,
      30_000,
    );
    expect((await send('GET', path)).status).toBe(404);

    async function stateIs(state: string): Promise<void> {
      await waitFor(
        () => send('GET', `/orchestrator/status/${pipelineId}`),
        ({ body }) => (body as { state: string }).state === state,
        200_000,
      );
    }

    async function approveNext(gate: 'script' | 'film'): Promise<void> {
      await stateIs('review');
      expect((await send('POST', `${path}/approve`, { gate })).status).toBe(202);
    }
  });

  it('is described by its own document, and refuses what it does not know in one form', async () => {
    const document = await send('GET', '/openapi.json');
    expect(document.body).toMatchObject({ openapi: '3.1.0', info: { title: 'Faceless Pipeline' } });
    const refused = await send('GET', '/api/pipelines/nobody-has-it');
    expect(refused).toMatchObject({ status: 404, body: { type: 'urn:faceless:problem:NotFound', status: 404 } });
    expect(refused.headers.get('content-type')).toContain('application/problem+json');
  });
});
