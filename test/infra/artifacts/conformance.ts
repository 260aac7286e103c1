import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ArtifactRef } from '../../../src/contracts/artifact.ts';
import type { ArtifactStore } from '../../../src/infra/artifacts/artifact-store.ts';
import { inputKey } from '../../../src/infra/artifacts/input-key.ts';

export interface ArtifactStoreUnderTest {
  store: ArtifactStore;
  /** A second client of the same place, with no memory of the first: another process. */
  reopen(): ArtifactStore;
  /** Replaces the stored bytes behind the store's back. */
  damage(ref: ArtifactRef, bytes: Uint8Array): Promise<void>;
  /** Damages the JSON kept under a key. */
  damageResult(key: string, text: string): Promise<void>;
  remove(): Promise<void>;
}

/** What every artefact store does, wherever it keeps the files. */
export function artifactStoreConformance(name: string, makeStore: () => Promise<ArtifactStoreUnderTest>): void {
  describe(name, () => {
    let under: ArtifactStoreUnderTest;
    let store: ArtifactStore;
    let scratch: string;

    beforeAll(async () => {
      under = await makeStore();
      store = under.store;
      scratch = await mkdtemp(join(tmpdir(), 'artifacts-'));
    });
    afterAll(async () => {
      await under.remove();
      await rm(scratch, { recursive: true });
    });

    const missing: ArtifactRef = { sha256: 'ab'.repeat(32), bytes: 4, mediaType: 'video/mp4' };

    it('names bytes by their SHA-256 and gives them back', async () => {
      const ref = await store.putBytes(Buffer.from('abc'), 'text/plain');
      // FIPS 180-2, appendix B.1.
      expect(ref).toEqual({
        sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
        bytes: 3,
        mediaType: 'text/plain',
      });
      expect((await store.readBytes(ref)).toString()).toBe('abc');
      expect(await store.has(ref)).toBe(true);
    });

    it('keeps an empty file', async () => {
      const ref = await store.putBytes(new Uint8Array(), 'text/plain');
      expect(ref.bytes).toBe(0);
      expect(await store.readBytes(ref)).toHaveLength(0);
      expect(await buffer(await store.open(ref))).toHaveLength(0);
    });

    it('copies a large file, which may change or go afterwards', async () => {
      const source = join(scratch, 'film.mp4');
      const bytes = randomBytes(5_000_001);
      await writeFile(source, bytes);
      const ref = await store.putFile(source, 'video/mp4');
      expect(ref).toEqual({
        sha256: createHash('sha256').update(bytes).digest('hex'),
        bytes: 5_000_001,
        mediaType: 'video/mp4',
      });
      expect((await readFile(source)).equals(bytes)).toBe(true);
      await writeFile(source, 'changed');
      expect((await buffer(await under.reopen().open(ref))).equals(bytes)).toBe(true);
    });

    it('keeps a stream by what it held, and nothing of one that fails', async () => {
      const bytes = randomBytes(3_000_001);
      const chunks = async function* () {
        for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
      };
      const ref = await store.putStream(chunks(), 'video/mp4');
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      expect(ref).toEqual({ sha256, bytes: 3_000_001, mediaType: 'video/mp4' });
      expect((await buffer(await under.reopen().open(ref))).equals(bytes)).toBe(true);

      const cut = new Error('the sender has gone');
      const half = async function* () {
        yield bytes.subarray(0, 1_000_000);
        throw cut;
      };
      await expect(store.putStream(half(), 'video/webm')).rejects.toBe(cut);
      const begun = createHash('sha256').update(bytes.subarray(0, 1_000_000)).digest('hex');
      expect(await store.has({ sha256: begun, bytes: 1_000_000, mediaType: 'video/webm' })).toBe(false);
    });

    it('refuses a source that is not there, or is a folder, and says which', async () => {
      const source = join(scratch, 'no such file.mp4');
      await expect(store.putFile(source, 'video/mp4')).rejects.toMatchObject({
        type: 'InvalidInput',
        message: expect.stringContaining(source) as string,
      });
      await expect(store.putFile(scratch, 'video/mp4')).rejects.toMatchObject({ type: 'InvalidInput' });
    });

    it('gives equal JSON values one name, whatever the order of their members', async () => {
      const first = await store.putJson({ title: 'Три сердца 🐙', scenes: [{ id: 's1', words: 3 }], note: undefined });
      const second = await store.putJson({ scenes: [{ words: 3, id: 's1' }], title: 'Три сердца 🐙' });
      expect(second).toEqual(first);
      expect(first.mediaType).toBe('application/json');
      expect(await store.readJson(first)).toEqual({ title: 'Три сердца 🐙', scenes: [{ id: 's1', words: 3 }] });
    });

    it('takes the same content from many writers at once', async () => {
      const bytes = randomBytes(300_000);
      const writers = [store, under.reopen(), store, under.reopen()];
      const refs = await Promise.all(writers.map((writer) => writer.putBytes(bytes, 'audio/wav')));
      expect(new Set(refs.map(({ sha256 }) => sha256)).size).toBe(1);
      expect((await store.readBytes(refs[0] as ArtifactRef)).equals(bytes)).toBe(true);
    });

    it('says what is missing', async () => {
      const failure = { type: 'ArtifactMissing', message: expect.stringContaining(missing.sha256) as string };
      expect(await store.has(missing)).toBe(false);
      await expect(store.readBytes(missing)).rejects.toMatchObject(failure);
      await expect(store.readJson(missing)).rejects.toMatchObject(failure);
      await expect(store.open(missing)).rejects.toMatchObject(failure);
      await expect(store.localFile(missing)).rejects.toMatchObject(failure);
    });

    it.each(['readBytes', 'open', 'localFile'] as const)(
      '%s finds a flipped byte, sets the file aside, and the same content can be stored again',
      async (read) => {
        const bytes = randomBytes(2_500_000);
        const ref = await store.putBytes(bytes, 'video/mp4');
        const flipped = Buffer.from(bytes);
        flipped[1_700_000] = (flipped[1_700_000] ?? 0) ^ 1;
        await under.damage(ref, flipped);

        const readAll = async (): Promise<unknown> =>
          read === 'open' ? buffer(await store.open(ref)) : await store[read](ref);
        await expect(readAll()).rejects.toMatchObject({ type: 'ArtifactCorrupt' });
        expect(await store.has(ref)).toBe(false);
        await expect(readAll()).rejects.toMatchObject({ type: 'ArtifactMissing' });

        expect(await store.putBytes(bytes, 'video/mp4')).toEqual(ref);
        await readAll();
      },
    );

    it('sees by its size that a file was cut short', async () => {
      const ref = await store.putBytes(randomBytes(1000), 'image/png');
      await under.damage(ref, randomBytes(10));
      expect(await store.has(ref)).toBe(false);
    });

    it('heals a damaged file when its content is stored again', async () => {
      const bytes = randomBytes(1000);
      const ref = await store.putBytes(bytes, 'image/png');
      await under.damage(ref, randomBytes(1000));
      await store.putBytes(bytes, 'image/png');
      expect((await store.readBytes(ref)).equals(bytes)).toBe(true);
    });

    it('closes a stream that is given up half-way', async () => {
      const ref = await store.putBytes(randomBytes(4_000_000), 'video/mp4');
      for await (const chunk of await store.open(ref)) {
        expect((chunk as Buffer).length).toBeGreaterThan(0);
        break;
      }
      expect(await store.has(ref)).toBe(true);
    });

    it('gives programs a local file with the right extension', async () => {
      const bytes = Buffer.from('WEBVTT\n');
      for (const [mediaType, extension] of [
        ['text/vtt; charset=utf-8', '.vtt'],
        ['audio/wav', '.wav'],
        ['image/jpeg', '.jpg'],
        ['application/x-unheard-of', '.bin'],
      ] as const) {
        const path = await store.localFile(await store.putBytes(bytes, mediaType));
        expect(extname(path)).toBe(extension);
        expect(await readFile(path)).toEqual(bytes);
      }
    });

    it('gives another process the same local bytes', async () => {
      const ref = await store.putBytes(randomBytes(1000), 'video/mp4');
      const path = await under.reopen().localFile(ref);
      expect((await stat(path)).size).toBe(1000);
    });

    describe('uses', () => {
      const fresh = () => store.putBytes(randomBytes(100), 'image/png');
      const there = async (...refs: ArtifactRef[]) => Promise.all(refs.map((ref) => under.reopen().has(ref)));

      it('deletes what its last user releases, and what somebody else uses only then', async () => {
        const [own, shared] = await Promise.all([fresh(), fresh()]);
        await store.use('octopus-a', [own, shared]);
        await under.reopen().use('octopus-b', [shared]);

        expect(await store.release('octopus-a')).toBe(1);
        expect(await there(own, shared)).toEqual([false, true]);
        await expect(store.readBytes(own)).rejects.toMatchObject({ type: 'ArtifactMissing' });
        expect(await under.reopen().release('octopus-b')).toBe(1);
        expect(await there(shared)).toEqual([false]);
      });

      it('does not take one user for another whose name begins or ends alike', async () => {
        const file = await fresh();
        await store.use('hearts-a', [file]);
        await store.use('three-hearts-a', [file]);
        await store.use('hearts-a-b', [file]);
        expect(await store.release('hearts-a')).toBe(0);
        expect(await store.release('hearts-a-b')).toBe(0);
        expect(await there(file)).toEqual([true]);
        expect(await store.release('three-hearts-a')).toBe(1);
      });

      it('counts a use once however often it is said, and nothing for who said none', async () => {
        const file = await fresh();
        for (const client of [store, under.reopen(), store]) await client.use('again-a', [file, file]);
        expect(await store.release('nobody')).toBe(0);
        expect(await store.release('again-a')).toBe(1);
        expect(await store.release('again-a')).toBe(0);
      });

      it('keeps what is said to be needed for another reason', async () => {
        const [music, picture] = await Promise.all([fresh(), fresh()]);
        await store.use('keeping-a', [music, picture]);
        const asked: string[][] = [];
        const keep = async (sha256s: readonly string[]) => {
          asked.push([...sha256s].sort());
          return new Set([music.sha256]);
        };
        expect(await store.release('keeping-a', keep)).toBe(1);
        expect(asked).toEqual([[music.sha256, picture.sha256].sort()]);
        expect(await there(music, picture)).toEqual([true, false]);
      });

      it('changes nothing when it can not be told what to keep, and does it when asked again', async () => {
        const file = await fresh();
        await store.use('asking-a', [file]);
        await expect(store.release('asking-a', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
        expect(await there(file)).toEqual([true]);
        expect(await store.release('asking-a')).toBe(1);
      });

      it('takes a use of a file that is not there yet, and of the same bytes as another kind of file', async () => {
        const bytes = randomBytes(100);
        const wav = await store.putBytes(bytes, 'audio/wav');
        const png = { ...wav, mediaType: 'image/png' };
        await store.use('early-a', [png]);
        await store.use('early-b', [wav]);
        expect(await store.release('early-b')).toBe(1);
        await store.putBytes(bytes, 'image/png');
        expect(await there(wav, png)).toEqual([false, true]);
        expect(await store.release('early-a')).toBe(1);
      });

      it('hands the uses of one user over to another, whose own stay', async () => {
        const [brought, own] = await Promise.all([fresh(), fresh()]);
        await store.use('starting.film-a', [brought]);
        await store.use('film-a', [own]);
        await store.handOver('starting.film-a', 'film-a');
        expect(await store.release('starting.film-a')).toBe(0);
        expect(await there(brought, own)).toEqual([true, true]);
        await store.handOver('starting.film-a', 'film-a');
        expect(await under.reopen().release('film-a')).toBe(2);
      });

      it('knows who said no new use for a time', async () => {
        await store.use('idle-a', [await fresh()]);
        const soon = (ms: number) => new Date(Date.now() + ms);
        expect(await under.reopen().usersUnchangedSince(soon(10_000))).toContain('idle-a');
        expect(await store.usersUnchangedSince(soon(-10_000))).not.toContain('idle-a');
        await store.release('idle-a');
        expect(await store.usersUnchangedSince(soon(10_000))).not.toContain('idle-a');
      });

      it('takes any name for a user', async () => {
        const [first, second] = await Promise.all([fresh(), fresh()]);
        const names = ['../../etc', 'a film/of mine ~ 🐙', 'x'.repeat(500)];
        for (const name of names) await store.use(name, [first]);
        await store.use('..', [second]);
        expect(await store.release('..')).toBe(1);
        expect(await store.release(names[0] as string)).toBe(0);
        expect(await store.release(names[1] as string)).toBe(0);
        expect(await store.release(names[2] as string)).toBe(1);
      });

      it('can be stored again after it was deleted', async () => {
        const bytes = randomBytes(100);
        const file = await store.putBytes(bytes, 'image/png');
        await store.use('anew-a', [file]);
        await under.reopen().release('anew-a');
        expect(await store.putBytes(bytes, 'image/png')).toEqual(file);
        expect((await store.readBytes(file)).equals(bytes)).toBe(true);
      });

      it('never takes a file from one who says the use, then finds it, while another releases it', async () => {
        const found = { yes: 0, no: 0 };
        for (let round = 0; round < 12; round++) {
          const [leaving, coming, reader] = [`leaving-${round}`, `coming-${round}`, under.reopen()];
          const contents = Array.from({ length: 24 }, (_, index) => neighbour(`${round} ${index}`));
          const files = await Promise.all(contents.map((bytes) => store.putBytes(bytes, 'image/png')));
          await store.use(leaving, files);
          const released = store.release(leaving);
          for (const [index, file] of files.entries()) {
            await reader.use(coming, [file]);
            const has = await reader.has(file);
            found[has ? 'yes' : 'no'] += 1;
            const bytes = contents[index] as Buffer;
            if (has) expect((await reader.readBytes(file)).equals(bytes), `round ${round}`).toBe(true);
            else await reader.putBytes(bytes, 'image/png');
          }
          await released;
          expect(await there(...files), `round ${round}`).toEqual(files.map(() => true));
        }
        expect(Math.min(found.yes, found.no), JSON.stringify(found)).toBeGreaterThan(0);
      });

      /** Bytes that a store which spreads files by their names puts where the others are. */
      function neighbour(text: string): Buffer {
        for (let count = 0; ; count++) {
          const bytes = Buffer.from(`${text} ${count}`);
          if (createHash('sha256').update(bytes).digest()[0] === 0) return bytes;
        }
      }
    });

    it('finds a result under the key of its inputs, and only there', async () => {
      const key = inputKey('narrateScene', { text: 'Three hearts.', voice: 'af_heart' });
      expect(await store.getResult(key)).toBeUndefined();
      await store.putResult(key, { audio: missing, frames: 90 });
      expect(await under.reopen().getResult(key)).toEqual({ audio: missing, frames: 90 });
      expect(await store.getResult(inputKey('renderScene', { text: 'Three hearts.', voice: 'af_heart' }))).toBe(
        undefined,
      );
      await store.putResult(key, { audio: missing, frames: 91 });
      expect(await store.getResult(key)).toEqual({ audio: missing, frames: 91 });
    });

    it.each(['', '{"frames":9', '\0\0\0\0'])('takes a result that is half there (%j) for none', async (text) => {
      const key = inputKey('drawScene', text);
      await store.putResult(key, { stills: [] });
      await under.damageResult(key, text);
      expect(await store.getResult(key)).toBeUndefined();
      await store.putResult(key, { stills: [] });
      expect(await store.getResult(key)).toEqual({ stills: [] });
    });

    it('refuses a key that could lead anywhere else', async () => {
      for (const key of ['../secrets', 'narrateScene/../../x', 'narrateScene', `/${'a'.repeat(64)}`]) {
        await expect(store.getResult(key)).rejects.toMatchObject({ type: 'InvalidInput' });
        await expect(store.putResult(key, {})).rejects.toMatchObject({ type: 'InvalidInput' });
      }
    });

    it('can be written to', async () => {
      await store.check();
    });
  });
}
