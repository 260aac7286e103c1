import type { ReleaseFilesInput } from '../../contracts/assets.ts';
import type { ArtifactStore } from '../../infra/artifacts/artifact-store.ts';
import { toApplicationFailure } from '../application-failure.ts';

/** What came to nothing needs its files no longer: those nobody else uses go. */
export function createReleaseFiles(artifacts: Pick<ArtifactStore, 'release'>) {
  async function releaseFiles({ user }: ReleaseFilesInput): Promise<void> {
    try {
      await artifacts.release(user);
    } catch (error) {
      throw toApplicationFailure(error);
    }
  }
  return { releaseFiles };
}
