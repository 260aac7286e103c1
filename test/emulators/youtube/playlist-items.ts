import type { VendorReply } from '../emulator.ts';
import { decline, forbid } from './google-error.ts';
import { oneFilter, pageOf } from './listing.ts';
import { findPlaylist } from './playlists.ts';
import { thumbnailsOf } from './video-resource.ts';
import { readFields } from './video-rules.ts';
import {
  type ApiRequest,
  etagOf,
  manageScopes,
  type PlaylistItem,
  type Route,
  readScopes,
  timeOf,
  uploadsPlaylistOf,
} from './world.ts';

interface Place {
  playlistId: string;
  channelId: string;
  items: PlaylistItem[];
}

/** A playlist by its id; a channel's uploads are one too, the newest first. */
function findPlace(request: ApiRequest, id: string): Place {
  const { world, channel } = request;
  const owner = [...world.channels.values()].find((one) => uploadsPlaylistOf(one) === id);
  if (!owner) return { playlistId: id, ...findPlaylist(request, id) };
  const items = [...world.videos.values()]
    .filter(
      ({ channelId, status }) => channelId === owner.id && (owner === channel || status.privacyStatus === 'public'),
    )
    .map((video) => ({ id: `UU${video.id}`, videoId: video.id, addedAt: video.publishedAt }))
    .reverse();
  return { playlistId: id, channelId: owner.id, items };
}

function list(request: ApiRequest): VendorReply {
  const { world, query } = request;
  oneFilter(query, ['playlistId', 'id']);
  const ids = query.get('id')?.split(',');
  const places = ids
    ? [...world.playlists.values()].map((playlist) => ({ playlistId: playlist.id, ...playlist }))
    : [findPlace(request, query.get('playlistId') ?? '')];
  const videoId = query.get('videoId');
  const found = places.flatMap((place) =>
    place.items
      .map((item, position) => ({ place, item, position }))
      .filter(({ item }) => (ids?.includes(item.id) ?? true) && (videoId === null || item.videoId === videoId)),
  );
  const page = pageOf(found, query, world.settings.pageSize);
  const items = page.items.map(({ place, item, position }) => itemResource(request, place, item, position));
  return { json: { kind: 'youtube#playlistItemListResponse', ...page, items } };
}

function itemResource(
  { world, parts }: ApiRequest,
  place: Place,
  { id, videoId, addedAt }: PlaylistItem,
  position: number,
) {
  const video = world.videos.get(videoId);
  const { title, description } = video?.snippet ?? { title: 'Deleted video', description: '' };
  const channelTitle = world.channels.get(place.channelId)?.title;
  const isPublic = video?.status.privacyStatus === 'public';
  const resource = {
    id,
    ...(parts.includes('snippet') && {
      snippet: {
        ...{ publishedAt: addedAt, channelId: place.channelId, title, description, channelTitle },
        thumbnails: video ? thumbnailsOf(world, video) : {},
        ...{ playlistId: place.playlistId, position, resourceId: { kind: 'youtube#video', videoId } },
        ...{ videoOwnerChannelTitle: channelTitle, videoOwnerChannelId: video?.channelId },
      },
    }),
    ...(parts.includes('contentDetails') && {
      contentDetails: { videoId, ...(isPublic && { videoPublishedAt: video.publishedAt }) },
    }),
    ...(parts.includes('status') && { status: { privacyStatus: video?.status.privacyStatus } }),
  };
  return { kind: 'youtube#playlistItem', etag: etagOf(resource), ...resource };
}

/** The same video may be in a playlist twice, as with the vendor. */
function insert(request: ApiRequest): VendorReply {
  const { world, channel, body } = request;
  const fields = readFields(body, 'playlistItem', ['kind', 'etag', 'snippet']);
  const snippet = readFields(fields.snippet ?? {}, 'playlistItem.snippet', ['playlistId', 'resourceId', 'position']);
  if (typeof snippet.playlistId !== 'string') throw forbid(400, 'playlistIdRequired', 'The request has no playlist.');
  const resource = readFields(snippet.resourceId ?? {}, 'playlistItem.snippet.resourceId', ['kind', 'videoId']);
  if (resource.kind !== 'youtube#video' || typeof resource.videoId !== 'string') {
    throw forbid(400, 'resourceIdRequired', 'The request has no resourceId of a video.');
  }
  if (snippet.playlistId === uploadsPlaylistOf(channel)) {
    throw forbid(403, 'playlistItemsNotAccessible', 'The uploads of a channel cannot be changed.');
  }
  const playlist = findPlaylist(request, snippet.playlistId);
  if (playlist.channelId !== channel.id) throw decline(403, 'forbidden', 'The playlist is another channel’s.');
  const { position = playlist.items.length } = snippet as { position?: number };
  if (!Number.isInteger(position) || position < 0 || position > playlist.items.length) {
    throw forbid(400, 'invalidPlaylistItemPosition', 'The position is not valid.');
  }
  const video = world.videos.get(resource.videoId);
  if (!video || (video.channelId !== channel.id && video.status.privacyStatus === 'private')) {
    throw decline(404, 'videoNotFound', 'The video that you are trying to add to the playlist cannot be found.');
  }
  const item = { id: `PLI${world.makeId('playlist item', 40)}`, videoId: video.id, addedAt: timeOf(world) };
  playlist.items.splice(position, 0, item);
  return { json: itemResource(request, { playlistId: playlist.id, ...playlist }, item, position) };
}

function remove({ world, channel, query }: ApiRequest): VendorReply {
  const id = query.get('id');
  const playlist = [...world.playlists.values()].find(({ items }) => items.some((item) => item.id === id));
  if (!playlist) throw decline(404, 'playlistItemNotFound', 'The playlist item cannot be found.');
  if (playlist.channelId !== channel.id) throw decline(403, 'forbidden', 'The playlist is another channel’s.');
  playlist.items = playlist.items.filter((item) => item.id !== id);
  return { status: 204 };
}

const parts = ['id', 'snippet', 'contentDetails', 'status'];

export const playlistItemRoutes: readonly Route[] = [
  {
    operation: 'playlistItems.list',
    ...{ method: 'GET', path: '/youtube/v3/playlistItems', cost: 1, scopes: readScopes },
    parameters: ['part', 'playlistId', 'id', 'videoId', 'maxResults', 'pageToken'],
    parts,
    answer: list,
  },
  {
    operation: 'playlistItems.insert',
    ...{ method: 'POST', path: '/youtube/v3/playlistItems', cost: 50, scopes: manageScopes },
    parameters: ['part'],
    parts,
    answer: insert,
  },
  {
    operation: 'playlistItems.delete',
    ...{ method: 'DELETE', path: '/youtube/v3/playlistItems', cost: 50, scopes: manageScopes },
    parameters: ['id'],
    parts: [],
    answer: remove,
  },
];
