import { manners, notPhotographed } from '../../../infra/images/manners.ts';
import type { ImageRequest, OpenaiImages } from '../../../infra/images/openai-images.ts';
import type { PictureProvider, PictureRequest, ProvidedPicture } from './provider.ts';

const views = [
  'Seen from a distance that shows the whole.',
  'A close view of the most telling detail.',
  'Seen from above.',
  'Seen from low down, close to the subject.',
];

/** Pictures made by one of OpenAI's image models, one a shot, each paid for once. */
export function createOpenaiPictures(images: OpenaiImages): PictureProvider {
  const { model } = images;
  return {
    name: 'openai',
    // Nothing else is in the prompt: a word changed in the narration costs no new picture.
    inputsOf: (request) => ({ model, ...imageOf(request), shotIndex: request.shotIndex }),
    async findPicture(request, call) {
      const { value, costUsd } = await images.draw(imageOf(request), call);
      const picture: ProvidedPicture = { kind: 'still', bytes: value, mediaType: 'image/png' };
      return { value: picture, costUsd, model };
    },
  };
}

function imageOf({ title, idea, keywords, look, shotIndex, width, height }: PictureRequest): ImageRequest {
  const prompt = [
    `${idea || title}`,
    ...(keywords.length > 0 ? [`It shows: ${keywords.join(', ')}.`] : []),
    `It is one picture of a film called “${title}”. Make ${manners[look.treatment]}.`,
    views[shotIndex % views.length],
    `No letters, numbers, logos or watermarks. Keep the lower third calm. ${notPhotographed}`,
  ].join('\n');
  return { prompt, size: sizeOf(width / height) };
}

/** The film crops it and moves over it. */
function sizeOf(shape: number): ImageRequest['size'] {
  if (Math.abs(shape - 1) < 0.1) return '1024x1024';
  return shape > 1 ? '1536x1024' : '1024x1536';
}
