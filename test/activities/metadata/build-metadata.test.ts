import { expect, it } from 'vitest';
import { createMetadataActivities } from '../../../src/activities/metadata/build-metadata.ts';
import { createOfflineMetadata } from '../../../src/activities/metadata/providers/offline.ts';
import { createStyleReader } from '../../../src/activities/styles.ts';
import { metadataSchema } from '../../../src/contracts/metadata.ts';
import type { Scene } from '../../../src/contracts/script.ts';
import type { BuildMetadataInput } from '../../../src/contracts/stages.ts';
import { projectRoot } from '../../../src/infra/config/project-root.ts';
import { runActivity, scriptOf, stageInput, useStageBench } from '../stage-bench.ts';

const bench = useStageBench();
const narrations = ['It has three hearts.', 'Its blood is blue.'];

/** What the description says of how a film was made. @param own what the person gave of each scene */
async function saidOf(own: readonly Own[] = [], film: Partial<BuildMetadataInput> = {}): Promise<string[]> {
  const style = createStyleReader(`${projectRoot}/styles`, bench.artifacts);
  const { buildMetadata } = createMetadataActivities(bench, [createOfflineMetadata()], style);
  const file = await bench.artifacts.putBytes(Buffer.from('a file'), 'application/octet-stream');
  const scenes = scriptOf(narrations).scenes.map((scene, index): Scene => {
    const isOwn = (what: Own) => own[index] === what || own[index] === 'both';
    return {
      ...scene,
      ...(isOwn('recording') && { recording: file }),
      visual: { ...scene.visual, ...(isOwn('media') && { media: [file] }) },
    };
  });
  const script = await bench.artifacts.putJson(scriptOf(narrations, { scenes }));
  const { metadata } = await runActivity(buildMetadata, {
    ...stageInput({ music: { kind: 'none' } }),
    ...{ script, sceneFrames: [90, 90] },
    ...film,
  });
  const { description } = metadataSchema.parse(await bench.artifacts.readJson(metadata));
  return description.split('\n').filter((line) => /synthetic|drawn/.test(line));
}

type Own = 'recording' | 'media' | 'both' | 'nothing';

const voice = 'Narrated by a synthetic voice.';
const all = 'Pictures drawn by software.';
const some = 'Some of the pictures were drawn by software.';

it('tells of the synthetic voice unless the person reads every scene', async () => {
  expect(await saidOf()).toEqual([voice, all]);
  expect(await saidOf(['recording'])).toEqual([voice, all]);
  expect(await saidOf(['recording', 'recording'])).toEqual([all]);
});

it('tells of drawn pictures as the film says', async () => {
  expect(await saidOf([], { drawnPictures: 'some' })).toEqual([voice, some]);
  expect(await saidOf([], { drawnPictures: 'none' })).toEqual([voice]);
  expect(await saidOf(['both', 'both'], { drawnPictures: 'none' })).toEqual([]);
});

it('takes pictures for drawn where no film says so, but for the person’s own and what has an author', async () => {
  expect(await saidOf(['media'])).toEqual([voice, some]);
  expect(await saidOf(['media', 'media'])).toEqual([voice]);
  const url = 'https://www.pexels.com/photo/1/';
  expect(await saidOf([], { credits: [{ what: 'Photo', author: 'Ann', source: 'Pexels', url }] })).toEqual([
    voice,
    some,
  ]);
});
