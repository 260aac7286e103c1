import { LRUCache } from 'lru-cache';
import type { AbTestSubject } from '../../../contracts/ab-test-run.ts';
import type { ArtifactRef } from '../../../contracts/artifact.ts';
import { Failure } from '../../../contracts/failures.ts';
import type { VariantId } from '../../../contracts/variant-ids.ts';
import { likestPicture, type SmallPicture, shrinkPicture } from '../../../engines/pictures/likest-picture.ts';
import type { ArtifactStore } from '../../../infra/artifacts/artifact-store.ts';
import { AnsweredFailure } from '../../../infra/vendors/answer-failure.ts';
import type { OpenChannel, OpenChannels } from '../../../infra/youtube/open-channels.ts';
import type { YoutubeVideo } from '../../../infra/youtube/youtube-videos.ts';
import type { TestPlatform } from './provider.ts';

const name = 'youtube';

interface YoutubeOptions {
  channels: OpenChannels;
  artifacts: ArtifactStore;
}

/**
 * YouTube, by its public API: its own test of thumbnails has none. The thumbnail is compared as viewers see it, as YouTube makes
 * another file of every picture it is given.
 */
export function createYoutubePlatform({ channels, artifacts }: YoutubeOptions): TestPlatform {
  // A few kilobytes each, of what is looked at every day.
  const small = new LRUCache<string, Promise<SmallPicture>>({ max: 500 });

  function smallOf(picture: ArtifactRef): Promise<SmallPicture> {
    const known = small.get(picture.sha256);
    if (known) return known;
    const made = artifacts.readBytes(picture).then(shrinkPicture);
    small.set(picture.sha256, made);
    made.catch(() => small.delete(picture.sha256));
    return made;
  }

  const open = ({ owner, video }: AbTestSubject, signal: AbortSignal) => channels.open(owner, video.channel, signal);

  async function ownVideo(channel: OpenChannel, { video }: AbTestSubject, signal: AbortSignal) {
    const found = await channel.api.video(video.id, signal).catch((error: unknown) => {
      // How a video is processed is told to its owner alone: of somebody else's, YouTube tells nothing for it.
      if (error instanceof AnsweredFailure && error.status === 403 && error.code === 'forbidden') return undefined;
      throw error;
    });
    return found?.channelId === channel.id ? found : undefined;
  }

  async function variantOf(
    found: YoutubeVideo,
    { variants }: AbTestSubject,
    { api }: OpenChannel,
    signal: AbortSignal,
  ): Promise<VariantId | undefined> {
    const titled = variants.filter(({ title }) => title === undefined || title === found.title);
    const [first] = titled;
    if (!first?.thumbnail) return first?.id;
    // All are compared: one that is nearly the same as another is told by which of the two it is nearer to.
    const pictures = await Promise.all(variants.flatMap(({ thumbnail }) => (thumbnail ? [smallOf(thumbnail)] : [])));
    const likest = likestPicture(await shrinkPicture(await api.shownThumbnail(found, signal)), pictures);
    // Titles may be all that sets some of them apart: the picture is then of several.
    const picture = variants[likest ?? -1]?.thumbnail?.sha256;
    return titled.find(({ thumbnail }) => thumbnail?.sha256 === picture)?.id;
  }

  return {
    name,
    channelOf: async (subject, signal) => (await open(subject, signal)).id,

    async look(subject, signal) {
      const channel = await open(subject, signal);
      const found = await ownVideo(channel, subject, signal);
      if (!found) return undefined;
      const variant = await variantOf(found, subject, channel, signal);
      return { title: found.title, privacy: found.privacyStatus, variant };
    },

    async show(subject, { title, thumbnail }, signal) {
      const channel = await open(subject, signal);
      const { id } = subject.video;
      const found = await ownVideo(channel, subject, signal);
      if (!found) throw new Failure('NotFound', `the video ${id} is not on the channel ${channel.title}`);
      if (title !== undefined && title !== found.title) {
        await channel.api.updateVideo({ id, snippet: { ...snippetOf(found), title } }, signal);
      }
      if (!thumbnail) return;
      const bytes = await artifacts.readBytes(thumbnail);
      try {
        await channel.api.setThumbnail(id, { bytes, mediaType: thumbnail.mediaType }, signal);
      } catch (error) {
        if (!(error instanceof Failure) || error.type !== 'NotAllowed') throw error;
        const reason =
          'YouTube lets this channel set no thumbnails: look in YouTube Studio for a strike, or verify the channel at https://www.youtube.com/verify';
        throw new Failure('NotAllowed', reason, { cause: error });
      }
    },

    async figures(subject, period, signal) {
      const { figures } = await open(subject, signal);
      const { days, reportedUntil } = await figures.since(subject.video.id, period, signal);
      return { days, learnedUntil: reportedUntil };
    },
  };
}

/** All of it: what is left out of a part is deleted. */
function snippetOf({ title, description, tags, categoryId, defaultLanguage, defaultAudioLanguage }: YoutubeVideo) {
  return { title, description, tags, categoryId, defaultLanguage, defaultAudioLanguage };
}
