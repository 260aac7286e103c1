import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PictureCredit } from '../../src/contracts/clip.ts';
import type { BuildMetadataInput } from '../../src/contracts/stages.ts';
import { benchPlace } from '../support/bench-place.ts';
import { createFakeStages } from '../support/fake-stages.ts';
import { briefOf, openPipelineBench, type PipelineBench } from '../support/pipeline-bench.ts';

const stages = createFakeStages();
const { renderScene, assembleFilm } = stages.activities;
const creditOf = (author: string, scene: number): PictureCredit => ({
  ...{ what: 'Photo', author, source: 'Pexels' },
  url: `https://www.pexels.com/photo/${scene}/`,
});
stages.activities.renderScene = async (input) => ({
  ...(await renderScene(input)),
  credits: [creditOf('Ann', input.sceneIndex), creditOf(`Bo ${input.sceneIndex}`, input.sceneIndex)],
});

stages.activities.assembleFilm = async (input) => ({ ...(await assembleFilm(input)), drawnPictures: 'some' });

let bench: PipelineBench;
beforeAll(async () => {
  bench = await openPipelineBench(stages.activities, benchPlace());
});
afterAll(() => bench.close());

const creditsGiven = () =>
  stages.calls
    .filter(({ name }) => name === 'buildMetadata')
    .map(({ input }) => (input as BuildMetadataInput).credits?.map(({ author, url }) => `${author} ${url.slice(-2)}`));

it('names the authors of all scenes’ pictures to the metadata, each once, and again when only that is made anew', async () => {
  const id = await bench.pipelines.start(briefOf());
  await bench.client.workflow.getHandle(id).result();
  const authors = ['Ann 0/', 'Bo 0 0/', 'Bo 1 1/', 'Bo 2 2/'];
  expect(creditsGiven()).toEqual([authors]);
  expect(stages.calls.find(({ name }) => name === 'buildMetadata')?.input).toMatchObject({ drawnPictures: 'some' });
  expect(stages.calls.findIndex(({ name }) => name === 'assembleFilm')).toBeLessThan(
    stages.calls.findIndex(({ name }) => name === 'buildMetadata'),
  );

  await bench.pipelines.retry(id, { step: 'metadata' });
  await bench.client.workflow.getHandle(id).result();
  expect(creditsGiven()).toEqual([authors, authors]);
});
