import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readdir, readlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readRange } from '../../../src/infra/youtube/read-range.ts';
import { filmOf } from '../../emulators/youtube/tests/reference-client.ts';

const folder = mkdtempSync(join(tmpdir(), 'faceless-range-'));
const path = join(folder, 'film.mp4');
const film = filmOf(3_000_001);
writeFileSync(path, film);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** As who sends them takes them: a piece is done with before the next is asked for. */
async function bytesOf(from: number, end: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of readRange(path, from, end)) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces);
}

async function isOpen(): Promise<boolean> {
  const links = (await readdir('/proc/self/fd')).map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => ''));
  return (await Promise.all(links)).includes(path);
}

describe('a range of a file', () => {
  it.each([
    [0, film.length],
    [0, 1],
    [film.length - 1, film.length],
    [524_288, 1_048_576],
    [1, 2_999_999],
    [7, 7],
  ])('from %i to %i has just those bytes', async (from, end) => {
    expect((await bytesOf(from, end)).equals(film.subarray(from, end))).toBe(true);
  });

  it('has a piece unchanged for as long as no other is asked for, though the next is read meanwhile', async () => {
    const pieces = readRange(path, 0, film.length);
    let at = 0;
    for (let next = await pieces.next(); !next.done; next = await pieces.next()) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      expect(Buffer.from(next.value).equals(film.subarray(at, at + next.value.length))).toBe(true);
      at += next.value.length;
    }
    expect(at).toBe(film.length);
  });

  it('says so when the file ends too early, or is not there', async () => {
    await expect(bytesOf(0, film.length + 1)).rejects.toMatchObject({
      type: 'ArtifactCorrupt',
      message: `the film ${path} can't be read to its end: it ends at byte ${film.length}`,
    });
    const none = readRange(join(folder, 'none'), 0, 5);
    await expect(none.next()).rejects.toMatchObject({ type: 'ArtifactCorrupt' });
  });

  it.runIf(process.platform === 'linux')('leaves no file open when its reader stops half way', async () => {
    const pieces = readRange(path, 0, film.length);
    await pieces.next();
    expect(await isOpen()).toBe(true);
    await pieces.return();
    expect(await isOpen()).toBe(false);
  });
});
