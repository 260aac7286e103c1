import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ArtifactRef } from '../../../src/contracts/artifact.ts';
import type { ArtifactStore } from '../../../src/infra/artifacts/artifact-store.ts';
import { createFolderStore } from '../../../src/infra/artifacts/folder-store.ts';
import { createMarkingStore, usedBy } from '../../../src/infra/artifacts/marking-store.ts';

let folder: string;
let plain: ArtifactStore;
let store: ArtifactStore;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'marking-'));
  plain = createFolderStore({ folder });
  store = createMarkingStore(plain);
});
afterEach(() => rm(folder, { recursive: true }));

const text = (words: string) => store.putBytes(Buffer.from(words), 'text/plain');

/** Whether the pipeline uses the file: it goes with it, and nobody else's use keeps it. */
async function uses(pipeline: string, ref: ArtifactRef): Promise<boolean> {
  await plain.release(pipeline);
  return !(await plain.has(ref));
}

describe('what runs for a pipeline', () => {
  const reads: [string, (ref: ArtifactRef) => Promise<unknown>][] = [
    ['looks for', (ref) => store.has(ref)],
    ['reads', (ref) => store.readBytes(ref)],
    ['reads as JSON', (ref) => store.readJson(ref)],
    ['wants as a local file', (ref) => store.localFile(ref)],
    [
      'opens',
      async (ref) => {
        for await (const _chunk of await store.open(ref));
      },
    ],
  ];
  it.each(reads)('uses what it %s', async (_, read) => {
    const ref = await plain.putJson({ of: 'another pipeline' });
    await usedBy('octopus-a', () => read(ref));
    expect(await uses('octopus-a', ref)).toBe(true);
  });

  it('uses what it stores, even in a try that fails afterwards', async () => {
    const stored: ArtifactRef[] = [];
    const tried = usedBy('octopus-a', async () => {
      stored.push(await text('bytes'), await store.putJson({ json: true }));
      stored.push(await store.putFile(await store.localFile(stored[0] as ArtifactRef), 'audio/wav'));
      throw new Error('out of money');
    });
    await expect(tried).rejects.toThrow('out of money');
    expect(await plain.release('octopus-a')).toBe(3);
    expect(await Promise.all(stored.map((ref) => plain.has(ref)))).toEqual([false, false, false]);
  });

  it('uses for itself only, while others run beside it', async () => {
    const refs = await Promise.all(
      ['a', 'b', 'c'].map((name) =>
        usedBy(`octopus-${name}`, async () => {
          await new Promise(setImmediate);
          return text(`of ${name}`);
        }),
      ),
    );
    expect(await plain.release('octopus-b')).toBe(1);
    expect(await Promise.all(refs.map((ref) => plain.has(ref)))).toEqual([true, false, true]);
  });

  it('has what it stored although the same bytes went with their last user at that moment', async () => {
    const ref = await usedBy('octopus-a', () => text('the same'));
    // The other pipeline goes right after the put has found that the bytes are there already.
    const late: ArtifactStore = {
      ...plain,
      async putBytes(bytes, mediaType) {
        const found = await plain.putBytes(bytes, mediaType);
        await plain.release('octopus-a');
        return found;
      },
    };
    await usedBy('octopus-b', () => createMarkingStore(late).putBytes(Buffer.from('the same'), 'text/plain'));
    expect(await plain.has(ref)).toBe(true);
    expect(await uses('octopus-b', ref)).toBe(true);
  });
});

it('says nothing of what runs for no pipeline', async () => {
  const ref = await text('of nobody');
  await store.readBytes(ref);
  await plain.use('octopus-a', [ref]);
  expect(await uses('octopus-a', ref)).toBe(true);
});
