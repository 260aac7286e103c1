import type { VendorReply } from '../emulator.ts';
import { decline, forbid } from './google-error.ts';
import { readImageHeader } from './image-header.ts';
import { noteLook } from './looks.ts';
import { isShort } from './processing.ts';
import { keepPicture } from './shown-thumbnails.ts';
import { thumbnailsOf } from './video-resource.ts';
import { ownVideo } from './videos.ts';
import { type ApiRequest, etagOf, type Route, uploadScopes } from './world.ts';

/** 1280×720, JPEG or PNG. */
function set(request: ApiRequest): VendorReply {
  const { world, query, media } = request;
  if (query.get('uploadType') !== 'media') throw forbid(400, 'badRequest', 'A thumbnail is uploaded as media.');
  if (!query.get('videoId')) throw forbid(400, 'missingRequiredParameter', 'Missing required parameter: videoId.');
  const video = ownVideo(request, query.get('videoId'));
  if (request.channel.isStruck) {
    throw decline(
      403,
      'forbidden',
      "The thumbnail can't be set for the specified video: the request might not be properly authorized.",
    );
  }
  if (!media || media.bytes.length === 0) {
    throw forbid(400, 'mediaBodyRequired', 'The request does not include the image content.');
  }
  const { bytes, mediaType } = media;
  const most = world.settings.thumbnailBytes;
  if (bytes.length > most) throw forbid(413, 'uploadTooLarge', `Media is too large. Limit: ${most}`);
  const header = readImageHeader(bytes);
  const isSaidRight = mediaType === 'application/octet-stream' || mediaType === header?.mediaType;
  if (!header || !isSaidRight || header.width !== 1280 || header.height !== 720) {
    throw forbid(400, 'invalidImage', 'The provided image content is invalid.');
  }
  if (isShort(video) && video.uploadStatus !== 'processed') {
    throw forbid(403, 'forbidden', "The thumbnail can't be set for the specified video before it is processed.");
  }
  video.thumbnail = keepPicture(world, bytes, header.mediaType);
  noteLook(world, video);
  const items = [thumbnailsOf(world, video)];
  return { json: { kind: 'youtube#thumbnailSetResponse', etag: etagOf(items), items } };
}

export const thumbnailRoutes: readonly Route[] = [
  {
    operation: 'thumbnails.set',
    ...{ method: 'POST', path: '/upload/youtube/v3/thumbnails/set', cost: 50, scopes: uploadScopes },
    parameters: ['uploadType', 'videoId'],
    parts: [],
    answer: set,
  },
];
