import type { ZodType } from 'zod';
import type { ArtifactRef } from '../contracts/artifact.ts';
import { Failure } from '../contracts/failures.ts';
import { type KeywordSet, keywordSetSchema } from '../contracts/keywords.ts';
import { type NarrationTiming, narrationTimingSchema } from '../contracts/narration.ts';
import { type Scene, type Script, scriptSchema } from '../contracts/script.ts';
import type { ArtifactStore } from '../infra/artifacts/artifact-store.ts';
import { checkShape } from './check-shape.ts';

async function readAs<T>(artifacts: ArtifactStore, ref: ArtifactRef, what: string, schema: ZodType<T>): Promise<T> {
  return checkShape(schema, await artifacts.readJson(ref), what, 'InvalidInput');
}

export const readScriptArtifact = (artifacts: ArtifactStore, ref: ArtifactRef): Promise<Script> =>
  readAs(artifacts, ref, 'script', scriptSchema);

export const readKeywordsArtifact = async (
  artifacts: ArtifactStore,
  ref?: ArtifactRef,
): Promise<KeywordSet | undefined> => ref && readAs(artifacts, ref, 'keyword set', keywordSetSchema);

export const readTimingArtifact = (artifacts: ArtifactStore, ref: ArtifactRef): Promise<NarrationTiming> =>
  readAs(artifacts, ref, "narration's timing", narrationTimingSchema);

export function sceneAt(script: Script, index: number): Scene {
  const scene = script.scenes[index];
  if (!scene)
    throw new Failure('InvalidInput', `the script has ${script.scenes.length} scenes, none with number ${index + 1}`);
  return scene;
}
