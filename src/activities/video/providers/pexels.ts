import { z } from 'zod';
import type { PictureCredit } from '../../../contracts/clip.ts';
import type { Language } from '../../../contracts/languages.ts';
import type { Vendor } from '../../../infra/vendors/vendor.ts';
import { readCredit } from '../stock/read-credit.ts';
import type { StockSearch, StockSite } from '../stock/search-source.ts';
import type { FoundPicture } from '../stock/source.ts';
import { chooseSize } from '../stock/suits.ts';

export interface PexelsOptions {
  vendor: Vendor;
  key: string;
  baseUrl: string;
}

// Of the 80 it gives at most: a film's shots are found among the first.
const perPage = 40;

/** Where Pexels names places as well, the commonest is taken; languages it doesn't search in are left out. */
const locales: Partial<Record<Language, string>> = {
  en: 'en-US',
  fr: 'fr-FR',
  es: 'es-ES',
  it: 'it-IT',
  pt: 'pt-BR',
  de: 'de-DE',
  th: 'th-TH',
  zh: 'zh-CN',
  ja: 'ja-JP',
  ko: 'ko-KR',
};

const photosSchema = z.object({
  photos: z.array(
    z.object({
      id: z.number(),
      width: z.number(),
      height: z.number(),
      url: z.string(),
      photographer: z.string(),
      src: z.object({ original: z.string(), large2x: z.string() }),
    }),
  ),
});

const videosSchema = z.object({
  videos: z.array(
    z.object({
      id: z.number(),
      url: z.string(),
      duration: z.number(),
      user: z.object({ name: z.string() }),
      video_files: z.array(
        z.object({
          file_type: z.string().nullish(),
          // A stream in parts says none.
          width: z.number().nullish(),
          height: z.number().nullish(),
          link: z.string(),
        }),
      ),
    }),
  ),
});

type Photo = z.infer<typeof photosSchema>['photos'][number];
type Video = z.infer<typeof videosSchema>['videos'][number];

/** Photos and clips of Pexels. 200 requests an hour; authors are named with a link to Pexels. */
export function createPexels({ vendor, key, baseUrl }: PexelsOptions): StockSite {
  const headers = { authorization: key };

  return {
    name: 'pexels',
    title: vendor.title,

    async search(search, signal) {
      const { words, kind, language, shape } = search;
      const isClip = kind === 'clip';
      const parameters = new URLSearchParams({
        query: words,
        per_page: `${perPage}`,
        // Full HD of clips, 4 megapixels of photos.
        size: isClip ? 'medium' : 'small',
        ...(shape && { orientation: shape }),
        ...(locales[language] && { locale: locales[language] }),
      });
      const url = `${baseUrl}${isClip ? '/videos/search' : '/v1/search'}?${parameters.toString()}`;
      if (!isClip) {
        const { photos } = await vendor.askJson({ url, headers, signal }, photosSchema);
        return photos.map((photo) => toStill(photo, search));
      }
      const { videos } = await vendor.askJson({ url, headers, signal }, videosSchema);
      return videos.flatMap((video) => toClip(video, search));
    },
  };
}

function toStill({ id, width, height, url, photographer, src }: Photo, target: StockSearch): FoundPicture {
  // `large2x` fits into twice 940×650 pixels.
  const ratio = Math.min(1, 1880 / width, 1300 / height);
  const offered = [
    { width, height, place: src.original },
    { width: Math.round(width * ratio), height: Math.round(height * ratio), place: src.large2x },
  ];
  const chosen = chooseSize(offered, target) ?? { width, height, place: src.original };
  return { id: `pexels/photo/${id}`, kind: 'still', ...chosen, credit: creditOf('Photo', photographer, url) };
}

function toClip({ id, url, duration, user, video_files: files }: Video, target: StockSearch): FoundPicture[] {
  const offered = files.flatMap(({ file_type: type, width, height, link }) =>
    width && height && type === 'video/mp4' ? { width, height, place: link } : [],
  );
  const chosen = chooseSize(offered, target);
  if (!chosen) return [];
  const credit = creditOf('Video', user.name, url);
  return [{ id: `pexels/video/${id}`, kind: 'clip', ...chosen, seconds: duration, credit }];
}

const creditOf = (what: PictureCredit['what'], author: string, url: string) =>
  readCredit({ what, author, source: 'Pexels', url });
