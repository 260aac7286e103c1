import { metadataSchema } from '../../contracts/metadata.ts';
import type { AddCaptionsInput, PublicationInput, PublishFilmResult, StageOutcome } from '../../contracts/stages.ts';
import type { PublishedFilms } from '../../infra/database/published-films.ts';
import { defineActivity, type StageContext } from '../activity.ts';
import { checkShape } from '../check-shape.ts';
import { defineStage } from '../stage.ts';
import { keepPublished } from './compare-film.ts';
import type { Platform, PublishTarget } from './providers/provider.ts';
import { targetOf } from './publish-film.ts';

type Words = 'setThumbnail' | 'addCaptions' | 'addToPlaylists' | 'describeFilm';

/** What becomes of a film once a platform has it: one activity a stage, each of which finds what was done before. */
export function createPublicationStages(
  context: StageContext,
  available: readonly PublishTarget[],
  films: () => Promise<PublishedFilms>,
) {
  const { artifacts } = context;
  const platformOf = (input: PublicationInput): { target: PublishTarget; platform: Platform } => {
    const [target] = targetOf(available)(input);
    if (!target?.platform) throw new Error(`${target?.name} is no platform`);
    return { target, platform: target.platform };
  };

  /** Done once for the same film and the same inputs. */
  function onceDone<Input extends PublicationInput>(
    name: Words,
    key: (input: Input) => unknown,
    make: (platform: Platform, input: Input, signal: AbortSignal) => Promise<{ note?: string }>,
  ) {
    return defineStage<Input, PublishTarget, Platform, StageOutcome>(context, {
      ...{ name, step: 'upload', version: 1, providers: targetOf(available) },
      prepare: (input) => platformOf(input).platform,
      key: (_, input) => ({ film: input.publication.id, of: key(input) }),
      make: async (platform, { signal }, input) => ({ ...(await make(platform, input, signal)), costUsd: 0 }),
    });
  }

  /** Asked each time: what it answers changes by itself. */
  function asked<Result>(
    name: 'checkProcessing' | 'releaseFilm' | 'checkRelease',
    ask: (of: ReturnType<typeof platformOf>, input: PublicationInput, signal: AbortSignal) => Promise<Result>,
  ) {
    return defineActivity<PublicationInput, Result>(context, { name, step: 'upload' }, (input, { signal }) =>
      ask(platformOf(input), input, signal),
    );
  }

  const published = (target: PublishTarget, result: Pick<PublishFilmResult, 'publication' | 'note'>) => ({
    ...{ ...result, provider: target.name, costUsd: 0, found: false },
  });

  return {
    checkProcessing: asked('checkProcessing', ({ platform }, input, signal) => platform.processing(input, signal)),
    setThumbnail: onceDone(
      'setThumbnail',
      ({ thumbnails }: PublicationInput) => thumbnails[0]?.image,
      (platform, input, signal) => platform.setThumbnail(input, signal),
    ),
    addCaptions: onceDone(
      'addCaptions',
      ({ captions, language }: AddCaptionsInput) => ({ captions, language }),
      (platform, input, signal) => platform.addCaptions(input, signal),
    ),
    addToPlaylists: onceDone(
      'addToPlaylists',
      ({ brief }: PublicationInput) => brief.publish?.playlists,
      (platform, input, signal) => platform.addToPlaylists(input, signal),
    ),
    describeFilm: onceDone(
      'describeFilm',
      ({ metadata, translations = [] }: PublicationInput) => ({
        metadata,
        translations: translations.map(({ language, words }) => ({ language, words })),
      }),
      (platform, input, signal) => platform.describe(input, signal),
    ),
    releaseFilm: asked('releaseFilm', async ({ target, platform }, input, signal) => {
      const { 'script.json': script } = input.files;
      const metadata = checkShape(metadataSchema, await artifacts.readJson(input.metadata), 'metadata', 'InvalidInput');
      await keepPublished(await films(), input, { metadata, script: script && (await artifacts.readJson(script)) });
      return published(target, await platform.release(input, signal));
    }),
    checkRelease: asked('checkRelease', async ({ target, platform }, input, signal) =>
      published(target, await platform.checkRelease(input, signal)),
    ),
  };
}
