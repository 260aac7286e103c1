import { z } from 'zod';
import type { PictureCredit } from '../../../contracts/clip.ts';
import { Failure } from '../../../contracts/failures.ts';
import type { Language } from '../../../contracts/languages.ts';
import type { Vendor } from '../../../infra/vendors/vendor.ts';
import { readCredit } from '../stock/read-credit.ts';
import type { StockSearch, StockSite } from '../stock/search-source.ts';
import type { FoundPicture } from '../stock/source.ts';
import { chooseSize } from '../stock/suits.ts';

export interface PixabayOptions {
  vendor: Vendor;
  key: string;
  baseUrl: string;
}

const perPage = 50;

/** Those a film can be in and Pixabay searches in. */
const searched: ReadonlySet<Language> = new Set(['en', 'fr', 'es', 'it', 'pt', 'de', 'th', 'zh', 'ja', 'ko']);

const orientations = { landscape: 'horizontal', portrait: 'vertical', square: 'all' } as const;

// `largeImageURL` is brought into a square of 1280 pixels.
const largeSide = 1280;

const imagesSchema = z.object({
  hits: z.array(
    z.object({
      id: z.number(),
      pageURL: z.string(),
      user: z.string(),
      largeImageURL: z.string(),
      imageWidth: z.number(),
      imageHeight: z.number(),
    }),
  ),
});

const videoFileSchema = z.object({ url: z.string(), width: z.number(), height: z.number() });

const videosSchema = z.object({
  hits: z.array(
    z.object({
      id: z.number(),
      pageURL: z.string(),
      user: z.string(),
      duration: z.number(),
      // Sizes that there are not have an empty address.
      videos: z.record(z.string(), videoFileSchema),
    }),
  ),
});

type Image = z.infer<typeof imagesSchema>['hits'][number];
type Video = z.infer<typeof videosSchema>['hits'][number];

/**
 * Photos and clips of Pixabay. 100 requests in 60 s, answers are to be kept for 24 hours, files to be copied and not linked to,
 * and the source is to be named.
 */
export function createPixabay({ vendor, key, baseUrl }: PixabayOptions): StockSite {
  return {
    name: 'pixabay',
    title: vendor.title,

    async search(search, signal) {
      const { words, kind, language, shape = 'square' } = search;
      const isClip = kind === 'clip';
      const parameters = new URLSearchParams({
        key,
        q: words,
        per_page: `${perPage}`,
        safesearch: 'true',
        // Clips can't be searched by orientation.
        ...(isClip ? { video_type: 'film' } : { image_type: 'photo', orientation: orientations[shape] }),
        ...(searched.has(language) && { lang: language }),
      });
      const url = `${baseUrl}/api/${isClip ? 'videos/' : ''}?${parameters.toString()}`;
      try {
        if (!isClip) {
          const { hits } = await vendor.askJson({ url, signal }, imagesSchema);
          return hits.map(toStill);
        }
        const { hits } = await vendor.askJson({ url, signal }, videosSchema);
        return hits.flatMap((video) => toClip(video, search));
      } catch (error) {
        throw withoutKey(error);
      }
    },
  };
}

/** A bad key is answered by 400 and a sentence. */
function withoutKey(error: unknown): unknown {
  if (!(error instanceof Failure) || error.type !== 'InvalidInput' || !/api key/i.test(error.message)) return error;
  return new Failure('BadCredentials', error.message);
}

function toStill({ id, pageURL, user, largeImageURL, imageWidth, imageHeight }: Image): FoundPicture {
  const ratio = Math.min(1, largeSide / imageWidth, largeSide / imageHeight);
  return {
    id: `pixabay/photo/${id}`,
    kind: 'still',
    width: Math.round(imageWidth * ratio),
    height: Math.round(imageHeight * ratio),
    place: largeImageURL,
    credit: creditOf('Photo', user, pageURL),
  };
}

function toClip({ id, pageURL, user, duration, videos }: Video, target: StockSearch): FoundPicture[] {
  const chosen = chooseSize(
    Object.values(videos).filter(({ url, width, height }) => url !== '' && width > 0 && height > 0),
    target,
  );
  if (!chosen) return [];
  const { url: place, width, height } = chosen;
  const credit = creditOf('Video', user, pageURL);
  return [{ id: `pixabay/video/${id}`, kind: 'clip', width, height, place, seconds: duration, credit }];
}

const creditOf = (what: PictureCredit['what'], author: string, url: string) =>
  readCredit({ what, author, source: 'Pixabay', url });
