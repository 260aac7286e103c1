import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readStackInfo } from '../../src/cli/stack-file.ts';
import type { PipelineRecord } from '../../src/contracts/records.ts';
import type { Usage } from '../../src/contracts/usage.ts';
import { type AllVendors, startAllVendors, type VendorName } from '../emulators/all-vendors.ts';
import { callName, type Emulator, type VendorCall } from '../emulators/emulator.ts';
import type { Fault } from '../emulators/faults.ts';
import { killTree, type RunningCommand, runFaceless } from '../support/command.ts';
import { copyEmptyDatabase } from '../support/test-database.ts';
import { testTools } from '../support/tools.ts';
import { waitFor } from '../support/wait-for.ts';

const seed = 20_261_123;
/** Of all calls, this share goes wrong, the same one twice at most. */
const share = 0.4;
const most = 2;
const faults: readonly Fault[] = [
  { kind: 'status', status: 429, retryAfter: '1' },
  { kind: 'status', status: 500 },
  { kind: 'cut' },
  { kind: 'malformed' },
];

/** Each service makes something of one of the films; where it refuses, the next takes over. */
const films = [
  {
    topic: 'Why do octopuses have three hearts?',
    providers: {
      ...{ keywords: ['google-ads', 'ahrefs', 'serpapi', 'suggest'], script: ['gemini', 'openai'] },
      ...{ audio: ['elevenlabs'], video: ['openai'], metadata: ['claude'], thumbnail: ['openai'] },
    },
    publish: { privacy: 'public', playlists: ['The Sea'] },
  },
  {
    topic: 'Why does honey never go bad?',
    providers: {
      keywords: ['offline'],
      script: ['claude', 'compatible'],
      audio: ['azure'],
      video: ['pexels'],
      metadata: ['openai'],
    },
    publish: { privacy: 'unlisted' },
  },
  {
    topic: 'How did Roman concrete survive the sea?',
    providers: {
      keywords: ['offline'],
      script: ['openai'],
      audio: ['google'],
      video: ['pixabay'],
      metadata: ['gemini'],
    },
    publish: {},
  },
];
const paid: readonly VendorName[] = [
  ...([
    'openai',
    'anthropic',
    'gemini',
    'compatible',
    'elevenlabs',
    'google-speech',
    'azure-speech',
    'serpapi',
    'ahrefs',
  ] as const),
];

let home: string;
let vendors: AllVendors;
let stack: RunningCommand;
let url: string;
let records: PipelineRecord[];

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'faceless-vendors-'));
  vendors = await startAllVendors();
  await copyEmptyDatabase(join(home, 'database'));
  stack = runFaceless(['start'], home, {
    ...vendors.environment,
    FACELESS_REQUESTS_PER_MINUTE: '100000',
    LOG_LEVEL: 'debug',
  });
  await waitFor(
    () => [stack.stdout(), stack.child.exitCode],
    ([stdout, code]) => {
      if (code !== null) throw new Error(`start ended with ${code}: ${stack.stderr()}`);
      return String(stdout).includes('is running');
    },
    100_000,
  );
  url = readStackInfo(home)?.apiUrl as string;
  const { emulators } = vendors;
  for (const emulator of Object.values<Emulator>(emulators)) emulator.failAtRandom({ seed, share, most, faults });
  emulators.gemini.misbehave('refusal');
  emulators.anthropic.misbehave('refusal');
  records = await Promise.all(films.map(makeFilm));
}, 400_000);

afterAll(async () => {
  if (stack?.child.pid && stack.child.exitCode === null) killTree(stack.child.pid);
  await vendors?.close();
  await rm(home, { recursive: true, force: true });
});

async function makeFilm(film: (typeof films)[number]): Promise<PipelineRecord> {
  const body = JSON.stringify({
    ...film,
    providers: { ...film.providers, upload: ['youtube'] },
    format: 'square',
    durationSeconds: 12,
    music: { kind: 'none' },
    budgetUsd: 5,
  });
  const headers = { 'content-type': 'application/json' };
  const started = await fetch(`${url}/api/pipelines`, { method: 'POST', headers, body });
  const { pipelineId } = (await started.json()) as { pipelineId: string };
  const ended = ['completed', 'failed', 'cancelled', 'blocked'];
  return waitFor(
    async () => (await (await fetch(`${url}/api/pipelines/${pipelineId}`)).json()) as PipelineRecord,
    ({ state }) => ended.includes(state),
    300_000,
  );
}

const callsOf = (vendor: VendorName) => {
  const groups = new Map<string, VendorCall[]>();
  for (const call of (vendors.emulators[vendor] as Emulator).calls) {
    const name = callName(call);
    groups.set(name, [...(groups.get(name) ?? []), call]);
  }
  return [...groups.values()];
};

it('films of all services come to their end, though two calls in five go wrong', () => {
  expect(records.map(({ state, failure }) => failure ?? state)).toEqual(['completed', 'completed', 'completed']);
  const served = records.map(({ steps }) =>
    (['script', 'audio', 'video', 'metadata'] as const)
      .map((step) => steps[step].provider?.replace(', ffmpeg', ''))
      .join(' '),
  );
  expect(served).toEqual([
    'openai elevenlabs openai claude',
    'compatible azure pexels openai',
    'openai google pixabay gemini',
  ]);
  expect(records[0]?.steps.keywords.provider).toBe('google-ads+ahrefs+serpapi+suggest');
});

