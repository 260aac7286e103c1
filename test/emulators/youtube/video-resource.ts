import { thumbnailSizes } from './shown-thumbnails.ts';
import { etagOf, type Video, type World } from './world.ts';

export const videoParts = [
  ...['id', 'snippet', 'status', 'contentDetails', 'processingDetails', 'localizations', 'statistics'],
];

/** Pictures of a video in the sizes there are. */
export function thumbnailsOf({ url }: World, { id, thumbnail }: Pick<Video, 'id' | 'thumbnail'>) {
  const pictures = Object.entries(thumbnailSizes).map(([name, [width, height]]) => [
    name,
    { url: `${url}/vi/${id}/${name}.jpg`, width, height },
  ]);
  return Object.fromEntries(thumbnail ? pictures : pictures.slice(0, 3)) as Record<string, unknown>;
}

/** `PT1M2S`. */
function durationOf(seconds: number): string {
  const whole = Math.max(1, Math.round(seconds));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  return `PT${hours ? `${hours}H` : ''}${minutes ? `${minutes}M` : ''}${rest ? `${rest}S` : ''}`;
}

function processingOf({ uploadStatus, reason, pollsLeft }: Video) {
  const isDone = uploadStatus === 'processed';
  const isFailed = uploadStatus === 'failed';
  const available = isDone ? 'available' : 'inProgress';
  return {
    processingStatus: isDone
      ? 'succeeded'
      : isFailed
        ? 'failed'
        : uploadStatus === 'rejected'
          ? 'terminated'
          : 'processing',
    ...(uploadStatus === 'uploaded' && {
      processingProgress: {
        partsTotal: '100',
        partsProcessed: `${Math.max(0, 90 - 30 * pollsLeft)}`,
        timeLeftMs: '60000',
      },
    }),
    ...(isFailed && { processingFailureReason: reason === 'codec' ? 'transcodeFailed' : 'other' }),
    fileDetailsAvailability: available,
    processingIssuesAvailability: available,
    tagSuggestionsAvailability: 'inProgress',
    editorSuggestionsAvailability: 'inProgress',
    thumbnailsAvailability: available,
  };
}

/** The video as the API shows it, of the parts that were asked for. */
export function videoResource(world: World, video: Video, parts: readonly string[]) {
  const { id, channelId, snippet, status, uploadStatus, reason } = video;
  const { title, description } = snippet;
  const hasCaptions = [...world.captions.values()].some((track) => track.videoId === id);
  const all: Record<string, unknown> = {
    snippet: {
      publishedAt: video.publishedAt,
      channelId,
      title,
      description,
      thumbnails: thumbnailsOf(world, video),
      channelTitle: world.channels.get(channelId)?.title,
      ...(snippet.tags.length > 0 && { tags: snippet.tags }),
      categoryId: snippet.categoryId,
      liveBroadcastContent: 'none',
      defaultLanguage: snippet.defaultLanguage,
      localized: { title, description },
      defaultAudioLanguage: snippet.defaultAudioLanguage,
    },
    status: {
      uploadStatus,
      ...(uploadStatus === 'failed' && { failureReason: reason }),
      ...(uploadStatus === 'rejected' && { rejectionReason: reason }),
      ...status,
      madeForKids: status.selfDeclaredMadeForKids ?? false,
    },
    contentDetails: {
      duration: uploadStatus === 'processed' ? durationOf(video.seconds) : 'P0D',
      dimension: '2d',
      definition: video.height >= 720 ? 'hd' : 'sd',
      caption: `${hasCaptions}`,
      licensedContent: false,
      contentRating: {},
      projection: 'rectangular',
      hasCustomThumbnail: video.thumbnail !== undefined,
    },
    processingDetails: processingOf(video),
    statistics: { viewCount: '0', likeCount: '0', dislikeCount: '0', favoriteCount: '0', commentCount: '0' },
    localizations: video.localizations,
  };
  const shown = Object.fromEntries(Object.entries(all).filter(([part]) => parts.includes(part)));
  const resource = { id, ...shown };
  return { kind: 'youtube#video', etag: etagOf(resource), ...resource };
}
