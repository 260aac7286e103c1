import { z } from 'zod';
import type { Language } from '../../../contracts/languages.ts';
import { inputKey } from '../../../infra/artifacts/input-key.ts';
import type { Cache } from '../../../infra/cache/cache.ts';
import type { Download } from '../../../infra/vendors/download.ts';
import { foundPictureSchema } from './found-picture.ts';
import { queriesOf } from './queries.ts';
import type { FoundPicture, PictureSource, WantedPicture } from './source.ts';
import { type Suiting, suitingOf } from './suits.ts';

export interface StockSearch {
  words: string;
  kind: FoundPicture['kind'];
  language: Language;
  /** Of what is to be filled, in pixels. */
  width: number;
  height: number;
  /** Undefined: of any. */
  shape?: 'landscape' | 'portrait' | 'square';
}

/** A stock site's search, its results in its own order. */
export interface StockSite {
  readonly name: string;
  readonly title: string;
  search(search: StockSearch, signal: AbortSignal): Promise<FoundPicture[]>;
}

// What Pixabay's terms ask for; it spares Pexels' 200 an hour as well.
const keptMs = 24 * 60 * 60 * 1000;
const kinds = ['clip', 'still'] as const;

/** The pictures of a stock site, found by the scene's words. */
export function createSearchSource(
  site: StockSite,
  { cache, download }: { cache: Pick<Cache, 'get' | 'set'>; download: Download },
): PictureSource {
  async function searchOnce(search: StockSearch, signal: AbortSignal): Promise<FoundPicture[]> {
    const key = inputKey('stockSearch', { site: site.name, search });
    // The cache spares a call: without it the call is made.
    const known = await cache.get(key).catch(() => undefined);
    if (known !== undefined) return z.array(foundPictureSchema).parse(JSON.parse(known));
    const found = await site.search(search, signal);
    await cache.set(key, JSON.stringify(found), keptMs).catch(() => {});
    return found;
  }

  return {
    name: site.name,
    title: site.title,

    /** Clips before stills, particular words before general ones, the shot's shape before any other. */
    async *candidates(wanted, signal) {
      const offered = new Set<string>();
      const makeshift: FoundPicture[] = [];
      const { width, height, language } = wanted.request;
      for (const shape of [shapeOf(wanted), undefined]) {
        for (const words of queriesOf(wanted.request)) {
          for (const kind of kinds) {
            const found = await searchOnce({ words, kind, language, width, height, shape }, signal);
            const fresh = found.filter(({ id }) => !offered.has(id));
            for (const { id } of fresh) offered.add(id);
            const suiting = (wish: Suiting) => fresh.filter((picture) => suitingOf(picture, wanted) === wish);
            yield* suiting('asWanted');
            yield* suiting('soft');
            makeshift.push(...suiting('makeshift'));
          }
        }
        yield* makeshift.splice(0);
      }
    },

    async fileOf({ place, kind }, folder, signal) {
      const path = `${folder}/${kind === 'clip' ? 'clip.mp4' : 'still'}`;
      await download(place, path, signal);
      return path;
    },
  };
}

function shapeOf({ request: { width, height } }: WantedPicture): NonNullable<StockSearch['shape']> {
  if (Math.abs(width / height - 1) < 0.1) return 'square';
  return width > height ? 'landscape' : 'portrait';
}
