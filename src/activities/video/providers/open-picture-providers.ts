import type { PictureEngine } from '../../../engines/pictures/picture-engine.ts';
import type { Cache } from '../../../infra/cache/cache.ts';
import type { VendorConfig } from '../../../infra/config/vendors.ts';
import type { PictureClaims } from '../../../infra/database/picture-claims.ts';
import { createOpenaiImages } from '../../../infra/images/openai-images.ts';
import { createDownload } from '../../../infra/vendors/download.ts';
import { createVendor } from '../../../infra/vendors/vendor.ts';
import { createFoundPictures } from '../stock/found-pictures.ts';
import { createSearchSource, type StockSite } from '../stock/search-source.ts';
import type { PictureSource } from '../stock/source.ts';
import { createMediaFolder } from './folder.ts';
import { createGeneratedPictures } from './generated.ts';
import { createOpenaiPictures } from './openai.ts';
import { createPexels } from './pexels.ts';
import { createPixabay } from './pixabay.ts';
import type { PictureProvider } from './provider.ts';

export interface PictureTools {
  /** A person's own pictures and clips. */
  mediaFolder?: string;
  pictures: PictureEngine;
  ffmpeg: string;
  claims: PictureClaims;
  /** Keeps the sites' answers. */
  cache: Pick<Cache, 'get' | 'set'>;
}

// A minute in Full HD at 10 Mbit/s.
const mostBytes = 100_000_000;

/** The sources of pictures that are configured, in the order of `contracts/providers.ts`. */
export function openPictureProviders(
  { pexels, pixabay, openai }: Pick<VendorConfig, 'pexels' | 'pixabay' | 'openai'>,
  { mediaFolder, pictures, ffmpeg, claims, cache }: PictureTools,
): PictureProvider[] {
  const generated = createGeneratedPictures(pictures);
  const found = (source: PictureSource) => createFoundPictures(source, { ffmpeg, claims, generated });
  const stock = (site: StockSite, baseUrl: string) => {
    const download = createDownload({ title: site.title, baseUrl, maxBytes: mostBytes });
    return found(createSearchSource(site, { cache, download }));
  };
  const vendorOf = (name: string, title: string, key: string) => createVendor({ name, title, secrets: [key] });
  return [
    mediaFolder && found(createMediaFolder(mediaFolder)),
    pexels && stock(createPexels({ vendor: vendorOf('pexels', 'Pexels', pexels.key), ...pexels }), pexels.baseUrl),
    pixabay &&
      stock(createPixabay({ vendor: vendorOf('pixabay', 'Pixabay', pixabay.key), ...pixabay }), pixabay.baseUrl),
    generated,
    openai && createOpenaiPictures(createOpenaiImages({ ...openai, model: openai.imageModel })),
  ].filter((provider) => typeof provider === 'object');
}
