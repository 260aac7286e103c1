import { join } from 'node:path';
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { createStyleReader } from '../../src/activities/styles.ts';
import { createGeneratedPictures } from '../../src/activities/video/providers/generated.ts';
import { createRenderScene } from '../../src/activities/video/render-scene.ts';
import type { RenderSceneResult } from '../../src/contracts/stages.ts';
import { createFilmEngine } from '../../src/engines/film/film-engine.ts';
import { createPictureEngine } from '../../src/engines/pictures/picture-engine.ts';
import { createFolderStore } from '../../src/infra/artifacts/folder-store.ts';
import { projectRoot } from '../../src/infra/config/project-root.ts';
import { createLogger } from '../../src/infra/logging/logger.ts';
import { createMetrics } from '../../src/infra/metrics/metrics.ts';
import type { BenchRow } from '../row.ts';
import type { SampleFilm } from './sample-film.ts';

const limitMs = 50;
const sceneIndex = 1;

/** A scene rendered by its activity, then asked for again: by the same worker, and by one that has just started. */
export async function measureFoundScene(
  { setting, scenes, sceneFrames }: SampleFilm,
  { ffmpeg, folder }: { ffmpeg: string; folder: string },
): Promise<BenchRow> {
  const pictures = createPictureEngine({ threads: 1 });
  const film = createFilmEngine({ ffmpeg, threads: 1 });
  const openWorker = () => {
    const artifacts = createFolderStore({ folder: join(folder, 'artifacts') });
    const payFor = () => () => Promise.reject(new Error('nothing here costs money'));
    const context = { artifacts, logger: createLogger({ level: 'silent' }), metrics: createMetrics(), payFor };
    const readStyle = createStyleReader(join(projectRoot, 'styles'), artifacts);
    const tools = { film, readStyle, scratchFolder: join(folder, 'scratch') };
    return { artifacts, renderScene: createRenderScene(context, [createGeneratedPictures(pictures)], tools) };
  };
  try {
    const { artifacts, renderScene } = openWorker();
    const input = {
      pipelineId: 'bench',
      brief: setting.brief,
      take: 0,
      script: await artifacts.putJson(setting.script),
      sceneIndex,
      // The activity passes the sound on without reading it.
      audio: await artifacts.putBytes(Buffer.alloc(44), 'audio/wav'),
      timing: await artifacts.putJson(scenes[sceneIndex]?.timing),
      frames: sceneFrames,
    };
    const call = async (activity: typeof renderScene) => {
      const environment = new MockActivityEnvironment(undefined, { logger: new DefaultLogger('ERROR') });
      const began = performance.now();
      const { found }: RenderSceneResult = await environment.run(activity, input);
      return { found, ms: performance.now() - began };
    };
    const made = await call(renderScene);
    const second = await call(renderScene);
    const restarted = await call(openWorker().renderScene);
    const found = second.found && restarted.found && !made.found;
    return {
      figure: 'found-scene-ms',
      value: second.ms,
      reference: made.ms,
      ratio: second.ms / made.ms,
      unit: 'ms',
      limit: `value ≤ ${limitMs} ms`,
      holds: found && second.ms <= limitMs,
      detail: `${found ? '' : 'NOT FOUND; '}by a worker just started ${restarted.ms.toFixed(1)} ms; reference: making it`,
    };
  } finally {
    await Promise.all([film.close(), pictures.close()]);
  }
}
