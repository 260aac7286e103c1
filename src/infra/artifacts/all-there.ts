import { type ArtifactRef, artifactRefSchema } from '../../contracts/artifact.ts';
import type { ArtifactStore } from './artifact-store.ts';

/** Whether every file a result names is still stored. */
export async function allThere(artifacts: ArtifactStore, result: unknown): Promise<boolean> {
  const found = await Promise.all(artifactsIn(result).map((ref) => artifacts.has(ref)));
  return found.every(Boolean);
}

function artifactsIn(value: unknown): ArtifactRef[] {
  if (typeof value !== 'object' || value === null) return [];
  const ref = artifactRefSchema.safeParse(value);
  return ref.success ? [ref.data] : Object.values(value).flatMap(artifactsIn);
}
