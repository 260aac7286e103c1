import type { VendorReply } from '../emulator.ts';
import { decline, forbid } from './google-error.ts';
import { oneFilter, pageOf } from './listing.ts';
import { endLooks, noteLook } from './looks.ts';
import { pollVideo } from './processing.ts';
import { startSession } from './upload-session.ts';
import { videoParts, videoResource } from './video-resource.ts';
import {
  categories,
  omittedOf,
  readFields,
  readLocalizations,
  readSnippet,
  readStatus,
  type VideoDraft,
} from './video-rules.ts';
import {
  type ApiRequest,
  etagOf,
  manageScopes,
  type Route,
  readScopes,
  uploadScopes,
  type Video,
  type World,
} from './world.ts';

const writable = ['snippet', 'status', 'localizations'];
const mostBytes = 256 * 1024 ** 3;

/** The video, which has to be the asker's own. */
export function ownVideo({ world, channel }: ApiRequest, id: unknown): Video {
  const video = world.videos.get(String(id));
  if (!video) throw decline(404, 'videoNotFound', 'The video that you are trying to access cannot be found.');
  if (video.channelId !== channel.id) throw decline(403, 'forbidden', 'The request might not be properly authorized.');
  return video;
}

/** A body's parts are those that `part` names. */
function readParts({ body, parts }: ApiRequest): Record<string, unknown> {
  const fields = readFields(body, 'video', [...videoParts, 'kind', 'etag']);
  const given = Object.keys(fields).filter((name) => !['kind', 'etag', 'id'].includes(name));
  const unexpected = given.find((name) => !parts.includes(name) || !writable.includes(name));
  if (unexpected) throw forbid(400, 'unexpectedPart', `'${unexpected}'`);
  return fields;
}

function noteOmitted({ world }: ApiRequest, operation: string, omitted: readonly string[]): void {
  if (world.settings.strict && omitted.length > 0) {
    world.violations.push(`${operation}: left to the vendor's defaults: ${omitted.join(', ')}`);
  }
}

function insert(request: ApiRequest): VendorReply {
  const { world, channel, headers, parts, query } = request;
  if (query.get('uploadType') !== 'resumable') throw forbid(400, 'badRequest', 'Uploads have to be resumable.');
  const size = Number(headers['x-upload-content-length']);
  const mediaType = String(headers['x-upload-content-type'] ?? '');
  if (!/^\d+$/.test(String(headers['x-upload-content-length'])) || size > mostBytes) {
    throw forbid(400, 'badRequest', 'X-Upload-Content-Length has to be the number of bytes.');
  }
  if (size === 0) throw forbid(400, 'mediaBodyRequired', 'The request does not include the video content.');
  if (!/^(video\/[\w.+-]+|application\/octet-stream)$/.test(mediaType)) {
    throw forbid(
      400,
      'badContent',
      `Media type '${mediaType}' is not supported. Valid media types: [video/*, application/octet-stream].`,
    );
  }
  const body = readParts(request);
  if (body.id !== undefined) throw forbid(400, 'badRequest', 'A new video has no id.');
  const snippet = readSnippet(body.snippet);
  const draft: VideoDraft = {
    snippet,
    status: readStatus(body.status, world.now()),
    ...(body.localizations !== undefined && {
      localizations: readLocalizations(body.localizations, snippet.defaultLanguage),
    }),
    omitted: omittedOf(body, ['snippet', 'status']),
  };
  if (channel.isStruck) throw decline(403, 'forbidden', 'The request might not be properly authorized.');
  if (channel.uploadsLeft !== undefined) {
    if (channel.uploadsLeft === 0) {
      throw decline(400, 'uploadLimitExceeded', 'The user has exceeded the number of videos they may upload.');
    }
    channel.uploadsLeft -= 1;
  }
  noteOmitted(request, 'videos.insert', draft.omitted);
  const session = startSession(world, channel, { draft, parts, size, mediaType });
  const target = new URL('/upload/youtube/v3/videos', world.url);
  target.search = new URLSearchParams({
    uploadType: 'resumable',
    part: parts.join(),
    upload_id: session.id,
  }).toString();
  return { headers: { location: target.href, 'x-guploader-uploadid': session.id }, bytes: Buffer.alloc(0) };
}

