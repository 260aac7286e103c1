import type { PictureEngine } from '../../../engines/pictures/picture-engine.ts';
import type { PictureProvider } from './provider.ts';

/** Pictures drawn on this machine from the scene's own words. */
export function createGeneratedPictures(pictures: PictureEngine): PictureProvider {
  return {
    name: 'generated',
    drawStill: async (request, { signal }) => ({ value: await pictures.drawStill(request, { signal }), costUsd: 0 }),
  };
}
