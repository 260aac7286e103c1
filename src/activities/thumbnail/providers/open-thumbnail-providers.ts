import type { VendorConfig } from '../../../infra/config/vendors.ts';
import { createOpenaiImages } from '../../../infra/images/openai-images.ts';
import { createCanvasThumbnails } from './canvas.ts';
import { createOpenaiThumbnails, type ThumbnailTools } from './openai.ts';
import type { ThumbnailProvider } from './provider.ts';

/** Everyone who can draw thumbnails here, in the order of `contracts/providers.ts`. */
export function openThumbnailProviders(
  { openai }: Pick<VendorConfig, 'openai'>,
  tools: ThumbnailTools,
): ThumbnailProvider[] {
  const images = openai && createOpenaiImages({ ...openai, model: openai.imageModel });
  return [createCanvasThumbnails(tools.pictures), ...(images ? [createOpenaiThumbnails(images, tools)] : [])];
}
