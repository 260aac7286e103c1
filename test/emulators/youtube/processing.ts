import { noteLook } from './looks.ts';
import type { Media, Spoilt, Video, World } from './world.ts';

/** What becomes of a new upload in place of being processed. */
export function rejectionOf(world: World, channelId: string, { sha256 }: Media): Spoilt | undefined {
  const next = world.spoilt.shift();
  if (next || !world.settings.rejectDuplicates) return next;
  const isThere = [...world.videos.values()].some(
    (video) => video.channelId === channelId && video.content.sha256 === sha256,
  );
  return isThere ? { uploadStatus: 'rejected', reason: 'duplicate' } : undefined;
}

/** Someone asks for its status: processing is as far as that. */
export function pollVideo(video: Video): void {
  if (video.uploadStatus !== 'uploaded') return;
  if (video.pollsLeft > 0) {
    video.pollsLeft -= 1;
    return;
  }
  video.uploadStatus = video.spoilt?.uploadStatus ?? 'processed';
  video.reason = video.spoilt?.reason;
}

/** Videos whose time has come are public. */
export function publishDue(world: World): void {
  for (const video of world.videos.values()) {
    const { status, privacies } = video;
    const at = status.publishAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(status.publishAt);
    if (at > world.now()) continue;
    status.privacyStatus = 'public';
    status.publishAt = undefined;
    privacies.push('public');
    noteLook(world, video, at);
  }
}

/** Square or upright, and three minutes at most. */
export const isShort = ({ seconds, width, height }: Video): boolean => height >= width && seconds <= 180;
