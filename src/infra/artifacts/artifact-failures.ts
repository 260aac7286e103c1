import type { ArtifactRef } from '../../contracts/artifact.ts';
import { Failure } from '../../contracts/failures.ts';

export function artifactMissing(ref: ArtifactRef, place: string): Failure {
  return new Failure('ArtifactMissing', `${describe(ref)} is not in ${place}: retry the step that made it`, {
    details: { ...ref },
  });
}

export function artifactCorrupt(ref: ArtifactRef, place: string, what: string): Failure {
  return new Failure('ArtifactCorrupt', `${describe(ref)} in ${place} ${what}: retry the step that made it`, {
    details: { ...ref },
  });
}

function describe({ sha256, bytes, mediaType }: ArtifactRef): string {
  return `the artefact ${sha256} (${mediaType}, ${bytes} bytes)`;
}

/** What an error of the file system means for who uses the folder. Failures and unknown errors are returned as they are. */
export function folderFailure(error: unknown, folder: string): unknown {
  switch (errorCode(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new Failure('DiskFull', `no space is left for the artefact folder ${folder}: free some, then retry`, {
        cause: error,
      });
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'ENOENT':
    case 'ENOTDIR':
    case 'EEXIST':
      return new Failure(
        'InvalidInput',
        `the artefact folder ${folder} cannot be used (${(error as Error).message}): ` +
          'make it a folder this user can write to, or choose another FACELESS_HOME',
        { cause: error },
      );
    default:
      return error;
  }
}

export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
