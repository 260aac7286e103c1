import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { decodeMusic } from '../../../../src/engines/film/sound/decode-music.ts';
import { testTools } from '../../../support/tools.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'faceless-music-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const { ffmpeg, music } = testTools();

test('every bundled track is read as far as a film wants it, wherever in a packet that ends', async () => {
  const tracks = (await readdir(music, { recursive: true })).filter((file) => file.endsWith('.opus'));
  expect(tracks.length).toBeGreaterThanOrEqual(28);
  for (const [index, track] of tracks.entries()) {
    const seconds = 3.1 + index * 0.613;
    const samples = await decodeMusic(ffmpeg, join(music, track), { seconds, output: join(folder, 'music.raw') });
    expect(Math.abs(samples / 48_000 - seconds), track).toBeLessThan(0.2);
  }
});
