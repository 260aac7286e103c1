import { Failure } from '../../../../contracts/failures.ts';
import { type Metadata, metadataSchema, translatedWordsSchema } from '../../../../contracts/metadata.ts';
import type { Publication } from '../../../../contracts/publication.ts';
import type { PublicationInput, Translation } from '../../../../contracts/stages.ts';
import type { ArtifactStore } from '../../../../infra/artifacts/artifact-store.ts';
import type { OpenChannel } from '../../../../infra/youtube/open-channels.ts';
import type { YoutubeTexts, YoutubeVideo } from '../../../../infra/youtube/youtube-videos.ts';
import { checkShape } from '../../../check-shape.ts';
import type { Platform, PublishRequest } from '../provider.ts';
import { addToPlaylists } from './playlists.ts';
import { snippetOf, statusOf } from './video-words.ts';

interface PlatformOptions {
  open(request: Pick<PublishRequest, 'brief'>, signal: AbortSignal): Promise<OpenChannel>;
  artifacts: ArtifactStore;
  now?: () => number;
}

// A film that is to appear so soon appears now: YouTube refuses times that have passed.
const soonMs = 60_000;
// Enough for the hundred earlier films that a new one is compared with.
const earlierFilms = 100;

/** The stages of a publication on YouTube, after the upload. */
export function createYoutubePlatform({ open, artifacts, now = Date.now }: PlatformOptions): Platform {
  async function videoOf(input: PublicationInput, channel: OpenChannel, signal: AbortSignal): Promise<YoutubeVideo> {
    const { id, url } = input.publication;
    const video = await channel.api.video(id, signal);
    if (video) return video;
    throw new Failure(
      'UploadRejected',
      `the film is no longer on YouTube (${url}): somebody removed it; a retry of the step uploads it again`,
    );
  }

  async function metadataOf({ metadata }: PublicationInput) {
    return checkShape(metadataSchema, await artifacts.readJson(metadata), 'metadata', 'InvalidInput');
  }

  async function localizationsOf(
    translations: readonly Translation[],
    metadata: Metadata,
  ): Promise<Record<string, YoutubeTexts>> {
    const texts = translations.map(async ({ language, words: ref }): Promise<[string, YoutubeTexts]> => {
      const words = checkShape(translatedWordsSchema, await artifacts.readJson(ref), 'translation', 'InvalidInput');
      const { title, description } = snippetOf({ ...metadata, ...words, language });
      return [language, { title, description }];
    });
    return Object.fromEntries(await Promise.all(texts));
  }

  return {
    async processing(input, signal) {
      const video = await videoOf(input, await open(input, signal), signal);
      const { uploadStatus, failureReason, rejectionReason, processing } = video;
      if (uploadStatus === 'processed') return { isReady: true };
      if (uploadStatus !== 'uploaded') {
        const reason = rejectionReason ?? failureReason ?? uploadStatus;
        const where = `${input.publication.url}`;
        throw new Failure('UploadRejected', `YouTube has ${uploadStatus} the film ${where}: ${reason}`);
      }
      const { partsProcessed, partsTotal } = processing ?? {};
      const share = partsTotal ? Math.min(1, (partsProcessed ?? 0) / partsTotal) : undefined;
      return { isReady: false, share };
    },

    async setThumbnail(input, signal) {
      const [first] = input.thumbnails;
      if (!first) return {};
      const { mediaType } = first.image;
      if (!['image/jpeg', 'image/png'].includes(mediaType)) {
        throw new Failure('InvalidInput', `YouTube takes thumbnails as JPEG or PNG, not ${mediaType}: convert it`);
      }
      const { api } = await open(input, signal);
      const bytes = await artifacts.readBytes(first.image);
      try {
        await api.setThumbnail(input.publication.id, { bytes, mediaType }, signal);
        return {};
      } catch (error) {
        if (!(error instanceof Failure) || error.type !== 'NotAllowed') throw error;
        return {
          note: 'YouTube lets this channel set no thumbnails: verify it at https://www.youtube.com/verify, then set it by hand.',
        };
      }
    },

    async addCaptions(input, signal) {
      const { api } = await open(input, signal);
      const { captions, language = (await metadataOf(input)).language } = input;
      const file = { bytes: await artifacts.readBytes(captions), mediaType: captions.mediaType };
      await api.addCaptions(input.publication.id, { language, name: '', ...file }, signal);
      return {};
    },

    async addToPlaylists(input, signal) {
      await addToPlaylists((await open(input, signal)).api, input, signal);
      return {};
    },

    async describe(input, signal) {
      const channel = await open(input, signal);
      await videoOf(input, channel, signal);
      const metadata = await metadataOf(input);
      const { translations = [] } = input;
      const localizations = translations.length > 0 ? await localizationsOf(translations, metadata) : undefined;
      const update = { id: input.publication.id, snippet: snippetOf(metadata), localizations };
      await channel.api.updateVideo(update, signal);
      return {};
    },

    async release(input, signal) {
      const channel = await open(input, signal);
      const video = await videoOf(input, channel, signal);
      const { publish } = input.brief;
      const publishAt = publish?.publishAt;
      const isScheduled = publishAt !== undefined && Date.parse(publishAt) > now() + soonMs;
      const wanted = isScheduled
        ? { privacyStatus: 'private' as const, publishAt: new Date(publishAt).toISOString() }
        : { privacyStatus: publish?.privacy ?? (publishAt === undefined ? 'private' : 'public'), publishAt: undefined };
      const status = statusOf(await metadataOf(input), input.brief, wanted);
      if (!isAsWanted(video, status)) await channel.api.updateVideo({ id: video.id, status }, signal);
      const { publishAt: _, ...publication } = input.publication;
      const { privacyStatus: privacy } = wanted;
      return {
        publication: { ...publication, privacy, ...(isScheduled && { publishAt: wanted.publishAt }) },
        ...(publishAt !== undefined &&
          !isScheduled && { note: `Its time, ${publishAt}, had passed: it is public now.` }),
      };
    },

    async checkRelease(input, signal) {
      const video = await videoOf(input, await open(input, signal), signal);
      const { publishAt, ...publication } = input.publication;
      const seen: Publication = { ...publication, privacy: video.privacyStatus };
      if (video.privacyStatus !== 'private') return { publication: seen };
      if (video.publishAt === undefined) {
        return { publication: seen, note: 'It was taken off its schedule on YouTube, and is private.' };
      }
      if (Date.parse(video.publishAt) > now() + soonMs) {
        return { publication: { ...seen, publishAt: video.publishAt }, note: `Its time was changed on YouTube.` };
      }
      throw new Failure('ProviderUnavailable', `YouTube has not published the film at its time, ${publishAt}, yet`);
    },

    async earlierFilms(input, signal) {
      const { id: channelId, api, uploadsPlaylist } = await open(input, signal);
      const uploads = await api.latestUploads(uploadsPlaylist, earlierFilms, signal);
      const films = uploads.map(({ videoId, title, description, publishedAt }) => ({
        ...{ id: videoId, title, description, publishedAt },
      }));
      return { channelId, films };
    },
  };
}

/** Setting what is set already would cost units for nothing. */
function isAsWanted(video: YoutubeVideo, status: ReturnType<typeof statusOf>): boolean {
  const time = (text?: string) => (text === undefined ? undefined : Date.parse(text));
  const { publishAt, ...others } = status;
  const isSame = (name: keyof typeof others) => video[name] === others[name];
  return time(video.publishAt) === time(publishAt) && (Object.keys(others) as (keyof typeof others)[]).every(isSame);
}
