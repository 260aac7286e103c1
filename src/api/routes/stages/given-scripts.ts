import type { z } from 'zod';
import type { ArtifactRef } from '../../../contracts/artifact.ts';
import type { Language } from '../../../contracts/languages.ts';
import { givenByBrief } from '../../../contracts/providers.ts';
import { type Script, sceneId, scriptSchema } from '../../../contracts/script.ts';
import type { ArtifactStore } from '../../../infra/artifacts/artifact-store.ts';
import { badPlaces } from '../../bad-places.ts';
import { readGiven } from './stage-files.ts';

interface GivenScript {
  ref: ArtifactRef;
  value: Script;
}

export function readScript(
  artifacts: ArtifactStore,
  given: ArtifactRef | z.input<typeof scriptSchema>,
): Promise<GivenScript> {
  return readGiven<Script>(artifacts, given as ArtifactRef | Script, { schema: scriptSchema, name: 'script' });
}

/** The script of a film that has none: a single scene, so that the stages run on it unchanged. */
export async function scriptOf(
  artifacts: ArtifactStore,
  { title, narration, language = 'en' }: { title: string; narration: string; language?: Language },
): Promise<GivenScript> {
  const value: Script = {
    title,
    language,
    scenes: [{ id: sceneId(1), narration, visual: { idea: title, keywords: [] } }],
    writer: { provider: givenByBrief },
  };
  return { ref: await artifacts.putJson(value), value };
}

/** The place of a scene in its script. @throws Failure `InvalidInput` naming the scenes there are */
export function givenScene({ scenes }: Script, id: string): number {
  const index = scenes.findIndex((scene) => scene.id === id);
  if (index >= 0) return index;
  const [first, last] = [scenes[0]?.id, scenes.at(-1)?.id];
  throw badPlaces([{ path: 'body.scene', message: `the script has no scene ${id}; it has ${first} to ${last}` }]);
}

/** Something that is given for each scene has to be given for all. @throws Failure `InvalidInput` */
export function checkEveryScene({ scenes }: Script, given: readonly unknown[], name: string): void {
  if (given.length === scenes.length) return;
  const message = `the script has ${scenes.length} scenes: give one for each, in their order, not ${given.length}`;
  throw badPlaces([{ path: `body.${name}`, message }]);
}
