import { Failure, type FailureType } from '../../../contracts/failures.ts';
import { framesPerSecond } from '../../../contracts/formats.ts';
import type { Provided } from '../../../contracts/provider-call.ts';
import type { PictureClaims } from '../../../infra/database/picture-claims.ts';
import type { PictureCall, PictureProvider, PictureRequest, ProvidedPicture } from '../providers/provider.ts';
import { checkPicture } from './check-picture.ts';
import { queriesOf } from './queries.ts';
import type { FoundPicture, PictureSource } from './source.ts';

export interface FoundPicturesOptions {
  ffmpeg: string;
  claims: PictureClaims;
  /** Draws what is not found. */
  generated: PictureProvider;
}

// Each is a download; and where so many were bad, the next one will be, too.
const mostTries = 5;

// Of one file; another one may do. What concerns the whole service is not tried again on its next file.
const ofTheFile: ReadonlySet<FailureType> = new Set(['ProviderUnavailable', 'InvalidAnswer', 'ArtifactMissing']);

// Of those that are shown already, only what suits best is shown again.
const mostAgain = 8;

/** What is wrong with a file, or why it did not come. */
type Problem = string | Failure;
type Tried = { picture: Provided<ProvidedPicture> } | { problem: Problem };

/**
 * Pictures that exist already, each shown by one shot of a film while there are others. A file is looked at before it is used;
 * where none can be, the picture is drawn, and the result says so.
 */
export function createFoundPictures(
  source: PictureSource,
  { ffmpeg, claims, generated }: FoundPicturesOptions,
): PictureProvider {
  const { title } = source;

  async function tryPicture(found: FoundPicture, request: PictureRequest, call: PictureCall): Promise<Tried> {
    const { frames, folder, signal } = call;
    try {
      const path = await source.fileOf(found, folder, signal);
      const wanted = { request, seconds: frames / framesPerSecond, found, frames };
      const checked = await checkPicture(ffmpeg, path, wanted, signal);
      if ('problem' in checked) return checked;
      return { picture: { value: { ...checked, path, found: true, credit: found.credit }, costUsd: 0 } };
    } catch (error) {
      if (error instanceof Failure && ofTheFile.has(error.type)) return { problem: error };
      throw error;
    }
  }

  const about = (request: PictureRequest) => `“${queriesOf(request)[0] ?? request.idea}”`;

  /** When nothing else is left, better a picture again in another scene than none. */
  async function showAgain(shown: readonly FoundPicture[], request: PictureRequest, call: PictureCall) {
    const again = shown[(request.sceneIndex + request.shotIndex) % shown.length];
    const tried = again && (await tryPicture(again, request, call));
    if (!tried || 'problem' in tried) return undefined;
    await claims.keepOnly(call.shot);
    const note = `${title} has too few pictures of ${about(request)}: some are shown more than once.`;
    return { ...tried.picture, note };
  }

  async function draw(request: PictureRequest, call: PictureCall, problems: readonly Problem[]) {
    const failures = problems.filter((problem) => problem instanceof Failure);
    const outage = failures.find(({ type }) => type === 'ProviderUnavailable');
    // When files don't come at all, it is worth another try.
    if (outage && failures.length === problems.length) throw outage;
    await claims.keepOnly(call.shot);
    const drawn = await generated.findPicture(request, call);
    const last = problems.at(-1);
    const why = last instanceof Failure ? last.message : `the last one ${last}`;
    const unusable = last === undefined ? '' : ` that could be used (${why})`;
    return { ...drawn, note: `${title} has no picture of ${about(request)}${unusable}: pictures were drawn instead.` };
  }

  return {
    name: source.name,
    // What is not found is drawn, and that follows from all of it.
    inputsOf: (request) => request,
    async mayShow(claim, shot) {
      const isOwn = await claims.claim(shot, claim);
      if (isOwn) await claims.keepOnly(shot, claim);
      return isOwn;
    },

    async findPicture(request, call) {
      const { shot, frames, signal } = call;
      const taken = await claims.claimsOf(shot.pipelineId);
      const shown: FoundPicture[] = [];
      const problems: Problem[] = [];
      for await (const found of source.candidates({ request, seconds: frames / framesPerSecond }, signal)) {
        const owner = taken.get(found.id);
        const isOthers = owner !== undefined && owner !== shot.shot;
        if (isOthers || !(await claims.claim(shot, found.id))) {
          // The same picture in two shots of a scene would only jump.
          if (!owner || sceneOf(owner) !== sceneOf(shot.shot)) shown.push(found);
          continue;
        }
        const tried = await tryPicture(found, request, call);
        if ('picture' in tried) {
          await claims.keepOnly(shot, found.id);
          return { ...tried.picture, value: { ...tried.picture.value, claim: found.id } };
        }
        problems.push(tried.problem);
        if (problems.length >= mostTries) return draw(request, call, problems);
      }
      return (await showAgain(shown.slice(0, mostAgain), request, call)) ?? draw(request, call, problems);
    },
  };
}

/** All but the number of the shot. */
function sceneOf(shot: string): string {
  return shot.slice(0, shot.lastIndexOf('/'));
}
