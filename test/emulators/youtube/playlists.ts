import type { VendorReply } from '../emulator.ts';
import { decline, forbid } from './google-error.ts';
import { oneFilter, pageOf } from './listing.ts';
import { readDescription, readFields, readTitle } from './video-rules.ts';
import { type ApiRequest, etagOf, manageScopes, type Playlist, type Route, readScopes, timeOf } from './world.ts';

const parts = ['id', 'snippet', 'status', 'contentDetails'];
const privacies = ['private', 'public', 'unlisted'];

/** A playlist someone made, which the asker may see. */
export function findPlaylist({ world, channel }: ApiRequest, id: unknown): Playlist {
  const playlist = world.playlists.get(String(id));
  const isSeen = playlist && (playlist.channelId === channel.id || playlist.privacyStatus !== 'private');
  if (!isSeen) throw decline(404, 'playlistNotFound', 'The playlist identified with the request cannot be found.');
  return playlist;
}

function list(request: ApiRequest): VendorReply {
  const { world, channel, query } = request;
  oneFilter(query, ['mine', 'id', 'channelId']);
  const ids = query.get('id')?.split(',');
  const owner = query.get('mine') === 'true' ? channel.id : query.get('channelId');
  const found = [...world.playlists.values()].filter(
    ({ id, channelId, privacyStatus }) =>
      (ids ? ids.includes(id) : channelId === owner) && (channelId === channel.id || privacyStatus === 'public'),
  );
  const page = pageOf(found, query, world.settings.pageSize);
  const items = page.items.map((playlist) => playlistResource(request, playlist));
  return { json: { kind: 'youtube#playlistListResponse', ...page, items } };
}

function insert(request: ApiRequest): VendorReply {
  const { world, channel, body } = request;
  const fields = readFields(body, 'playlist', ['kind', 'etag', 'snippet', 'status']);
  const unexpected = ['snippet', 'status'].find((name) => fields[name] !== undefined && !request.parts.includes(name));
  if (unexpected) throw forbid(400, 'unexpectedPart', `'${unexpected}'`);
  const snippet = readFields(fields.snippet ?? {}, 'playlist.snippet', ['title', 'description', 'defaultLanguage']);
  if (snippet.title === undefined) throw forbid(400, 'playlistTitleRequired', 'The request must specify a title.');
  const { privacyStatus = 'public' } = readFields(fields.status ?? {}, 'playlist.status', ['privacyStatus']);
  if (!privacies.includes(privacyStatus as string)) throw forbid(400, 'badRequest', 'The privacy is not valid.');
  const playlist: Playlist = {
    id: `PL${world.makeId('playlist', 32)}`,
    channelId: channel.id,
    title: readTitle(snippet.title, 'invalidPlaylistSnippet', 150),
    description: readDescription(snippet.description, 'invalidPlaylistSnippet'),
    privacyStatus: privacyStatus as string,
    publishedAt: timeOf(world),
    items: [],
  };
  world.playlists.set(playlist.id, playlist);
  return { json: playlistResource(request, playlist) };
}

function playlistResource({ world, parts: wanted }: ApiRequest, playlist: Playlist) {
  const { id, channelId, title, description, privacyStatus, publishedAt, items } = playlist;
  const resource = {
    id,
    ...(wanted.includes('snippet') && {
      snippet: {
        ...{ publishedAt, channelId, title, description, thumbnails: {}, localized: { title, description } },
        channelTitle: world.channels.get(channelId)?.title,
      },
    }),
    ...(wanted.includes('status') && { status: { privacyStatus } }),
    ...(wanted.includes('contentDetails') && { contentDetails: { itemCount: items.length } }),
  };
  return { kind: 'youtube#playlist', etag: etagOf(resource), ...resource };
}

export const playlistRoutes: readonly Route[] = [
  {
    operation: 'playlists.list',
    ...{ method: 'GET', path: '/youtube/v3/playlists', cost: 1, scopes: readScopes },
    parameters: ['part', 'mine', 'id', 'channelId', 'maxResults', 'pageToken'],
    parts,
    answer: list,
  },
  {
    operation: 'playlists.insert',
    ...{ method: 'POST', path: '/youtube/v3/playlists', cost: 50, scopes: manageScopes },
    parameters: ['part'],
    parts,
    answer: insert,
  },
];
