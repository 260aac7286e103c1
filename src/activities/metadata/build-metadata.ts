import { framesPerSecond } from '../../contracts/formats.ts';
import type { Disclosure } from '../../contracts/metadata.ts';
import type { Script } from '../../contracts/script.ts';
import type { BuildMetadataInput, BuildMetadataResult } from '../../contracts/stages.ts';
import type { StageContext } from '../activity.ts';
import { chooseProviders } from '../choose-providers.ts';
import { chooseTrack } from '../music.ts';
import { readKeywordsArtifact, readScriptArtifact } from '../read-artifact.ts';
import { defineStage } from '../stage.ts';
import type { ReadStyle } from '../styles.ts';
import { creditLines } from './credit-lines.ts';
import type { MetadataProvider, MetadataRequest } from './providers/provider.ts';
import { createTranslateFilm } from './translate-film.ts';

interface Prepared {
  provider: MetadataProvider;
  request: MetadataRequest;
}

/** The metadata of a film, and what belongs to it in other languages. */
export function createMetadataActivities(
  context: StageContext,
  available: readonly MetadataProvider[],
  readStyle: ReadStyle,
) {
  const { artifacts } = context;

  const buildMetadata = defineStage<BuildMetadataInput, MetadataProvider, Prepared, BuildMetadataResult>(context, {
    name: 'buildMetadata',
    step: 'metadata',
    version: 3,
    providers: ({ brief }) => chooseProviders('metadata', brief, available),
    async prepare({ brief, script: ref, keywords, sceneFrames, credits = [], drawnPictures }, provider) {
      const script = await readScriptArtifact(artifacts, ref);
      const { music, cards } = await readStyle(brief);
      const track = chooseTrack(brief, music, script.title);
      return {
        provider,
        request: {
          topic: brief.topic,
          language: script.language,
          format: brief.format,
          script,
          keywords: await readKeywordsArtifact(artifacts, keywords),
          // The first chapter begins with the film: the card before the first scene belongs to it.
          sceneSeconds: sceneFrames.map(
            (frames, index) => frames / framesPerSecond + (index === 0 ? cards.intro[brief.format] : 0),
          ),
          credits: [...(track ? [track.credit] : []), ...creditLines(credits)],
          disclosure: {
            syntheticVoice: script.scenes.some(({ recording }) => !recording),
            drawnPictures: drawnPictures ?? likelyDrawn(script, credits.length > 0),
          },
        },
      };
    },
    key: ({ request }) => request,
    async make({ provider, request }, call) {
      const { value, costUsd, model, note } = await provider.buildMetadata(request, call);
      return { metadata: await artifacts.putJson(value), costUsd, model, note };
    },
  });
  return { buildMetadata, translateFilm: createTranslateFilm(context, available) };
}

/** Where nobody says how a film's pictures came about: they were drawn, but for those that others or the person made. */
function likelyDrawn({ scenes }: Script, isCredited: boolean): Disclosure['drawnPictures'] {
  const own = scenes.filter(({ visual }) => visual.media).length;
  if (own === scenes.length) return 'none';
  return isCredited || own > 0 ? 'some' : 'all';
}
