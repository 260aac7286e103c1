import type { ArtifactRef } from '../contracts/artifact.ts';
import { Failure } from '../contracts/failures.ts';
import type { ArtifactStore } from '../infra/artifacts/artifact-store.ts';

const prefix = 'starting.';

/**
 * Who uses the files of something that is only being started or added under this id. Nothing else has a name with a dot in it,
 * and so whatever cuts the start off, it is known what these uses were for: `sweepUses` asks what became of it.
 */
export const holderOf = (id: string): string => prefix + id;

/** The other way round; undefined for a user that is none. */
export function heldFor(user: string): string | undefined {
  return user.startsWith(prefix) ? user.slice(prefix.length) : undefined;
}

/** @throws Failure `Unavailable` when one of them was deleted at the same moment */
export async function holdFiles(artifacts: ArtifactStore, id: string, files: readonly ArtifactRef[]): Promise<void> {
  await artifacts.use(holderOf(id), files);
  for (const file of files) {
    if (await artifacts.has(file)) continue;
    throw new Failure('Unavailable', 'a file that the request names has just been deleted: send the request again');
  }
}
