import { type Emulator, startEmulator, type VendorCall, VendorRefusal, type VendorReply } from './emulator.ts';
import {
  endlessLibrary,
  nameOf,
  orientationOf,
  placeOf,
  type StockItem,
  type StockLibrary,
  startMediaHost,
} from './stock-library.ts';

export const pexelsKey = 'pexels-key-563492ad6f91700001000001';

const limits = { 'X-Ratelimit-Limit': '20000', 'X-Ratelimit-Remaining': '19684', 'X-Ratelimit-Reset': '1799999999' };
const known = new Set(['query', 'orientation', 'size', 'color', 'locale', 'page', 'per_page']);
const locales =
  /^(en-US|pt-BR|es-ES|ca-ES|de-DE|it-IT|fr-FR|sv-SE|id-ID|pl-PL|ja-JP|zh-TW|zh-CN|ko-KR|th-TH|nl-NL|hu-HU|vi-VN|cs-CZ|da-DK|fi-FI|uk-UA|el-GR|ro-RO|nb-NO|sk-SK|tr-TR|ru-RU)$/;

export interface StockEmulator extends Emulator {
  /** Where its files are. */
  readonly media: Emulator;
}

const errorOf = (status: number, code = status === 401 ? 'Unauthorized' : 'Error') => ({ status, code });

function refuse(status: number, code: string): never {
  throw new VendorRefusal({ status, json: errorOf(status, code) });
}

/** Pexels' searches of photos and videos; files lie on a host of their own. */
export async function startPexelsEmulator({
  port,
  library = endlessLibrary,
}: {
  port?: number;
  library?: StockLibrary;
} = {}): Promise<StockEmulator> {
  const items = new Map<string, StockItem>();
  const media = await startMediaHost('pexels-media', items);

  function search({ url }: Pick<VendorCall, 'url'>, kind: StockItem['kind']): VendorReply {
    const parameters = url.searchParams;
    const unknown = [...parameters.keys()].find((name) => !known.has(name));
    if (unknown) refuse(400, `unknown parameter ${unknown}`);
    const query = parameters.get('query')?.trim();
    if (!query) refuse(400, 'query is required');
    const orientation = parameters.get('orientation');
    if (orientation && !['landscape', 'portrait', 'square'].includes(orientation)) refuse(400, 'bad orientation');
    const size = parameters.get('size');
    if (size && !['large', 'medium', 'small'].includes(size)) refuse(400, 'bad size');
    const locale = parameters.get('locale');
    if (locale && !locales.test(locale)) refuse(400, 'bad locale');
    const [page, perPage] = [Number(parameters.get('page') ?? 1), Number(parameters.get('per_page') ?? 15)];
    if (!Number.isInteger(perPage) || perPage < 1 || perPage > 80) refuse(400, 'bad per_page');
    const found = library(query, kind).filter((item) => !orientation || orientationOf(item) === orientation);
    const shown = found.slice((page - 1) * perPage, page * perPage);
    for (const item of shown) items.set(nameOf(item), item);
    const about = { page, per_page: perPage, total_results: found.length };
    const list = kind === 'photo' ? { photos: shown.map(photo) } : { videos: shown.map(video) };
    return { headers: limits, json: { ...about, ...list, url: `https://www.pexels.com/search/${query}/` } };
  }

  function photo(item: StockItem): object {
    const { id, width, height, author } = item;
    const ratio = Math.min(1, 1880 / width, 1300 / height);
    const small = (share: number) => placeOf(media, item, { width: width * share, height: height * share });
    return {
      ...{ id, width, height, alt: `Photo ${id}`, avg_color: '#336699', liked: false },
      url: `https://www.pexels.com/photo/photo-${id}/`,
      ...{ photographer: author, photographer_url: 'https://www.pexels.com/@author', photographer_id: id % 17 },
      src: {
        ...{ original: small(1), large2x: small(ratio), large: small(ratio / 2), medium: small(0.15) },
        ...{ small: small(0.05), portrait: small(0.3), landscape: small(0.3), tiny: small(0.1) },
      },
    };
  }

  function video(item: StockItem): object {
    const { id, width, height, seconds, author } = item;
    const file = (scale: number, quality: string) => ({
      ...{ id: id * 10 + Math.round(scale * 4), quality, file_type: 'video/mp4', fps: 29.97, size: 1_234_567 },
      ...{ width: width * scale, height: height * scale },
      link: placeOf(media, item, { width: width * scale, height: height * scale }),
    });
    return {
      ...{ id, width, height, duration: seconds, full_res: null, tags: [], avg_color: null },
      url: `https://www.pexels.com/video/video-${id}/`,
      image: `https://images.pexels.com/videos/${id}/poster.jpeg`,
      user: { id: id % 17, name: author, url: 'https://www.pexels.com/@author' },
      video_files: [
        file(2, 'uhd'),
        file(1, 'hd'),
        { ...file(1, 'hls'), file_type: 'application/x-mpegURL', width: null, height: null, fps: null },
        file(0.5, 'sd'),
      ],
      video_pictures: [],
    };
  }

  const emulator = await startEmulator(
    {
      name: 'pexels',
      errorOf,
      answer(call) {
        const { method, headers, url } = call;
        if (headers.authorization !== pexelsKey) refuse(401, 'Unauthorized');
        if (method !== 'GET') refuse(405, 'Method not allowed');
        if (url.pathname === '/v1/search') return search(call, 'photo');
        if (url.pathname === '/videos/search') return search(call, 'video');
        return refuse(404, 'Not Found');
      },
    },
    port,
  );
  return joinHosts(emulator, media);
}

/** Two hosts that are reset and closed together. */
export function joinHosts(emulator: Emulator, media: Emulator): StockEmulator {
  return {
    ...emulator,
    media,
    reset() {
      emulator.reset();
      media.reset();
    },
    async close() {
      await Promise.all([emulator.close(), media.close()]);
    },
  };
}
