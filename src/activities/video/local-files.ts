import type { Brief } from '../../contracts/brief.ts';
import type { ScenePicture } from '../../contracts/clip.ts';
import type { SceneLettering } from '../../engines/film/lettering/scene-lettering.ts';
import type { ArtifactStore } from '../../infra/artifacts/artifact-store.ts';
import type { PicturePath } from './film-setting.ts';

export function localPictures(artifacts: ArtifactStore, pictures: readonly ScenePicture[]): Promise<PicturePath[]> {
  return Promise.all(pictures.map(async ({ kind, file }) => ({ kind, path: await artifacts.localFile(file) })));
}

export async function localWatermark(
  artifacts: ArtifactStore,
  watermark: Brief['watermark'],
): Promise<SceneLettering['watermark']> {
  if (watermark === undefined) return undefined;
  if (typeof watermark === 'string') return { kind: 'text', text: watermark };
  return { kind: 'picture', path: await artifacts.localFile(watermark) };
}
