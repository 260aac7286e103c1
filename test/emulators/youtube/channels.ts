import type { VendorReply } from '../emulator.ts';
import { oneFilter, pageOf } from './listing.ts';
import { type ApiRequest, type Channel, etagOf, type Route, readScopes, uploadsPlaylistOf } from './world.ts';

function list(request: ApiRequest): VendorReply {
  const { world, channel, query } = request;
  oneFilter(query, ['mine', 'id', 'forHandle']);
  const ids = query.get('id')?.split(',');
  const handle = query.get('forHandle')?.replace(/^@?/, '@');
  const found = [...world.channels.values()].filter(
    (one) =>
      one.isSignedUp &&
      ((query.get('mine') === 'true' && one === channel) || ids?.includes(one.id) || one.handle === handle),
  );
  const { items, ...page } = pageOf(found, query, world.settings.pageSize);
  const shown = items.map((one) => channelResource(request, one));
  // Unlike other lists, this one has no `items` when it is empty.
  return { json: { kind: 'youtube#channelListResponse', ...page, ...(shown.length > 0 && { items: shown }) } };
}

function channelResource({ world, parts }: ApiRequest, channel: Channel) {
  const { id, title, handle } = channel;
  const videos = [...world.videos.values()].filter(({ channelId }) => channelId === id);
  const resource = {
    id,
    ...(parts.includes('snippet') && {
      snippet: {
        ...{ title, description: '', customUrl: handle, publishedAt: '2024-05-01T00:00:00Z', thumbnails: {} },
        localized: { title, description: '' },
      },
    }),
    ...(parts.includes('contentDetails') && {
      contentDetails: { relatedPlaylists: { likes: '', uploads: uploadsPlaylistOf(channel) } },
    }),
    ...(parts.includes('statistics') && {
      statistics: {
        viewCount: '0',
        subscriberCount: '0',
        hiddenSubscriberCount: false,
        videoCount: `${videos.length}`,
      },
    }),
    ...(parts.includes('status') && {
      status: { privacyStatus: 'public', isLinked: true, longUploadsStatus: 'allowed', madeForKids: false },
    }),
  };
  return { kind: 'youtube#channel', etag: etagOf(resource), ...resource };
}

export const channelRoutes: readonly Route[] = [
  {
    operation: 'channels.list',
    ...{ method: 'GET', path: '/youtube/v3/channels', cost: 1, scopes: readScopes },
    parameters: ['part', 'mine', 'id', 'forHandle', 'maxResults', 'pageToken'],
    parts: ['id', 'snippet', 'contentDetails', 'statistics', 'status'],
    answer: list,
  },
];