function list(request: ApiRequest): VendorReply {
  const { world, channel, query, parts } = request;
  oneFilter(query, ['id']);
  if (query.has('maxResults') || query.has('pageToken')) {
    throw forbid(400, 'incompatibleParameters', 'The request specifies parameters that cannot be used with id.');
  }
  const ids = (query.get('id') ?? '').split(',');
  if (ids.length > 50) throw forbid(400, 'invalidFilters', 'At most 50 ids.');
  const found = [...new Set(ids)].flatMap((id) => world.videos.get(id) ?? []);
  const seen = found.filter(({ channelId, status }) => channelId === channel.id || status.privacyStatus !== 'private');
  if (parts.includes('processingDetails') && seen.some(({ channelId }) => channelId !== channel.id)) {
    throw decline(403, 'forbidden', 'The request is not authorized to access the processing details of the video.');
  }
  if (parts.includes('status') || parts.includes('processingDetails')) seen.forEach(pollVideo);
  const items = seen.map((video) => videoResource(world, video, parts));
  const pageInfo = { totalResults: items.length, resultsPerPage: items.length };
  return { json: { kind: 'youtube#videoListResponse', etag: etagOf(items), items, pageInfo } };
}

/** Replaces each part that `part` names: what the body leaves out is gone. */
function update(request: ApiRequest): VendorReply {
  const { world, parts } = request;
  const body = readParts(request);
  if (typeof body.id !== 'string') throw forbid(400, 'missingRequiredParameter', 'The video has no id.');
  const video = ownVideo(request, body.id);
  const wasPublic = video.privacies.includes('public');
  const snippet = parts.includes('snippet') ? readSnippet(body.snippet, { mustHaveCategory: true }) : video.snippet;
  const status = parts.includes('status') ? readStatus(body.status, world.now(), { wasPublic }) : video.status;
  const localizations = readLocalizations(
    parts.includes('localizations') ? body.localizations : video.localizations,
    snippet.defaultLanguage,
  );
  const omitted = omittedOf(body, parts);
  noteOmitted(request, 'videos.update', omitted);
  if (parts.includes('status')) video.privacies.push(status.privacyStatus);
  Object.assign(video, { snippet, status, localizations, omitted: [...new Set([...video.omitted, ...omitted])] });
  noteLook(world, video);
  return { json: videoResource(world, video, parts) };
}

function remove(request: ApiRequest): VendorReply {
  const { world, query } = request;
  removeVideo(world, ownVideo(request, query.get('id')).id);
  return { status: 204 };
}

/** With all that belongs to it. What viewers saw of it is still known. */
export function removeVideo(world: World, id: string): void {
  endLooks(world, id);
  world.videos.delete(id);
  for (const track of world.captions.values()) if (track.videoId === id) world.captions.delete(track.id);
  for (const playlist of world.playlists.values()) {
    playlist.items = playlist.items.filter((item) => item.videoId !== id);
  }
}

function listCategories({ query }: ApiRequest): VendorReply {
  oneFilter(query, ['id', 'regionCode']);
  const wanted = query.get('id')?.split(',');
  const items = Object.entries(categories)
    .filter(([id]) => wanted?.includes(id) ?? true)
    .map(([id, title]) => {
      const snippet = { title, assignable: true, channelId: 'UCBR8-60-B28hp2BmDPdntcQ' };
      return { kind: 'youtube#videoCategory', etag: etagOf(snippet), id, snippet };
    });
  return {
    json: { kind: 'youtube#videoCategoryListResponse', ...pageOf(items, new URLSearchParams('maxResults=50')) },
  };
}

export const videoRoutes: readonly Route[] = [
  {
    operation: 'videos.insert',
    ...{ method: 'POST', path: '/upload/youtube/v3/videos', cost: 'insert', scopes: uploadScopes },
    parameters: ['uploadType', 'part', 'notifySubscribers'],
    parts: videoParts,
    answer: insert,
  },
  {
    operation: 'videos.list',
    ...{ method: 'GET', path: '/youtube/v3/videos', cost: 1, scopes: readScopes },
    parameters: ['part', 'id', 'maxResults', 'pageToken'],
    parts: videoParts,
    answer: list,
  },
  {
    operation: 'videos.update',
    ...{ method: 'PUT', path: '/youtube/v3/videos', cost: 50, scopes: manageScopes },
    parameters: ['part'],
    parts: videoParts,
    answer: update,
  },
  {
    operation: 'videos.delete',
    ...{ method: 'DELETE', path: '/youtube/v3/videos', cost: 50, scopes: manageScopes },
    parameters: ['id'],
    parts: [],
    answer: remove,
  },
  {
    operation: 'videoCategories.list',
    ...{ method: 'GET', path: '/youtube/v3/videoCategories', cost: 1, scopes: readScopes },
    parameters: ['part', 'id', 'regionCode', 'hl'],
    parts: ['id', 'snippet'],
    answer: listCategories,
  },
];
