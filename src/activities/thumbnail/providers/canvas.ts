import type { PictureEngine } from '../../../engines/pictures/picture-engine.ts';
import type { ThumbnailProvider } from './provider.ts';

/** Thumbnails drawn on this machine: the letters are ours, never an image model's. */
export function createCanvasThumbnails(pictures: PictureEngine): ThumbnailProvider {
  return {
    name: 'canvas',
    drawThumbnail: async (request, { signal }) => ({
      value: await pictures.drawThumbnail(request, { signal }),
      costUsd: 0,
    }),
  };
}
