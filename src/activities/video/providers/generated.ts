import type { PictureEngine } from '../../../engines/pictures/picture-engine.ts';
import type { PictureProvider } from './provider.ts';

/** Pictures drawn on this machine from the scene's own words. */
export function createGeneratedPictures(pictures: PictureEngine): PictureProvider {
  return {
    name: 'generated',
    inputsOf: (request) => request,
    async findPicture(request, { signal }) {
      const bytes = await pictures.drawStill(request, { signal });
      return { value: { kind: 'still', bytes, mediaType: 'image/png' }, costUsd: 0 };
    },
  };
}
