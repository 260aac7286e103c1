import type { ArtifactRef } from '../../../contracts/artifact.ts';
import type { ProviderCall } from '../../../contracts/provider-call.ts';
import type { Publication } from '../../../contracts/publication.ts';

export interface PublishRequest {
  pipelineId: string;
  /** Name → file. */
  files: Record<string, ArtifactRef>;
}

export interface PublishCall extends ProviderCall {
  onProgress(progress: { done: number; total: number }): void;
}

/** Where a film can go. Publishing the same film twice leaves it there once. */
export interface PublishTarget {
  readonly name: string;
  publish(request: PublishRequest, call: PublishCall): Promise<Publication>;
  /** Whether an earlier publication is still as it was made. */
  stands(publication: Publication, files: Record<string, ArtifactRef>): Promise<boolean>;
  /** Removes what an unfinished publication left. A finished one stays. */
  retract(pipelineId: string): Promise<void>;
}
