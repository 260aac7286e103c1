import type { ScenePicture } from '../../contracts/clip.ts';
import { Failure } from '../../contracts/failures.ts';
import type { Scene } from '../../contracts/script.ts';
import type { StageInput } from '../../contracts/stages.ts';
import type { ScenePlan } from '../../engines/film/plan-scene.ts';
import { stillSize } from '../../engines/film/sources/still.ts';
import { missingGlyphs } from '../../engines/text/coverage.ts';
import { fontAdvice } from '../../engines/text/font-advice.ts';
import type { ArtifactStore } from '../../infra/artifacts/artifact-store.ts';
import type { FilmShot } from '../../infra/database/picture-claims.ts';
import type { StageCall } from '../activity.ts';
import { filmSeed } from '../film-seed.ts';
import { sceneAt } from '../read-artifact.ts';
import { withScratchFolder } from '../scratch.ts';
import type { FilmSetting } from './film-setting.ts';
import type { PictureProvider, PictureRequest, ProvidedPicture } from './providers/provider.ts';

/** Raised when the same request gives another picture than before. */
const version = 2;

interface Wanted {
  setting: FilmSetting;
  sceneIndex: number;
  plan: ScenePlan;
  /** Of the film, and how often it was asked for anew: what its pictures are claimed by. */
  film: Pick<StageInput, 'pipelineId' | 'take'>;
}

interface FoundPictures {
  pictures: ScenePicture[];
  costUsd: number;
  model?: string;
  /** What there is to know of them, a sentence each. */
  notes: string[];
}

/**
 * The pictures of a scene, one a shot: the person's own where the script names them, else the provider's. Each is kept as
 * soon as it is there, so that a picture that was paid for is never asked for again.
 */
export async function findPictures(
  { artifacts, scratchFolder }: { artifacts: ArtifactStore; scratchFolder: string },
  provider: PictureProvider,
  { setting, sceneIndex, plan, film }: Wanted,
  call: StageCall,
): Promise<FoundPictures> {
  const { script, brief, style } = setting;
  const { narration, visual, id } = sceneAt(script, sceneIndex);
  if (visual.media) {
    const pictures = visual.media.map((file): ScenePicture => ({ kind: kindOf(file.mediaType), file }));
    return { pictures, costUsd: 0, notes: [] };
  }

  async function keepPicture(request: PictureRequest, frames: number) {
    const shot = shotOf(film, id, request.shotIndex);
    // What exists once for everybody is chosen for this film, and for this length.
    const place = provider.mayShow ? { pipelineId: film.pipelineId, frames } : {};
    const inputs = { version, provider: provider.name, ...provider.inputsOf(request), ...place };
    for (let again = 0; ; again += 1) {
      const part = await call.part('drawPicture', again === 0 ? inputs : { ...inputs, again }, () =>
        withScratchFolder(scratchFolder, async (folder) => {
          const found = await provider.findPicture(request, { ...call, shot, frames, folder });
          return { ...found, value: undefined, picture: await storePicture(artifacts, found.value) };
        }),
      );
      // One found from before may have become another shot's since.
      if (!part.found || (await mayShow(provider, [part.value.picture], film, id, request.shotIndex))) return part;
    }
  }

  const found: FoundPictures = { pictures: [], costUsd: 0, notes: [] };
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
    const { value, found: isFound } = await keepPicture(request, to - from);
    found.pictures.push(value.picture);
    if (!isFound) found.costUsd += value.costUsd;
    if (value.model) found.model = value.model;
    if (value.note && !found.notes.includes(value.note)) found.notes.push(value.note);
    call.report('pictures', shotIndex + 1, plan.shots.length);
  }
  return found;
}

/** Whether a scene's pictures, the first of them in the shot of that number, may be shown by it. */
export async function mayShow(
  provider: PictureProvider,
  pictures: readonly ScenePicture[],
  film: Wanted['film'],
  sceneId: string,
  firstShot = 0,
): Promise<boolean> {
  for (const [index, { claim }] of pictures.entries()) {
    if (claim === undefined || !provider.mayShow) continue;
    if (!(await provider.mayShow(claim, shotOf(film, sceneId, firstShot + index)))) return false;
  }
  return true;
}

/** Scenes keep their ids when others are edited. Asked for anew, a film shows other pictures. */
function shotOf({ pipelineId, take }: Wanted['film'], sceneId: string, shotIndex: number): FilmShot {
  return { pipelineId, shot: `${take}/${sceneId}/${shotIndex}` };
}

async function storePicture(artifacts: ArtifactStore, picture: ProvidedPicture): Promise<ScenePicture> {
  const { kind, mediaType, credit, found, claim } = picture;
  const file =
    'bytes' in picture
      ? await artifacts.putBytes(picture.bytes, mediaType)
      : await artifacts.putFile(picture.path, mediaType);
  return { kind, file, ...(credit && { credit }), ...(found && { found }), ...(claim && { claim }) };
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
