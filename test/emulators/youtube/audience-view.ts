import { type AudienceFigures, type AudienceOf, correctFigures } from './audience.ts';
import { readImageHeader } from './image-header.ts';
import { noteLook } from './looks.ts';
import { publishDue } from './processing.ts';
import { keepPicture } from './shown-thumbnails.ts';
import { removeVideo } from './videos.ts';
import type { Channel, Look, Video, World } from './world.ts';

/** What viewers see and do, and what people and the vendor do behind the client's back. */
export interface AudienceView {
  /** What viewers saw of a video, each change with its time, also when it is gone. */
  looksOf(videoId: string): Look[];
  /** Who watches from now on, of days before too; nobody when left out. */
  audience(ask?: AudienceOf): void;
  /** YouTube learns better of a day: analytics say so at once, and reporting makes a new report of it. */
  correct(videoId: string, day: string, figures: Partial<AudienceFigures>): void;
  /** As somebody does it on YouTube's own pages. */
  readonly byHand: {
    setTitle(videoId: string, title: string): void;
    /** JPEG or PNG. */
    setThumbnail(videoId: string, bytes: Buffer): void;
    setPrivacy(videoId: string, privacy: 'private' | 'public' | 'unlisted'): void;
    remove(videoId: string): void;
  };
  /** The first channel is under a strike: it may not upload, nor set thumbnails. */
  strike(isOn: boolean): void;
}

export function viewAudience(world: World, channel: Channel): AudienceView {
  function change(videoId: string, how: (video: Video) => void): void {
    publishDue(world);
    const video = world.videos.get(videoId);
    if (!video) throw new Error(`there is no video ${videoId}`);
    how(video);
    noteLook(world, video);
  }

  return {
    looksOf(videoId) {
      publishDue(world);
      return structuredClone(world.shown.get(videoId)?.looks ?? []);
    },
    audience(ask) {
      world.audience.ask = ask;
      world.audience.known.clear();
    },
    correct: (videoId, day, figures) => correctFigures(world, { videoId, day, figures }),
    byHand: {
      setTitle: (id, title) =>
        change(id, (video) => {
          video.snippet = { ...video.snippet, title };
        }),
      setThumbnail: (id, bytes) =>
        change(id, (video) => {
          const header = readImageHeader(bytes);
          if (!header) throw new Error('a thumbnail is a JPEG or a PNG');
          video.thumbnail = keepPicture(world, bytes, header.mediaType);
        }),
      setPrivacy: (id, privacyStatus) =>
        change(id, (video) => {
          video.status = { ...video.status, privacyStatus, publishAt: undefined };
          video.privacies.push(privacyStatus);
        }),
      remove(id) {
        change(id, () => undefined);
        removeVideo(world, id);
      },
    },
    strike(isOn) {
      channel.isStruck = isOn;
    },
  };
}
