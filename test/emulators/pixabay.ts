import { startEmulator, type VendorCall, VendorRefusal, type VendorReply } from './emulator.ts';
import { joinHosts, type StockEmulator } from './pexels.ts';
import {
  endlessLibrary,
  nameOf,
  orientationOf,
  placeOf,
  type StockItem,
  type StockLibrary,
  startMediaHost,
} from './stock-library.ts';

export const pixabayKey = '12345678-0123456789abcdef012345678';

const limits = { 'X-RateLimit-Limit': '100', 'X-RateLimit-Remaining': '93', 'X-RateLimit-Reset': '41' };
const ofBoth = [
  'key',
  'q',
  'lang',
  'id',
  'category',
  'min_width',
  'min_height',
  'editors_choice',
  'safesearch',
  'order',
];
const paging = ['page', 'per_page', 'callback', 'pretty'];
const known = {
  photo: new Set([...ofBoth, ...paging, 'image_type', 'orientation', 'colors']),
  video: new Set([...ofBoth, ...paging, 'video_type']),
};
const languages = /^(cs|da|de|en|es|fr|id|it|hu|nl|no|pl|pt|ro|sk|fi|sv|tr|vi|th|bg|ru|el|ja|ko|zh)$/;
const values: Record<string, RegExp> = {
  image_type: /^(all|photo|illustration|vector)$/,
  video_type: /^(all|film|animation)$/,
  orientation: /^(all|horizontal|vertical)$/,
  safesearch: /^(true|false)$/,
  order: /^(popular|latest)$/,
  lang: languages,
};

/** A sentence, in plain text. */
const errorOf = (status: number) => {
  if (status === 429) return '[ERROR 429] API rate limit exceeded';
  if (status === 400) return '[ERROR 400] Invalid or missing API key (https://pixabay.com/api/docs/).';
  return `[ERROR ${status}] Something went wrong.`;
};

function refuse(message: string): never {
  const bytes = Buffer.from(`[ERROR 400] ${message}`);
  throw new VendorRefusal({ status: 400, bytes, mediaType: 'text/plain', json: message });
}

/** Pixabay's searches of images and videos; files lie on a host of their own. */
export async function startPixabayEmulator({
  port,
  library = endlessLibrary,
}: {
  port?: number;
  library?: StockLibrary;
} = {}): Promise<StockEmulator> {
  const items = new Map<string, StockItem>();
  const media = await startMediaHost('pixabay-media', items);

  function search({ url }: Pick<VendorCall, 'url'>, kind: StockItem['kind']): VendorReply {
    const parameters = url.searchParams;
    for (const [name, value] of parameters) {
      if (!known[kind].has(name)) refuse(`"${name}" is unknown.`);
      if (values[name] && !values[name].test(value)) refuse(`"${name}" is invalid.`);
    }
    const query = parameters.get('q') ?? '';
    if (query.length > 100) refuse('"q" is out of valid range.');
    const [page, perPage] = [Number(parameters.get('page') ?? 1), Number(parameters.get('per_page') ?? 20)];
    if (!Number.isInteger(perPage) || perPage < 3 || perPage > 200) refuse('"per_page" is out of valid range.');
    const shapes = { horizontal: 'landscape', vertical: 'portrait' } as Record<string, string>;
    const shape = shapes[parameters.get('orientation') ?? ''];
    const found = library(query, kind).filter((item) => !shape || orientationOf(item) === shape);
    const shown = found.slice((page - 1) * perPage, page * perPage);
    for (const item of shown) items.set(nameOf(item), item);
    const hits = shown.map(kind === 'photo' ? image : video);
    return { headers: limits, json: { total: found.length, totalHits: Math.min(500, found.length), hits } };
  }

  const common = ({ id, author }: StockItem) => ({
    ...{ id, tags: 'a, b, c', views: 1000, downloads: 500, likes: 20, comments: 3, collections: 4 },
    ...{ user_id: id % 17, user: author, userImageURL: '' },
  });

  function image(item: StockItem): object {
    const { id, width, height } = item;
    const within = (side: number) => {
      const ratio = Math.min(1, side / width, side / height);
      return placeOf(media, item, { width: width * ratio, height: height * ratio });
    };
    return {
      ...common(item),
      pageURL: `https://pixabay.com/photos/photo-${id}/`,
      type: 'photo',
      ...{ previewURL: within(150), webformatURL: within(640), largeImageURL: within(1280) },
      ...{ imageWidth: width, imageHeight: height, imageSize: 1_234_567, isAiGenerated: false },
    };
  }

  function video(item: StockItem): object {
    const { id, width, height, seconds } = item;
    const file = (scale: number) => ({
      url: placeOf(media, item, { width: width * scale, height: height * scale }),
      ...{ width: width * scale, height: height * scale, size: 1_234_567, thumbnail: '' },
    });
    return {
      ...common(item),
      pageURL: `https://pixabay.com/videos/id-${id}/`,
      ...{ type: 'film', duration: seconds },
      videos: {
        large: { url: '', width: 0, height: 0, size: 0, thumbnail: '' },
        ...{ medium: file(1), small: file(0.75), tiny: file(0.5) },
      },
    };
  }

  const emulator = await startEmulator(
    {
      name: 'pixabay',
      errorOf,
      answer(call) {
        const { method, url } = call;
        if (url.searchParams.get('key') !== pixabayKey)
          refuse('Invalid or missing API key (https://pixabay.com/api/docs/).');
        if (method !== 'GET') refuse('Method not allowed.');
        if (url.pathname === '/api/') return search(call, 'photo');
        if (url.pathname === '/api/videos/') return search(call, 'video');
        throw new VendorRefusal({ status: 404, bytes: Buffer.from('[ERROR 404]'), mediaType: 'text/plain', json: 404 });
      },
    },
    port,
  );
  return joinHosts(emulator, media);
}
