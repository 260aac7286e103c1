import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { UnusableFile, withFileWindow } from '../../../../../src/engines/film/sources/headers/file-window.ts';
import { findStillFormat, readStillHeader } from '../../../../../src/engines/film/sources/headers/still-header.ts';
import { makeMedia } from '../samples.ts';

const names = ['a.png', 'a.jpg', 'a.webp', 'moving.webp', 'a.gif', 'a.bmp', 'a.tiff', 'a.avif'] as const;
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'headers-'));
  for (const name of names) {
    const still = name === 'a.avif' ? ['-c:v', 'libaom-av1', '-still-picture', '1', '-cpu-used', '8'] : [];
    const frames = name.startsWith('moving') ? [] : ['-frames:v', '1'];
    await makeMedia('testsrc2=s=64x48:r=2:d=1', join(folder, name), ...frames, ...still);
  }
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function readHeader(path: string) {
  return withFileWindow(path, async (file) => {
    const format = await findStillFormat(file);
    if (!format || format === 'HEIC') throw new UnusableFile('is no picture', '');
    return readStillHeader(file, format);
  });
}

it.each(names)('gives the size that %s has, and whether it moves', async (name) => {
  const animated = name.startsWith('moving');
  expect(await readHeader(join(folder, name))).toMatchObject({ width: 64, height: 48, orientation: 1, animated });
});

it.each(names)('answers or refuses whatever else stands in %s', async (name) => {
  const whole = await readFile(join(folder, name));
  const path = join(folder, `changed-${name}`);
  const change = fc.record({
    places: fc.array(fc.tuple(fc.nat(Math.min(whole.length, 600) - 1), fc.nat(255)), { maxLength: 6 }),
    kept: fc.oneof(fc.constant(whole.length), fc.nat(whole.length)),
  });
  await fc.assert(
    fc.asyncProperty(change, async ({ places, kept }) => {
      const bytes = Buffer.from(whole);
      for (const [at, value] of places) bytes[at] = value;
      await writeFile(path, bytes.subarray(0, kept));
      const refused: unknown = await readHeader(path).catch((error: unknown) => error);
      if (refused instanceof Error) expect(refused).toBeInstanceOf(UnusableFile);
    }),
    { numRuns: 150, seed: 4 },
  );
});
