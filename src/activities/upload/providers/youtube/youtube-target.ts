import { metadataSchema } from '../../../../contracts/metadata.ts';
import type { Publication } from '../../../../contracts/publication.ts';
import type { RetractPublicationResult } from '../../../../contracts/stages.ts';
import type { ArtifactStore } from '../../../../infra/artifacts/artifact-store.ts';
import { inputKey } from '../../../../infra/artifacts/input-key.ts';
import type { Upload, Uploads } from '../../../../infra/database/uploads.ts';
import type { OpenChannel, OpenChannels } from '../../../../infra/youtube/open-channels.ts';
import { readRange } from '../../../../infra/youtube/read-range.ts';
import type { UploadSource } from '../../../../infra/youtube/resumable-upload.ts';
import type { YoutubeVideo } from '../../../../infra/youtube/youtube-videos.ts';
import { checkShape } from '../../../check-shape.ts';
import type { PublishRequest, PublishTarget } from '../provider.ts';
import { unitsOf } from './units.ts';
import { uploadOnce } from './upload-once.ts';
import { markedSnippetOf, statusOf } from './video-words.ts';
import { createYoutubePlatform } from './youtube-platform.ts';

export interface YoutubeOptions {
  channels: OpenChannels;
  uploads(): Promise<Uploads>;
  artifacts: ArtifactStore;
  /** How long a video that has just come whole may take to be listed. */
  settleMs?: number;
  now?: () => number;
}

const name = 'youtube';

/** YouTube. A film is uploaded as private, once; the stages of its publication follow (`platform`). */
export function createYoutubeTarget({
  channels,
  uploads,
  artifacts,
  settleMs = 20_000,
  now,
}: YoutubeOptions): PublishTarget {
  const open = ({ brief }: Pick<PublishRequest, 'brief'>, signal: AbortSignal) =>
    channels.open(brief.owner, brief.publish?.channel, signal);

  async function sourceOf({ video }: PublishRequest): Promise<UploadSource> {
    const path = await artifacts.localFile(video);
    const { bytes, mediaType } = video;
    return { bytes, mediaType, open: (from, end) => readRange(path, from, end) };
  }

  /** The video of an upload that is through; nothing when it is no longer there, or of no use. */
  async function livingVideo(channel: OpenChannel, videoId: string, signal: AbortSignal) {
    const video = await channel.api.video(videoId, signal);
    return video && !isDead(video) ? video : undefined;
  }

  async function publish(request: PublishRequest, call: Parameters<PublishTarget['publish']>[1]): Promise<Publication> {
    const { signal } = call;
    const channel = await open(request, signal);
    const records = await uploads();
    const upload = await records.claim(claimOf(request, channel));
    if (upload.videoId !== undefined) {
      // Asked for anew by a person, it may be gone; a try that goes on after a crash was here a moment ago.
      const isThere = call.attempt > 1 || (await livingVideo(channel, upload.videoId, signal));
      if (isThere) return publicationOf(channel, upload.videoId);
      await channel.api.deleteVideo(upload.videoId, signal);
      await records.startOver(upload.key, upload.videoId);
      Object.assign(upload, { videoId: undefined, session: undefined, confirmed: 0 });
    }
    // What would not fit as a whole is not begun: a film waits rather before its upload than half way.
    if (upload.session === undefined) await channel.quota.check({ uploads: 1, units: unitsOf(request) });
    const metadata = checkShape(metadataSchema, await artifacts.readJson(request.metadata), 'metadata', 'InvalidInput');
    const marker = markerOf(upload);
    const resource = {
      snippet: markedSnippetOf(metadata, marker),
      status: statusOf(metadata, request.brief, { privacyStatus: 'private' }),
    };
    const film = { upload, source: await sourceOf(request), resource, marker };
    return publicationOf(channel, await uploadOnce(film, { channel, uploads: records, settleMs }, call));
  }

  async function retractOne(upload: Upload, channel: OpenChannel, isDeleted: boolean, signal: AbortSignal) {
    const { api } = channel;
    const videoId = upload.videoId ?? (await finishedMeanwhile(upload, channel, signal));
    const video = videoId === undefined ? undefined : await api.video(videoId, signal);
    if (!video) return {};
    if (upload.videoId === undefined) await (await uploads()).finish(upload.key, video.id);
    if (isDeleted) {
      await api.deleteVideo(video.id, signal);
      return { note: `The film was deleted from YouTube: ${publicationOf(channel, video.id).url}` };
    }
    if (video.privacyStatus !== 'private' || video.publishAt !== undefined) {
      await api.updateVideo({ id: video.id, status: { ...asPrivate(video) } }, signal);
    }
    const publication = publicationOf(channel, video.id);
    return { note: `The film stays on YouTube, private: ${publication.url}`, publication };
  }

  /** A session whose last byte came through without our hearing of it has become a video. */
  async function finishedMeanwhile(
    upload: Upload,
    channel: OpenChannel,
    signal: AbortSignal,
  ): Promise<string | undefined> {
    if (upload.session === undefined) return undefined;
    const source = { bytes: upload.bytes, mediaType: 'video/mp4' };
    const state = await channel.upload.ask(upload.session, source, signal).catch(() => undefined);
    if (state && 'videoId' in state) return state.videoId;
    const latest = await channel.api.latestUploads(channel.uploadsPlaylist, 50, signal);
    return latest.find(({ description }) => description.includes(markerOf(upload)))?.videoId;
  }

  return {
    name,
    publish,

    async stands({ id }, request, signal) {
      const channel = await open(request, signal);
      return (await livingVideo(channel, id, signal)) !== undefined;
    },

    async retract({ pipelineId, brief }, signal): Promise<RetractPublicationResult> {
      const records = await uploads();
      const results: RetractPublicationResult[] = [];
      for (const upload of await records.retract(pipelineId)) {
        // Nothing was sent of it.
        if (upload.session === undefined && upload.videoId === undefined) continue;
        const owner = brief?.owner ?? 'local';
        const channel = await channels.open(owner, brief?.publish?.channel ?? upload.channelId, signal);
        results.push(await retractOne(upload, channel, brief?.publish?.onCancel === 'delete', signal));
      }
      return results.find(({ note }) => note !== undefined) ?? {};
    },

    platform: createYoutubePlatform({ open, artifacts, now }),
  };
}

/** The same film of the same run on the same channel is one upload, whatever else of the run was made anew. */
function claimOf({ pipelineId, video }: PublishRequest, { id: channelId }: OpenChannel) {
  const { sha256, bytes } = video;
  const key = inputKey('youtube-upload', { channelId, pipelineId, sha256 });
  return { key, pipelineId, target: name, channelId, sha256, bytes };
}

/** Stands in the description until title and description are written for good. */
function markerOf({ key }: Pick<Upload, 'key'>): string {
  return `[upload ${key.slice(-24)}]`;
}

function publicationOf({ id, title }: OpenChannel, videoId: string): Publication {
  return { target: name, id: videoId, url: `https://youtu.be/${videoId}`, privacy: 'private', channel: { id, title } };
}

function isDead({ uploadStatus }: YoutubeVideo): boolean {
  return ['failed', 'rejected', 'deleted'].includes(uploadStatus);
}

function asPrivate(video: YoutubeVideo) {
  const { license, embeddable, publicStatsViewable } = video;
  return {
    ...{ privacyStatus: 'private' as const, publishAt: undefined, license, embeddable, publicStatsViewable },
    selfDeclaredMadeForKids: video.selfDeclaredMadeForKids ?? false,
    containsSyntheticMedia: video.containsSyntheticMedia ?? false,
  };
}
