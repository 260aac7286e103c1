import { createHash } from 'node:crypto';
import type { VendorReply } from '../emulator.ts';
import { decline, forbid } from './google-error.ts';
import { subtitleFault } from './subtitle-syntax.ts';
import { readFields, readLanguage } from './video-rules.ts';
import { ownVideo } from './videos.ts';
import { type ApiRequest, type CaptionTrack, captionScopes, etagOf, type Route, timeOf } from './world.ts';

function insert(request: ApiRequest): VendorReply {
  const { world, query, body, media } = request;
  if (query.get('uploadType') !== 'multipart') throw forbid(400, 'badRequest', 'Captions are uploaded as multipart.');
  const { snippet, ...others } = readFields(body, 'caption', ['kind', 'etag', 'snippet']);
  if (Object.keys(others).some((name) => name === 'id')) throw forbid(400, 'badRequest', 'New captions have no id.');
  const fields = readFields(snippet, 'caption.snippet', ['videoId', 'language', 'name', 'isDraft']);
  const { videoId, name, isDraft = false } = fields;
  const language = readLanguage(fields.language, 'invalidMetadata');
  if (typeof name !== 'string' || typeof isDraft !== 'boolean') {
    throw forbid(400, 'invalidMetadata', 'The request contains invalid metadata values.');
  }
  if (name.length > 150) throw forbid(400, 'nameTooLong', 'A maximum of 150 characters is supported.');
  const video = ownVideo(request, videoId);
  if (!media || media.bytes.length === 0) throw forbid(400, 'contentRequired', 'The request has no captions.');
  const isThere = tracksOf(request, video.id).some((track) => track.language === language && track.name === name);
  if (isThere) {
    throw decline(
      409,
      'captionExists',
      'The specified video already has a caption track with the given language and name.',
    );
  }
  const text = media.bytes.toString('utf8');
  const fault = subtitleFault(text);
  // The vendor takes them in and finds out later; no test may overlook it.
  if (fault) world.violations.push(`captions.insert: ${language} '${name}' cannot be shown: ${fault}`);
  const track: CaptionTrack = {
    id: world.makeId('caption', 43),
    ...{ videoId: video.id, language, name, isDraft, text },
    status: fault ? 'failed' : 'serving',
    lastUpdated: timeOf(world),
    media: {
      sha256: createHash('sha256').update(media.bytes).digest('hex'),
      bytes: media.bytes.length,
      mediaType: media.mediaType,
    },
  };
  world.captions.set(track.id, track);
  return { json: captionResource(track, request.parts) };
}

const tracksOf = ({ world }: ApiRequest, videoId: string) =>
  [...world.captions.values()].filter((track) => track.videoId === videoId);

function list(request: ApiRequest): VendorReply {
  const { query, parts } = request;
  const videoId = query.get('videoId');
  if (!videoId) throw forbid(400, 'missingRequiredParameter', 'Missing required parameter: videoId.');
  const ids = query.get('id')?.split(',');
  const tracks = tracksOf(request, ownVideo(request, videoId).id).filter(({ id }) => ids?.includes(id) ?? true);
  const items = tracks.map((track) => captionResource(track, parts));
  return { json: { kind: 'youtube#captionListResponse', etag: etagOf(items), items } };
}

function captionResource({ id, videoId, lastUpdated, language, name, isDraft, status }: CaptionTrack, parts: string[]) {
  const snippet = {
    ...{ videoId, lastUpdated, trackKind: 'standard', language, name, audioTrackType: 'unknown' },
    ...{ isCC: false, isLarge: false, isEasyReader: false, isDraft, isAutoSynced: false, status },
    ...(status === 'failed' && { failureReason: 'unknownFormat' }),
  };
  const resource = { id, ...(parts.includes('snippet') && { snippet }) };
  return { kind: 'youtube#caption', etag: etagOf(resource), ...resource };
}

export const captionRoutes: readonly Route[] = [
  {
    operation: 'captions.insert',
    ...{ method: 'POST', path: '/upload/youtube/v3/captions', cost: 400, scopes: captionScopes },
    parameters: ['uploadType', 'part'],
    parts: ['id', 'snippet'],
    answer: insert,
  },
  {
    operation: 'captions.list',
    ...{ method: 'GET', path: '/youtube/v3/captions', cost: 50, scopes: captionScopes },
    parameters: ['part', 'videoId', 'id'],
    parts: ['id', 'snippet'],
    answer: list,
  },
];
