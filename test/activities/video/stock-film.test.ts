import { afterEach, describe, expect, it } from 'vitest';
import { createMetadataActivities } from '../../../src/activities/metadata/build-metadata.ts';
import { createOfflineMetadata } from '../../../src/activities/metadata/providers/offline.ts';
import { createStyleReader } from '../../../src/activities/styles.ts';
import type { PictureProvider } from '../../../src/activities/video/providers/provider.ts';
import { sceneClipSchema } from '../../../src/contracts/clip.ts';
import { metadataSchema } from '../../../src/contracts/metadata.ts';
import type { Script } from '../../../src/contracts/script.ts';
import type { RenderSceneResult } from '../../../src/contracts/stages.ts';
import { projectRoot } from '../../../src/infra/config/project-root.ts';
import { openaiImagesKey, startOpenaiImagesEmulator } from '../../emulators/openai-images.ts';
import { pexelsKey, startPexelsEmulator } from '../../emulators/pexels.ts';
import { endlessLibrary } from '../../emulators/stock-library.ts';
import {
  bookkeeper,
  failureOf,
  runActivity,
  scriptOf,
  stageInput,
  storeScript,
  useStageBench,
} from '../stage-bench.ts';
import { useStockBench } from './stock-bench.ts';
import { openVideoBench, useFilmEngine } from './video-bench.ts';

const bench = useStageBench();
const stock = useStockBench();
const film = useFilmEngine();
const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

function openVideo(providers: readonly PictureProvider[]) {
  return openVideoBench(bench, film(), providers);
}

async function openPexels(library = endlessLibrary) {
  const emulator = await startPexelsEmulator({ library });
  closers.push(() => emulator.close());
  return { emulator, providers: stock.open({ pexels: { key: pexelsKey, baseUrl: emulator.url } }) };
}

const square = { format: 'square', music: { kind: 'none' }, style: 'vivid' };
const twoScenes: Partial<Script> = {
  scenes: scriptOf(['One scene.', 'Another scene.']).scenes.map((scene, index) => ({
    ...scene,
    visual: { idea: 'An octopus', keywords: [index === 0 ? 'octopus' : 'octopus arms'] },
  })),
};
const picturesOf = async (scenes: readonly RenderSceneResult[]) => {
  const clips = await Promise.all(
    scenes.map(async ({ clip }) => sceneClipSchema.parse(await bench.artifacts.readJson(clip))),
  );
  return clips.flatMap(({ pictures }) => pictures);
};

describe('a film of stock', () => {
  it('is rendered from clips and photos, all different, whose authors are named in its description', async () => {
    // Clips for the first scene only: the second is made of photos.
    const { emulator, providers } = await openPexels((words, kind) =>
      endlessLibrary(words, kind).filter(() => kind === 'photo' || words === 'octopus'),
    );
    const video = openVideo(providers);
    const { scenes, joined } = await video.makeFilm(['One scene.', 'Another scene.'], [60, 60], square, twoScenes);
    const pictures = await picturesOf(scenes);
    expect(new Set(pictures.map(({ kind }) => kind))).toEqual(new Set(['clip']).add('still'));
    expect(new Set(pictures.map(({ file }) => file.sha256)).size).toBe(pictures.length);
    expect(joined.quality.problems).toEqual([]);
    expect([...emulator.violations, ...emulator.media.violations]).toEqual([]);
    expect(scenes.map(({ costUsd, note }) => [costUsd, note])).toEqual([
      [0, undefined],
      [0, undefined],
    ]);

    const credits = scenes.flatMap((scene) => scene.credits ?? []);
    const style = createStyleReader(`${projectRoot}/styles`, bench.artifacts);
    const { buildMetadata } = createMetadataActivities(bench, [createOfflineMetadata()], style);
    const script = await storeScript(bench, ['One scene.', 'Another scene.'], twoScenes);
    const { drawnPictures } = joined;
    const film = { script, sceneFrames: [60, 60], credits, drawnPictures };
    const built = await runActivity(buildMetadata, { ...stageInput(square), ...film });
    const metadata = metadataSchema.parse(await bench.artifacts.readJson(built.metadata));
    expect(credits.length).toBeGreaterThan(0);
    for (const { author, what, url } of credits) {
      expect(metadata.description).toContain(`${what} by ${author} on Pexels: ${url}`);
    }
    expect(drawnPictures).toBe('none');
    expect(metadata.description).not.toContain('drawn');
    expect(metadata.description).toContain('Narrated by a synthetic voice.');
  });

  it('finds its scenes again, in another film too, as long as none of its other shots shows their pictures', async () => {
    const { emulator, providers } = await openPexels();
    const video = openVideo(providers);
    const make = () => video.makeFilm(['One scene.', 'Another scene.'], [30, 30], square, twoScenes);
    const first = await make();
    const asked = emulator.media.calls.length;
    const again = await make();
    expect(again.scenes.map(({ found }) => found)).toEqual([true, true]);
    expect(emulator.media.calls.length).toBe(asked);

    const [picture] = await picturesOf(first.scenes.slice(0, 1));
    const film = { pipelineId: stageInput().pipelineId, shot: '0/s001/0' };
    await stock.claims.keepOnly(film);
    await stock.claims.claim({ ...film, shot: '0/s009/0' }, picture?.claim as string);
    const third = await make();
    expect(third.scenes.map(({ found }) => found)).toEqual([false, true]);
    expect((await picturesOf(third.scenes))[0]?.claim).not.toBe(picture?.claim);
  });
});

describe('a scene of paid pictures', () => {
  it('does not pay again for the first when the next one failed', async () => {
    const emulator = await startOpenaiImagesEmulator();
    closers.push(() => emulator.close());
    const openai = {
      key: openaiImagesKey,
      baseUrl: `${emulator.url}/v1`,
      model: '',
      speechModel: '',
      imageModel: 'gpt-image-2',
    };
    const { pay, used } = bookkeeper();
    bench.payFor = () => pay;
    const video = openVideo(stock.open({ openai }).filter(({ name }) => name === 'openai'));
    // Ten seconds are several shots.
    const make = () => video.makeFilm(['A long scene of many words.'], [150], square);
    emulator.fail({ kind: 'status', status: 500 });
    expect((await failureOf(make())).type).toBe('ProviderUnavailable');
    expect(used).toEqual([]);

    const answered = () => emulator.calls.filter(({ outcome }) => outcome === 'answered').length;
    let calls = 0;
    bench.payFor = () => (charge, call) => {
      calls += 1;
      if (calls === 2) emulator.fail({ kind: 'status', status: 503 });
      return pay(charge, call);
    };
    expect((await failureOf(make())).type).toBe('ProviderUnavailable');
    expect(answered()).toBe(1);
    const { scenes } = await make();
    const pictures = await picturesOf(scenes);
    expect(pictures.length).toBeGreaterThan(1);
    expect(answered()).toBe(pictures.length);
    expect(used).toHaveLength(pictures.length);
    expect(scenes[0]).toMatchObject({ model: 'gpt-image-2', costUsd: pictures.length - 1 });
  });
});
