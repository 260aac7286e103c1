import { constants } from 'node:fs';
import { copyFile, mkdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
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

    async publish({ pipelineId, files }, { signal, onProgress }) {
      const gathering = unfinished(pipelineId);
      await rm(gathering, { recursive: true, force: true });
      await mkdir(gathering, { recursive: true });
      const entries = Object.entries(files);
      for (const [index, [name, ref]] of entries.entries()) {
        signal.throwIfAborted();
        // Shares the blocks where the file system can; elsewhere an ordinary copy.
        await copyFile(await artifacts.localFile(ref), join(gathering, name), constants.COPYFILE_FICLONE);
        onProgress({ done: index + 1, total: entries.length });
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
      const sizes = await Promise.all(
        (files ?? []).map((path) =>
          stat(path)
            .then(({ size }) => size)
            .catch(() => -1),
        ),
      );
      const expected = Object.values(wanted).map(({ bytes }) => bytes);
      return sizes.length === expected.length && sizes.every((size, index) => size === expected[index]);
    },

    async retract(pipelineId) {
      await rm(unfinished(pipelineId), { recursive: true, force: true });
    },
  };
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}
