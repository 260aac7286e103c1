import type { Script } from '../../contracts/script.ts';
import type { MakeThumbnailsInput, MakeThumbnailsResult } from '../../contracts/stages.ts';
import type { PictureLook } from '../../contracts/style.ts';
import type { ThumbnailVariant } from '../../contracts/thumbnail.ts';
import type { StageContext } from '../activity.ts';
import { chooseProviders } from '../choose-providers.ts';
import { filmSeed } from '../film-seed.ts';
import { readKeywordsArtifact, readScriptArtifact } from '../read-artifact.ts';
import { defineStage } from '../stage.ts';
import type { ReadStyle } from '../styles.ts';
import type { ThumbnailProvider } from './providers/provider.ts';

const variantIds = ['a', 'b', 'c'] as const;

interface Prepared {
  provider: ThumbnailProvider;
  script: Script;
  keywords: string[];
  look: PictureLook;
}

export function createThumbnailActivities(
  context: StageContext,
  available: readonly ThumbnailProvider[],
  readStyle: ReadStyle,
) {
  const { artifacts } = context;

  const makeThumbnails = defineStage<MakeThumbnailsInput, ThumbnailProvider, Prepared, MakeThumbnailsResult>(context, {
    name: 'makeThumbnails',
    step: 'thumbnail',
    version: 2,
    providers: ({ brief }) => chooseProviders('thumbnail', brief, available),
    async prepare({ brief, script: ref, keywords }, provider) {
      const script = await readScriptArtifact(artifacts, ref);
      const found = await readKeywordsArtifact(artifacts, keywords);
      const pictured = script.scenes.slice(0, 3).flatMap(({ visual }) => visual.keywords);
      const spoken = found ? [found.primary, ...found.keywords.slice(0, 5).map(({ text }) => text)] : [];
      return {
        provider,
        script,
        keywords: [...new Set([...pictured, ...spoken])],
        look: (await readStyle(brief)).pictures,
      };
    },
    key: ({ script: { title, language }, keywords, look }) => ({ title, language, keywords, look }),
    async make({ provider, script: { title, language }, keywords, look }, call) {
      const variants: ThumbnailVariant[] = [];
      let costUsd = 0;
      let model: string | undefined;
      for (const [index, id] of variantIds.entries()) {
        const request = {
          seed: filmSeed(title),
          title,
          words: [],
          keywords,
          language,
          look,
          variant: index as 0 | 1 | 2,
        };
        const drawn = await provider.drawThumbnail(request, call);
        const { image, text, design } = drawn.value;
        costUsd += drawn.costUsd;
        model = drawn.model;
        variants.push({ id, image: await artifacts.putBytes(image, 'image/jpeg'), text, design });
        call.report('pictures', index + 1, variantIds.length);
      }
      return { variants, costUsd, ...(model && { model }) };
    },
  });
  return { makeThumbnails };
}
