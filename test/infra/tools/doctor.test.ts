import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { examine } from '../../../src/infra/tools/doctor.ts';
import { testTools } from '../../support/tools.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'faceless-doctor-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const config = () => ({ toolsFolder: folder, searchPath: '', dataFolder: join(folder, 'not/yet/made'), ports: [] });
const named = async (name: string, change: Partial<Parameters<typeof examine>[0]> = {}) =>
  (await examine({ ...config(), ...change })).find((finding) => finding.name === name);

it('finds all the set-up has fetched', async () => {
  const toolsFolder = join(testTools().models, '..');
  const findings = await examine({ ...config(), toolsFolder });
  const needed = ['node', 'packages', 'temporal', 'ffmpeg', 'voice', 'music', 'fonts and emoji'];
  expect(findings.filter(({ name }) => needed.includes(name)).map(({ name, state }) => [name, state])).toEqual(
    needed.map((name) => [name, 'found']),
  );
});

it('says of everything that is not there how to get it', async () => {
  const findings = await examine(config());
  for (const name of ['temporal', 'ffmpeg', 'voice']) {
    expect(findings).toContainEqual(
      expect.objectContaining({ name, state: 'missing', advice: expect.stringContaining('./faceless setup') }),
    );
  }
  expect(findings.filter(({ state }) => state !== 'found').every(({ advice }) => advice)).toBe(true);
});

it('names the files that a half-filled folder of voices lacks', async () => {
  mkdirSync(join(folder, 'models/voices'), { recursive: true });
  const finding = await named('voice');
  expect(finding?.detail).toContain('lacks kokoro-v1.0.int8.onnx, vocab.json');
});

it('advises to correct a path that the environment names', async () => {
  const finding = await named('ffmpeg', { ffmpegPath: join(folder, 'nowhere') });
  expect(finding).toMatchObject({ state: 'missing', advice: expect.stringContaining('correct FFMPEG_PATH') });
});

it('looks for no Temporal where another server is used', async () => {
  const finding = await named('temporal', { temporalAddress: 'temporal.example:7233' });
  expect(finding).toMatchObject({ state: 'found', detail: 'the server at temporal.example:7233 is used' });
});

it('warns of a port that is taken', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const taken = await named(`port ${port}`, { ports: [{ name: 'the API', port }] });
  expect(taken).toMatchObject({ state: 'warning', detail: expect.stringContaining('EADDRINUSE') });
  await new Promise((resolve) => server.close(resolve));
  expect(await named(`port ${port}`, { ports: [{ name: 'the API', port }] })).toMatchObject({ state: 'found' });
});

it('looks at the disk of a folder that is not there yet', async () => {
  expect((await named('disk'))?.detail).toMatch(/^\d+\.\d GB free for /);
});