it('no service is asked against its protocol', () => {
  for (const emulator of Object.values<Emulator>(vendors.emulators))
    expect(emulator.violations, emulator.name).toEqual([]);
});

it('each paid call was made once more than it failed, and no more', () => {
  let failed = 0;
  for (const vendor of paid) {
    // What Azure is asked for comes after its connection is made.
    if (vendor === 'azure-speech') continue;
    for (const calls of callsOf(vendor)) {
      const answered = calls.filter(({ outcome }) => outcome === 'answered');
      expect(answered.length, `${vendor}: ${callName(calls[0] as VendorCall).slice(0, 300)}`).toBe(1);
      failed += calls.length - answered.length;
    }
  }
  expect(failed).toBeGreaterThan(10);
  const kinds = new Set(
    Object.values<Emulator>(vendors.emulators).flatMap(({ calls }) => calls.map(({ fault }) => fault)),
  );
  for (const { kind } of faults) expect([...kinds]).toContain(kind);
  const { spoken, calls } = vendors.emulators['azure-speech'];
  expect(new Set(spoken.map(({ text }) => text)).size).toBe(spoken.length);
  expect(calls.filter(({ outcome }) => outcome === 'answered')).toHaveLength(spoken.length);
});

it('the books have every call that was answered, and those that broke off with their estimate', async () => {
  const usage = (await (await fetch(`${url}/api/usage?by=provider,pipeline`)).json()) as Usage;
  const all = paid.flatMap((vendor) => (vendors.emulators[vendor] as Emulator).calls);
  // One more where a kept connection was closed under a call that was about to be sent.
  expect(usage.calls).toBeGreaterThanOrEqual(all.length);
  const ofRecords = records.reduce((sum, { costUsd }) => sum + costUsd, 0);
  // Refusals are paid for, and make nothing.
  expect(usage.costUsd).toBeGreaterThanOrEqual(ofRecords - 1e-9);
  const brokeOff = all.some(({ fault }) => fault === 'cut' || fault === 'malformed');
  if (brokeOff) expect(usage.reservedUsd).toBeGreaterThan(0);
});

it('each film is on YouTube once, byte for byte, with what belongs to it, for those who may see it', () => {
  const { youtube } = vendors.emulators;
  const videos = youtube.videos();
  expect(videos).toHaveLength(films.length);
  const seen = records.map(({ artifacts, publicationUrl }) => {
    const { sha256, bytes } = artifacts['video.mp4'] ?? {};
    const [video, ...others] = videos.filter(({ content }) => content.sha256 === sha256 && content.bytes === bytes);
    expect([others, publicationUrl]).toEqual([[], `https://youtu.be/${video?.id}`]);
    expect(video?.snippet.description).not.toContain('[upload');
    expect(video).toMatchObject({ captions: [{ status: 'serving' }], thumbnail: { mediaType: 'image/jpeg' } });
    return [video?.status.privacyStatus, video?.privacies.slice(0, -1).includes('public'), video?.playlists.length];
  });
  expect(seen).toEqual([
    ['public', false, 1],
    ['unlisted', false, 0],
    ['private', false, 0],
  ]);
});

it('the authors of found pictures are named in the description', async () => {
  for (const [index, site] of [
    [1, 'Pexels'],
    [2, 'Pixabay'],
  ] as const) {
    const answer = await fetch(`${url}/api/pipelines/${records[index]?.pipelineId}/artifacts/metadata.json`);
    expect(((await answer.json()) as { description: string }).description).toContain(site);
  }
});

it('no key is in a log, a history, an event, a record, an answer or a file', async () => {
  const keys = Object.entries(vendors.environment).flatMap(([name, value]) =>
    /_(KEY|TOKEN|SECRET)$/.test(name) ? [value] : [],
  );
  const expectNone = (text: string, where: string) => {
    for (const key of keys) expect(text.includes(key), `${key} in ${where}`).toBe(false);
  };
  const address = readStackInfo(home)?.temporalAddress ?? '';
  for (const { pipelineId } of records) {
    const show = ['workflow', 'show', '--workflow-id', pipelineId, '--output', 'json', '--address', address];
    const { stdout } = await promisify(execFile)(testTools().temporal, show, { maxBuffer: 1 << 27 });
    expectNone(`${stdout}${decodePayloads(stdout)}`, `the history of ${pipelineId}`);
    for (const path of ['', '/events?from=0']) {
      const answer = await fetch(`${url}/api/pipelines/${pipelineId}${path}`, { signal: AbortSignal.timeout(20_000) });
      expectNone(await answer.text(), path);
    }
  }
  stack.child.kill('SIGTERM');
  await stack.ended;
  expectNone(stack.stdout() + stack.stderr(), 'the output');
  const files = (await readdir(home, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  expect(files.some(({ name }) => name.endsWith('.log'))).toBe(true);
  for (const { parentPath, name } of files) expectNone(await readFile(join(parentPath, name), 'latin1'), name);
});

/** Temporal shows payloads in base64. */
function decodePayloads(json: string): string {
  return [...json.matchAll(/"data": ?"([A-Za-z0-9+/=]{16,})"/g)]
    .map(([, data = '']) => Buffer.from(data, 'base64').toString('utf8'))
    .join('\n');
}
