import { createHash } from 'node:crypto';
import type { VendorReply } from '../emulator.ts';
import type { Audience } from './audience.ts';
import type { Quota } from './quota.ts';
import type { UploadSession } from './upload-session.ts';
import type { VideoDraft } from './video-rules.ts';

/** What can be asked, by the names of the vendor's documentation; an upload's own requests apart. */
export type Operation =
  | ('videos.insert' | 'videos.list' | 'videos.update' | 'videos.delete' | 'videoCategories.list')
  | ('upload.put' | 'upload.status' | 'thumbnails.set' | 'captions.insert' | 'captions.list' | 'channels.list')
  | ('playlists.list' | 'playlists.insert' | 'playlistItems.list' | 'playlistItems.insert' | 'playlistItems.delete')
  | ('jobs.list' | 'jobs.create' | 'jobs.reports.list' | 'media.download' | 'reports.query' | 'pictures.get')
  | ('oauth.authorise' | 'oauth.token' | 'oauth.revoke' | 'unknown');

export interface Channel {
  id: string;
  title: string;
  handle: string;
  /** False: the account has no channel yet, which is answered with `youtubeSignupRequired`. */
  isSignedUp: boolean;
  /** Uploads it may still begin before `uploadLimitExceeded`; without a number, any. */
  uploadsLeft?: number;
  /** Under a strike: it may not upload, nor set thumbnails. */
  isStruck?: boolean;
}

export interface Media {
  sha256: string;
  bytes: number;
  mediaType: string;
}

/** What a film is, which a real service would find by itself. */
export interface FilmFacts {
  seconds: number;
  width: number;
  height: number;
}

/** What becomes of an upload in place of being processed. */
export type Spoilt = { uploadStatus: 'failed' | 'rejected'; reason: string };

export interface Video extends VideoDraft, FilmFacts {
  id: string;
  channelId: string;
  publishedAt: string;
  content: Media;
  /** Questions for its status that are still answered with `uploaded`. */
  pollsLeft: number;
  uploadStatus: 'uploaded' | 'processed' | Spoilt['uploadStatus'];
  reason?: string;
  spoilt?: Spoilt;
  thumbnail?: Media;
  /** Every privacy it ever had, in order: one that has to stay private until the end shows it here. */
  privacies: string[];
}

/** What viewers see of a video from a moment on. */
export interface Look {
  /** ms since 1970. */
  at: number;
  title: string;
  /** SHA-256 of the bytes as they were sent; none before the first that was set. */
  thumbnail?: string;
  privacy: string;
}

/** A video, there or gone, with all that viewers ever saw of it. */
export interface Shown {
  video: Video;
  looks: Look[];
  endedAt?: number;
}

/** What makes a report a day. */
export interface ReportingJob {
  id: string;
  channelId: string;
  reportTypeId: string;
  name: string;
  /** ms since 1970, and as it is shown. */
  createdAt: number;
  createTime: string;
}

export interface CaptionTrack {
  id: string;
  videoId: string;
  language: string;
  name: string;
  isDraft: boolean;
  status: 'serving' | 'failed';
  lastUpdated: string;
  media: Media;
  text: string;
}

export interface PlaylistItem {
  id: string;
  videoId: string;
  addedAt: string;
}

export interface Playlist {
  id: string;
  channelId: string;
  title: string;
  description: string;
  privacyStatus: string;
  publishedAt: string;
  items: PlaylistItem[];
}

/** How strict and how slow the service is. */
export interface Settings {
  /** Counts what is left to the vendor's defaults (privacy, disclosure, licence, category, language) as a violation. */
  strict: boolean;
  /** Questions for a video's status before it is processed. */
  processingPolls: number;
  /** A film whose bytes the channel has already is rejected. */
  rejectDuplicates: boolean;
  thumbnailBytes: number;
  sessionSeconds: number;
  /** Entries of a page at most, whatever is asked for. */
  pageSize: number;
  /** How fast a film's bytes are taken in; without a number, as fast as they come. */
  bytesPerSecond?: number;
  factsOf(film: { title: string } & Media): Partial<FilmFacts>;
  /** How long after a day's end its reach report is made. */
  reportDelayHours: number;
  /** How long after a job is made its first reports are. */
  firstReportHours: number;
  /** How long after a day's end analytics have it. */
  analyticsDelayHours: number;
  /** Reports have `2026-12-01` in place of `20261201`. */
  dashedDates: boolean;
  /** Figures come in columns of another order; reports have one more, all cells in quotes, and lines as Windows ends them. */
  oddColumns: boolean;
  /** Where reports are said to be; without one, here. */
  mediaRootUrl?: string;
}

/** Everything the service knows. */
export interface World {
  url: string;
  now(): number;
  settings: Settings;
  quota: Quota;
  channels: Map<string, Channel>;
  videos: Map<string, Video>;
  sessions: Map<string, UploadSession>;
  captions: Map<string, CaptionTrack>;
  playlists: Map<string, Playlist>;
  /** By video. */
  shown: Map<string, Shown>;
  /** Thumbnails as they were sent, by SHA-256. */
  pictures: Map<string, Buffer>;
  /** And as viewers get them. */
  rendered: Map<string, Promise<Buffer>>;
  jobs: Map<string, ReportingJob>;
  audience: Audience;
  /** What becomes of the next uploads, in order. */
  spoilt: Spoilt[];
  violations: string[];
  makeId(kind: string, length: number): string;
}

/** A call of the API by someone who may make it. */
export interface ApiRequest {
  world: World;
  channel: Channel;
  project: string;
  query: URLSearchParams;
  /** Of the `part` parameter. */
  parts: string[];
  headers: Record<string, string | string[] | undefined>;
  /** The JSON, or the JSON part of a multipart body. */
  body: unknown;
  media?: { bytes: Buffer; mediaType: string };
}

export interface Route {
  operation: Operation;
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: string;
  /** Units of the day's quota; `insert` is of the bucket of `videos.insert`. */
  cost: number | 'insert';
  /** Any of them will do. */
  scopes: readonly string[];
  parameters: readonly string[];
  /** What `part` may name; none where there is no such parameter. */
  parts: readonly string[];
  answer(request: ApiRequest): VendorReply;
}

/** A call of the APIs that tell how videos do. */
export interface FiguresRequest extends Pick<ApiRequest, 'world' | 'channel' | 'query' | 'body'> {
  /** What the address names. */
  path: string[];
}

export interface FiguresRoute extends Pick<Route, 'operation' | 'method' | 'parameters'> {
  path: RegExp;
  answer(request: FiguresRequest): VendorReply;
}

const scope = (name: string) => `https://www.googleapis.com/auth/${name}`;

export const manageScopes = ['youtube', 'youtube.force-ssl', 'youtubepartner'].map(scope);
export const uploadScopes = [...manageScopes, scope('youtube.upload')];
export const readScopes = [...manageScopes, scope('youtube.readonly')];
export const captionScopes = ['youtube.force-ssl', 'youtubepartner'].map(scope);

/** Names of things: always the same for the n-th of its kind. */
export function createIds(): World['makeId'] {
  const counts = new Map<string, number>();
  return (kind, length) => {
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    return createHash('sha256').update(`${kind}/${count}`).digest('base64url').slice(0, length);
  };
}

export const timeOf = (world: World): string => new Date(world.now()).toISOString().replace(/\.\d+Z$/, 'Z');

export const etagOf = (resource: unknown): string =>
  createHash('sha256').update(JSON.stringify(resource)).digest('base64url').slice(0, 27);

export const uploadsPlaylistOf = ({ id }: Pick<Channel, 'id'>): string => `UU${id.slice(2)}`;
