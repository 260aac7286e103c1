import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ArtifactRef } from '../../../src/contracts/artifact.ts';
import { createFolderStore } from '../../../src/infra/artifacts/folder-store.ts';
import { mountSmallDisk } from '../small-disk.ts';
import { artifactStoreConformance } from './conformance.ts';

artifactStoreConformance('folder store', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'folder-store-'));
  const store = createFolderStore({ folder });
  return {
    store,
    reopen: () => createFolderStore({ folder }),
    damage: async (ref, bytes) => {
      const [name] = (await readdir(join(folder, 'sha256', ref.sha256.slice(0, 2)))).filter((file) =>
        file.startsWith(ref.sha256),
      );
      await writeFile(join(folder, 'sha256', ref.sha256.slice(0, 2), name as string), bytes);
    },
    damageResult: (key, text) => writeFile(join(folder, 'results', `${key}.json`), text),
    remove: () => rm(folder, { recursive: true }),
  };
});

describe('folder store on its disk', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'folder-store-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('lays files out by their name and leaves nothing under temporary names', async () => {
    const home = join(folder, 'layout');
    const store = createFolderStore({ folder: home });
    const ref = await store.putBytes(Buffer.from('abc'), 'video/mp4');
    await expect(store.putFile(join(home, 'nothing.mp4'), 'video/mp4')).rejects.toThrow();
    expect(await store.localFile(ref)).toBe(join(home, 'sha256', 'ba', `${ref.sha256}.mp4`));
    expect(await readdir(join(home, 'tmp'))).toEqual([]);
  });

  it('verifies a local file once, and again when its size or time has changed', async () => {
    const home = join(folder, 'once');
    const ref = await createFolderStore({ folder: home }).putBytes(Buffer.from('abc'), 'video/mp4');
    const store = createFolderStore({ folder: home });
    const path = join(home, 'sha256', 'ba', `${ref.sha256}.mp4`);
    const noon = new Date('2026-11-22T12:00:00Z');
    await utimes(path, noon, noon);
    await store.localFile(ref);

    await writeFile(path, 'abX');
    await utimes(path, noon, noon);
    expect(await store.localFile(ref), 'it was read again').toBe(path);

    await utimes(path, noon, new Date('2026-11-22T12:00:01Z'));
    await expect(store.localFile(ref)).rejects.toMatchObject({ type: 'ArtifactCorrupt' });
    expect(await readdir(join(home, 'corrupt'))).toEqual([`${ref.sha256}.mp4`]);
  });

  it('shows nothing of a file whose writer was killed, and removes what it left after a day', async () => {
    const home = join(folder, 'killed');
    const pipe = join(folder, 'half.mp4');
    execFileSync('mkfifo', [pipe]);
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', fileURLToPath(new URL('./put-file.child.ts', import.meta.url)), home, pipe],
      { stdio: 'ignore' },
    );
    const writer = createWriteStream(pipe);
    writer.on('error', () => undefined);
    writer.write(Buffer.alloc(200_000));
    const leftover = await vi.waitFor(
      async () => {
        const [name] = await readdir(join(home, 'tmp'));
        const path = join(home, 'tmp', name as string);
        expect((await stat(path)).size).toBeGreaterThan(0);
        return path;
      },
      { timeout: 20_000, interval: 20 },
    );
    child.kill('SIGKILL');
    await once(child, 'exit');
    writer.destroy();

    createFolderStore({ folder: home });
    expect(await readdir(join(home, 'tmp'))).toHaveLength(1);
    expect((await readdir(home)).sort()).toEqual(['tmp', 'uses']);

    const twoDaysAgo = new Date(Date.now() - 48 * 60 * 60 * 1000);
    await utimes(leftover, twoDaysAgo, twoDaysAgo);
    createFolderStore({ folder: home });
    expect(await readdir(join(home, 'tmp'))).toEqual([]);
  });

  it('keeps the files that were there before uses were said, whoever releases them', async () => {
    const home = join(folder, 'earlier');
    const earlier = await createFolderStore({ folder: home }).putBytes(Buffer.from('earlier'), 'video/mp4');
    await rm(join(home, 'uses'), { recursive: true });
    const store = createFolderStore({ folder: home });
    await store.use('new-a', [earlier]);
    await createFolderStore({ folder: home }).use('new-b', [earlier]);
    const later = await store.putBytes(Buffer.from('later'), 'video/mp4');
    await store.use('new-a', [later]);

    expect(await store.release('new-b')).toBe(0);
    expect(await store.release('new-a')).toBe(1);
    expect([await store.has(earlier), await store.has(later)]).toEqual([true, false]);
    expect(await readdir(join(home, 'tmp'))).toEqual([]);
  });

  it('reads a file that a release held when it was killed, and finishes that release when it is done again', async () => {
    const home = join(folder, 'held');
    const store = createFolderStore({ folder: home });
    const files = await Promise.all(
      ['read', 'unread', 'used', 'untouched'].map((text) => store.putBytes(Buffer.from(text), 'text/plain')),
    );
    const [read, unread, used, untouched] = files as [ArtifactRef, ArtifactRef, ArtifactRef, ArtifactRef];
    await store.use('killed-a', files);
    await store.use('other-a', [read, used]);
    // As a release leaves it that is killed between moving files away and looking whether they are used.
    await mkdir(join(home, 'doomed'));
    for (const { sha256 } of [read, unread, used]) {
      const name = `${sha256}.txt`;
      await rm(join(home, 'uses/files', name.slice(0, 2), `${name}~killed-a`));
      await rename(join(home, 'sha256', name.slice(0, 2), name), join(home, 'doomed', name));
    }

    expect((await store.readBytes(read)).toString()).toBe('read');
    expect(await store.release('killed-a')).toBe(2);
    const there = await Promise.all(
      [read, unread, used, untouched].map((ref) => createFolderStore({ folder: home }).has(ref)),
    );
    expect(there).toEqual([true, false, true, false]);
    expect(await readdir(join(home, 'doomed'))).toEqual([]);
    expect(await readdir(join(home, 'uses/users'))).toEqual(['other-a']);
  });

  it('says so when the folder cannot be one', async () => {
    const file = join(folder, 'a file');
    await writeFile(file, '');
    expect(() => createFolderStore({ folder: file })).toThrow(/cannot be used .* choose another FACELESS_HOME/);
  });

  it('is not ready when the folder has gone', async () => {
    const home = join(folder, 'gone');
    const store = createFolderStore({ folder: home });
    await rm(home, { recursive: true });
    await expect(store.check()).rejects.toMatchObject({ type: 'InvalidInput' });
  });

  const disk = mountSmallDisk(2);
  it.runIf(disk)(
    'says that the disk is full, from every put, and leaves nothing half-written (needs root to mount a small disk)',
    async () => {
      const home = join(disk?.folder ?? '', 'artifacts');
      const store = createFolderStore({ folder: home });
      const kept: ArtifactRef = await store.putBytes(Buffer.from('kept'), 'text/plain');
      const source = join(folder, 'large.mp4');
      await writeFile(source, '');
      await truncate(source, 3e6);

      const full = { type: 'DiskFull', message: expect.stringContaining(home) as string };
      await expect(store.putFile(source, 'video/mp4')).rejects.toMatchObject(full);
      await expect(store.putBytes(Buffer.alloc(3e6), 'video/mp4')).rejects.toMatchObject(full);
      await expect(store.putJson('x'.repeat(3e6))).rejects.toMatchObject(full);
      await expect(store.putResult(`drawScene/${'0'.repeat(64)}`, 'x'.repeat(3e6))).rejects.toMatchObject(full);
      expect(await readdir(join(home, 'tmp'))).toEqual([]);
      expect((await store.readBytes(kept)).toString()).toBe('kept');
    },
  );
  afterAll(() => disk?.remove());
});
