import { createHash } from 'node:crypto';
import { type BigIntStats, createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { pipeline, type Readable, Transform } from 'node:stream';
import type { ArtifactRef } from '../../contracts/artifact.ts';
import { Failure } from '../../contracts/failures.ts';
import { artifactCorrupt, artifactMissing, errorCode, folderFailure } from './artifact-failures.ts';
import type { ArtifactStore } from './artifact-store.ts';
import { canonicalJson } from './canonical-json.ts';
import { fileExtension } from './file-extension.ts';
import { createFolderUses, prepareUses } from './folder-uses.ts';
import { assertInputKey } from './input-key.ts';
import { prepareTemporaryFolder, renameInto, type TemporaryFile, writeTemporaryFile } from './temporary-file.ts';

const chunkBytes = 1 << 20;

/**
 * The store in a local folder: `sha256/ab/<hex>.<extension>`, `results/<stage>/<hex>.json`, `uses/` for who uses what, `tmp/`
 * for what is being written and `corrupt/` for what was found damaged. Any number of processes may use the folder at once.
 */
export function createFolderStore(options: { folder: string }): ArtifactStore {
  const folder = resolve(options.folder);
  const temporaryFolder = join(folder, 'tmp');
  // Path → size and time it had when its bytes were seen to be right.
  const verified = new Map<string, string>();

  try {
    prepareTemporaryFolder(temporaryFolder);
    prepareUses(folder, temporaryFolder);
  } catch (error) {
    throw folderFailure(error, folder);
  }

  const uses = createFolderUses(folder);

  const nameOf = (ref: ArtifactRef) => `${ref.sha256}.${fileExtension(ref.mediaType)}`;
  const pathOf = (ref: ArtifactRef) => join(folder, 'sha256', ref.sha256.slice(0, 2), nameOf(ref));

  const resultPathOf = (key: string) => {
    assertInputKey(key);
    return join(folder, 'results', `${key}.json`);
  };

  async function put(content: Iterable<Uint8Array> | AsyncIterable<Uint8Array>, mediaType: string) {
    try {
      const temporary = await writeTemporaryFile(temporaryFolder, content);
      return await keep(temporary, mediaType);
    } catch (error) {
      throw folderFailure(error, folder);
    }
  }

  async function keep(temporary: TemporaryFile, mediaType: string): Promise<ArtifactRef> {
    const ref = { sha256: temporary.sha256, bytes: temporary.bytes, mediaType };
    const path = pathOf(ref);
    if (await isVerified(path)) {
      await rm(temporary.path);
    } else {
      // Replaces a file of this name that nobody verified yet: if it was damaged, it is whole now.
      await renameInto(temporary.path, path);
      verified.set(path, fingerprint(await stat(path, { bigint: true })));
    }
    return ref;
  }

  async function isVerified(path: string): Promise<boolean> {
    const known = verified.get(path);
    return known !== undefined && known === fingerprint(await statOf(path));
  }

  async function openFile(ref: ArtifactRef): Promise<FileHandle> {
    try {
      return await open(pathOf(ref)).catch(async (error: unknown) => {
        // A release that is looking whether anybody uses it, or that was killed then, may hold it.
        if (errorCode(error) !== 'ENOENT' || !(await uses.bringBack(nameOf(ref)))) throw error;
        return open(pathOf(ref));
      });
    } catch (error) {
      if (errorCode(error) === 'ENOENT') throw artifactMissing(ref, folder);
      throw folderFailure(error, folder);
    }
  }

  async function setAside(ref: ArtifactRef): Promise<Failure> {
    const path = pathOf(ref);
    verified.delete(path);
    const aside = join(folder, 'corrupt', basename(path));
    await mkdir(join(folder, 'corrupt'), { recursive: true });
    await rename(path, aside).catch(() => undefined);
    return artifactCorrupt(ref, folder, `is damaged and was set aside as ${aside}`);
  }

  async function readStream(ref: ArtifactRef): Promise<Readable> {
    const file = await openFile(ref);
    const hash = createHash('sha256');
    const verifier = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        hash.update(chunk);
        done(null, chunk);
      },
      flush(done) {
        if (hash.digest('hex') === ref.sha256) done();
        else setAside(ref).then(done, done);
      },
    });
    // The reader gets the error from the verifier itself.
    pipeline(file.createReadStream({ highWaterMark: chunkBytes }), verifier, () => undefined);
    return verifier;
  }

  async function readBytes(ref: ArtifactRef): Promise<Buffer> {
    const file = await openFile(ref);
    const bytes = await file.readFile().finally(() => file.close());
    if (createHash('sha256').update(bytes).digest('hex') !== ref.sha256) throw await setAside(ref);
    return bytes;
  }

  return {
    putFile: (path, mediaType) => put(readSource(path), mediaType),
    putStream: put,
    putBytes: (bytes, mediaType) => put([bytes], mediaType),
    putJson: async (value) => put([Buffer.from(canonicalJson(value))], 'application/json'),

    readBytes,
    async readJson(ref) {
      const bytes = await readBytes(ref);
      try {
        return JSON.parse(bytes.toString()) as unknown;
      } catch {
        throw artifactCorrupt(ref, folder, 'is not JSON');
      }
    },
    open: readStream,

    async localFile(ref) {
      const path = pathOf(ref);
      if (await isVerified(path)) return path;
      const before = fingerprint(await statOf(path));
      for await (const _chunk of await readStream(ref));
      verified.set(path, before);
      return path;
    },

    async has(ref) {
      const stats = await statOf(pathOf(ref));
      return stats?.isFile() === true && stats.size === BigInt(ref.bytes);
    },

    async use(user, refs) {
      try {
        await uses.use(user, refs.map(nameOf));
      } catch (error) {
        throw folderFailure(error, folder);
      }
    },

    async release(user, keep) {
      try {
        return await uses.release(user, keep);
      } catch (error) {
        throw folderFailure(error, folder);
      }
    },

    async handOver(from, to) {
      try {
        await uses.handOver(from, to);
      } catch (error) {
        throw folderFailure(error, folder);
      }
    },

    async usersUnchangedSince(moment) {
      try {
        return await uses.usersUnchangedSince(moment);
      } catch (error) {
        throw folderFailure(error, folder);
      }
    },

    async getResult(key) {
      try {
        return JSON.parse(await readFile(resultPathOf(key), 'utf8')) as unknown;
      } catch (error) {
        if (error instanceof SyntaxError || errorCode(error) === 'ENOENT') return undefined;
        throw folderFailure(error, folder);
      }
    },

    async putResult(key, value) {
      const path = resultPathOf(key);
      const text = Buffer.from(canonicalJson(value));
      try {
        const temporary = await writeTemporaryFile(temporaryFolder, [text]);
        await renameInto(temporary.path, path);
      } catch (error) {
        throw folderFailure(error, folder);
      }
    },

    async check() {
      try {
        const temporary = await writeTemporaryFile(temporaryFolder, [Buffer.from('ready?')]);
        await rm(temporary.path);
      } catch (error) {
        throw folderFailure(error, folder);
      }
    },
  };
}

async function* readSource(path: string): AsyncIterable<Uint8Array> {
  try {
    yield* createReadStream(path, { highWaterMark: chunkBytes }) as AsyncIterable<Uint8Array>;
  } catch (error) {
    throw new Failure('InvalidInput', `the file ${path} cannot be read: ${(error as Error).message}`, { cause: error });
  }
}

async function statOf(path: string): Promise<BigIntStats | undefined> {
  try {
    return await stat(path, { bigint: true });
  } catch {
    return undefined;
  }
}

function fingerprint(stats: BigIntStats | undefined): string {
  return stats ? `${stats.ino}:${stats.size}:${stats.mtimeNs}` : 'none';
}
