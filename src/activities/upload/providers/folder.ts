import { createHash } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { copyFile, mkdir, rename, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { pathToFileURL } from 'node:url';
import type { ArtifactRef } from '../../../contracts/artifact.ts';
import { Failure } from '../../../contracts/failures.ts';
import type { ArtifactStore } from '../../../infra/artifacts/artifact-store.ts';
import type { PublishTarget } from './provider.ts';

/**
 * Publishes into `<folder>/<pipeline id>/`. The files are gathered under a hidden name and appear together by a rename, so a
 * reader never sees half of them.
 */
export function createFolderTarget(folder: string, artifacts: ArtifactStore): PublishTarget {
  const finished = (pipelineId: string) => join(folder, pipelineId);
  const unfinished = (pipelineId: string) => join(folder, `.${pipelineId}.unfinished`);
  const replaced = (pipelineId: string) => join(folder, `.${pipelineId}.replaced`);

  return {
    name: 'folder',

    async publish({ pipelineId, files }, { signal, report }) {
      const gathering = unfinished(pipelineId);
      const entries = Object.entries(files);
      for (const name of [pipelineId, ...Object.keys(files)]) checkName(name);
      await makeFolder(gathering);
      for (const [index, [name, ref]] of entries.entries()) {
        signal.throwIfAborted();
        // Shares the blocks where the file system can; elsewhere an ordinary copy.
        await copyFile(await artifacts.localFile(ref), join(gathering, name), constants.COPYFILE_FICLONE);
        report('files', index + 1, entries.length);
      }
      // A folder with files in it can't be renamed over: the old one steps aside first.
      await rm(replaced(pipelineId), { recursive: true, force: true });
      await rename(finished(pipelineId), replaced(pipelineId)).catch(ignoreMissing);
      await rename(gathering, finished(pipelineId));
      await rm(replaced(pipelineId), { recursive: true, force: true });
      const path = finished(pipelineId);
      return {
        target: 'folder',
        id: pipelineId,
        url: pathToFileURL(path).href,
        files: entries.map(([name]) => join(path, name)),
      };
    },

    async stands({ files }, wanted) {
      const expected = Object.values(wanted.files);
      const same = await Promise.all((files ?? []).map((path, index) => holds(path, expected[index])));
      return same.length === expected.length && same.every(Boolean);
    },

    async retract({ pipelineId }) {
      checkName(pipelineId);
      await rm(unfinished(pipelineId), { recursive: true, force: true });
      return {};
    },
  };
}

/** A person may have edited the file: the same size alone doesn't say that it is the same film. */
async function holds(path: string, ref: ArtifactRef | undefined): Promise<boolean> {
  try {
    if ((await stat(path)).size !== ref?.bytes) return false;
    const hash = createHash('sha256');
    await pipeline(createReadStream(path), hash);
    return hash.digest('hex') === ref.sha256;
  } catch {
    return false;
  }
}

function checkName(name: string): void {
  if (name !== '' && name !== '.' && name !== '..' && basename(name) === name && !name.includes('\0')) return;
  throw new Failure('InvalidInput', `'${name}' can't be the name of a published file: give one without a folder`);
}

async function makeFolder(path: string): Promise<void> {
  try {
    await rm(path, { recursive: true, force: true });
    await mkdir(path, { recursive: true });
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    if (!['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST'].includes(code ?? '')) throw cause;
    throw new Failure(
      'InvalidInput',
      `the film can't be published there (${message}): choose a folder this user can write to with --out or FACELESS_OUT`,
      { cause },
    );
  }
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}
