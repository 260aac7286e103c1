import { endOf, hourMs, startOf } from './pacific.ts';
import type { Look, Video, World } from './world.ts';

/** A stretch of a day on which viewers saw the same. */
export type LookStretch = Omit<Look, 'at'> & { hours: number };

/** Writes down what viewers see of a video from a moment on, where it is something else than before. */
export function noteLook(world: World, video: Video, at = world.now()): void {
  const { snippet, status, thumbnail } = video;
  const shown = world.shown.get(video.id) ?? { video, looks: [] };
  world.shown.set(video.id, shown);
  const last = shown.looks.at(-1);
  const look: Look = {
    ...{ at, title: snippet.title, privacy: status.privacyStatus },
    ...(thumbnail && { thumbnail: thumbnail.sha256 }),
  };
  const isSame = last?.title === look.title && last.thumbnail === look.thumbnail && last.privacy === look.privacy;
  if (!isSame) shown.looks.push(look);
}

/** The video is gone: nobody sees it any more. */
export function endLooks(world: World, videoId: string): void {
  const shown = world.shown.get(videoId);
  if (shown) shown.endedAt = world.now();
}

/** What viewers saw on a Pacific day, in order; nothing on days on which the video was not there. */
export function stretchesOf(world: World, videoId: string, day: string): LookStretch[] {
  const { looks = [], endedAt = Number.POSITIVE_INFINITY } = world.shown.get(videoId) ?? {};
  return looks.flatMap(({ at, ...look }, index) => {
    const from = Math.max(at, startOf(day));
    const to = Math.min(looks[index + 1]?.at ?? endedAt, endOf(day));
    return to > from ? [{ ...look, hours: (to - from) / hourMs }] : [];
  });
}
