import type { ScenePicture } from '../../contracts/clip.ts';
import { Failure } from '../../contracts/failures.ts';
import type { Scene } from '../../contracts/script.ts';
import type { ScenePlan } from '../../engines/film/plan-scene.ts';
import { stillSize } from '../../engines/film/sources/still.ts';
import { missingGlyphs } from '../../engines/text/coverage.ts';
import { fontAdvice } from '../../engines/text/font-advice.ts';
import type { ArtifactStore } from '../../infra/artifacts/artifact-store.ts';
import { filmSeed } from '../film-seed.ts';
import { sceneAt } from '../read-artifact.ts';
import type { StageCall } from '../stage.ts';
import type { FilmSetting } from './film-setting.ts';
import type { PictureProvider, PictureRequest } from './providers/provider.ts';

/** Raised when the same request gives another picture than before. */
const version = 2;

interface Wanted {
  setting: FilmSetting;
  sceneIndex: number;
  plan: ScenePlan;
}

/**
 * The pictures of a scene, one a shot: the person's own where the script names them, else the provider's. Each is kept as
 * soon as it is there, so that a picture that was paid for is never asked for again.
 */
export async function findPictures(
  artifacts: ArtifactStore,
  provider: PictureProvider,
  { setting, sceneIndex, plan }: Wanted,
  call: StageCall,
): Promise<{ pictures: ScenePicture[]; costUsd: number }> {
  const { script, brief, style } = setting;
  const { narration, visual } = sceneAt(script, sceneIndex);
  if (visual.media) {
    return { pictures: visual.media.map((file) => ({ kind: kindOf(file.mediaType), file })), costUsd: 0 };
  }
  const pictures: ScenePicture[] = [];
  let costUsd = 0;
  let begin = 0;
  for (const [shotIndex, { frames, lead }] of plan.shots.entries()) {
    const [from, to] = [begin - lead, begin + frames];
    begin = to;
    const request: PictureRequest = {
      ...stillSize(brief.format),
      seed: filmSeed(script.title),
      title: script.title,
      language: script.language,
      look: style.pictures,
      idea: visual.idea,
      keywords: visual.keywords,
      narration,
      words: wordsOver(plan, from, to),
      sceneIndex,
      sceneCount: script.scenes.length,
      shotIndex,
    };
    const inputs = { version, provider: provider.name, ...request, look: provider.lookOf(style.pictures) };
    const { value, found } = await call.part('drawPicture', inputs, async () => {
      const { value: picture, costUsd: cost } = await provider.findPicture(request, call);
      const file = await artifacts.putBytes(picture.bytes, picture.mediaType);
      return { picture: { kind: picture.kind, file, credit: picture.credit } satisfies ScenePicture, costUsd: cost };
    });
    pictures.push(value.picture);
    if (!found) costUsd += value.costUsd;
    call.report('pictures', shotIndex + 1, plan.shots.length);
  }
  return { pictures, costUsd };
}

/** What is laid over the frames from `from` to `to`. */
function wordsOver({ texts }: ScenePlan, from: number, to: number): PictureRequest['words'] {
  const over = texts.filter((text) => text.from < to && text.to > from);
  if (over.some(({ role }) => role === 'callout')) return 'figure';
  return over.length > 0 ? 'title' : 'none';
}

function kindOf(mediaType: string): ScenePicture['kind'] {
  return mediaType.startsWith('video/') ? 'clip' : 'still';
}

/** Said before anything is drawn: no film has boxes for letters. */
export function checkFonts({ id, narration, onScreenText = '', chapter = '' }: Scene): void {
  const missing = missingGlyphs(narration + onScreenText + chapter);
  if (missing.length === 0) return;
  const some = missing.slice(0, 12).join(' ');
  throw new Failure('FontMissing', `no font on this machine can draw ${some} of scene ${id}: ${fontAdvice(missing)}`);
}
