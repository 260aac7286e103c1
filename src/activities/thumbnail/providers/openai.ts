import type { ArtifactRef } from '../../../contracts/artifact.ts';
import type { PictureEngine, ThumbnailRequest } from '../../../engines/pictures/picture-engine.ts';
import type { ArtifactStore } from '../../../infra/artifacts/artifact-store.ts';
import { manners, notPhotographed } from '../../../infra/images/manners.ts';
import type { ImageRequest, OpenaiImages } from '../../../infra/images/openai-images.ts';
import type { ThumbnailProvider } from './provider.ts';

export interface ThumbnailTools {
  pictures: PictureEngine;
  artifacts: Pick<ArtifactStore, 'putBytes' | 'readBytes'>;
}

/** What is asked for once and kept for all variants. */
interface Background {
  image: ArtifactRef;
  costUsd: number;
}

const mostKeywords = 5;

/**
 * Thumbnails on a picture by one of OpenAI's image models, one for all variants: each shows another part of it. The letters
 * are ours, so that words are spelled right.
 */
export function createOpenaiThumbnails(
  images: OpenaiImages,
  { pictures, artifacts }: ThumbnailTools,
): ThumbnailProvider {
  const { model } = images;
  return {
    name: 'openai',
    async drawThumbnail(request, call) {
      const wanted = imageOf(request);
      const { value: background, found } = await call.part<Background>(
        'thumbnail-background',
        { provider: 'openai', model, ...wanted },
        async () => {
          const { value, costUsd } = await images.draw(wanted, call);
          return { image: await artifacts.putBytes(value, 'image/png'), costUsd };
        },
      );
      const bytes = await artifacts.readBytes(background.image);
      const value = await pictures.drawThumbnail({ ...request, background: bytes }, { signal: call.signal });
      return { value, costUsd: found ? 0 : background.costUsd, model };
    },
  };
}

// The middle, because the variants with words show the left or the right part of the picture.
function imageOf({ title, keywords, look }: ThumbnailRequest): ImageRequest {
  const prompt = [
    `The picture that makes people want to see a film called “${title}”.`,
    ...(keywords.length > 0 ? [`The film shows: ${keywords.slice(0, mostKeywords).join(', ')}.`] : []),
    `Make ${manners[look.treatment]}.`,
    'A single striking subject in the middle, a third of the width, in strong contrast to what is behind it; ' +
      'to its left and right a calm ground of few details.',
    `No letters, numbers, logos or watermarks. ${notPhotographed}`,
  ].join('\n');
  return { prompt, size: '1536x1024' };
}
