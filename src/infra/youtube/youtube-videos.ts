import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { Failure } from '../../contracts/failures.ts';
import { licences, type Privacy, privacies } from '../../contracts/publishing.ts';
import { AnsweredFailure } from '../vendors/answer-failure.ts';
import { createDownload } from '../vendors/download.ts';
import { itemsOf, type YoutubeClient } from './youtube-client.ts';

const localizationSchema = z.object({ title: z.string(), description: z.string().default('') });
// Written as text: it is an unsigned 64-bit number.
const count = z.coerce.number().optional();
// 320×180 is enough to tell pictures apart, every video has it, and unlike those of 4:3 it has no bars.
const thumbnailSizes = ['medium', 'high', 'standard', 'maxres', 'default'];

/** https://developers.google.com/youtube/v3/docs/videos */
const videoSchema = z
  .object({
    id: z.string(),
    snippet: z.object({
      channelId: z.string(),
      title: z.string(),
      description: z.string().default(''),
      thumbnails: z.record(z.string(), z.object({ url: z.string() })).default({}),
      tags: z.array(z.string()).default([]),
      categoryId: z.string(),
      defaultLanguage: z.string().optional(),
      defaultAudioLanguage: z.string().optional(),
    }),
    status: z.object({
      uploadStatus: z.enum(['uploaded', 'processed', 'failed', 'rejected', 'deleted']),
      failureReason: z.string().optional(),
      rejectionReason: z.string().optional(),
      privacyStatus: z.enum(privacies),
      publishAt: z.string().optional(),
      license: z.enum(licences),
      embeddable: z.boolean(),
      publicStatsViewable: z.boolean(),
      selfDeclaredMadeForKids: z.boolean().optional(),
      containsSyntheticMedia: z.boolean().optional(),
    }),
    processingDetails: z
      .object({
        processingProgress: z.object({ partsProcessed: count, partsTotal: count, timeLeftMs: count }).optional(),
      })
      .optional(),
    localizations: z.record(z.string(), localizationSchema).default({}),
  })
  .transform(({ id, snippet: { thumbnails, ...snippet }, status, processingDetails, localizations }) => ({
    ...{ id, ...snippet, ...status, localizations },
    /** Of a picture of it that viewers see: 320×180 where there is one. */
    thumbnailUrl: thumbnailSizes.map((size) => thumbnails[size]?.url).find((url) => url !== undefined),
    /** How far it is, while it is processed. */
    processing: processingDetails?.processingProgress,
  }));

/** A video of our own, as it is now. */
export type YoutubeVideo = z.output<typeof videoSchema>;

/** Title and description in one language. */
export type YoutubeTexts = z.output<typeof localizationSchema>;

/**
 * New parts of a video. A part takes the place of the old one whole: what it has not is deleted, or falls back to the
 * vendor's default, so every field has to be said. Parts that are left out stay.
 */
export interface YoutubeVideoUpdate {
  id: string;
  snippet?: {
    title: string;
    description: string;
    tags: readonly string[];
    categoryId: string;
    defaultLanguage: string | undefined;
    defaultAudioLanguage: string | undefined;
  };
  status?: {
    privacyStatus: Privacy;
    /** When it becomes public, ISO 8601, for a private one; undefined takes an earlier time back. */
    publishAt: string | undefined;
    license: (typeof licences)[number];
    embeddable: boolean;
    publicStatsViewable: boolean;
    selfDeclaredMadeForKids: boolean;
    containsSyntheticMedia: boolean;
  };
  /** By language. */
  localizations?: Readonly<Record<string, YoutubeTexts>>;
}

export interface YoutubeVideos {
  /** Undefined when there is none of that id, or not for us to see. 1 unit. */
  video(id: string, signal: AbortSignal): Promise<YoutubeVideo | undefined>;
  /** 50 units. */
  updateVideo(update: YoutubeVideoUpdate, signal: AbortSignal): Promise<void>;
  /** One that is not there any more is no error. 50 units. */
  deleteVideo(id: string, signal: AbortSignal): Promise<void>;
  /** JPEG or PNG of 1280×720. 50 units. */
  setThumbnail(id: string, picture: { bytes: Uint8Array; mediaType: string }, signal: AbortSignal): Promise<void>;
  /**
   * What viewers see now: the picture as YouTube made it of the one that was set, most often a JPEG. Takes no units.
   * @throws Failure `ProviderUnavailable`; `InvalidAnswer` where there is none, or at an address that is not asked
   */
  shownThumbnail(video: Pick<YoutubeVideo, 'id' | 'thumbnailUrl'>, signal: AbortSignal): Promise<Uint8Array>;
}

const picturesOf = 'YouTube’s pictures';
// 1280×720 with room: what may be set had two megabytes for years.
const longestPicture = 8_000_000;

export function createYoutubeVideos(client: YoutubeClient, rootUrl: string): YoutubeVideos {
  const download = createDownload({
    ...{ title: picturesOf, baseUrl: rootUrl },
    ...{ timeoutMs: 30_000, maxBytes: longestPicture },
  });
  return {
    async video(id, signal) {
      const query = { part: 'snippet,status,processingDetails,localizations', id };
      const { items } = await client.askJson('videos.list', { query, signal }, itemsOf(videoSchema));
      return items[0];
    },

    async updateVideo(update, signal) {
      const { id, ...given } = update;
      const parts = Object.entries(given).filter(([, part]) => part !== undefined);
      if (parts.length === 0) return;
      const query = { part: parts.map(([name]) => name).join(',') };
      await client.askJson('videos.update', { query, body: update, signal }, z.object({ id: z.literal(id) }));
    },

    async deleteVideo(id, signal) {
      await client.tell('videos.delete', { query: { id }, signal }).catch((error: unknown) => {
        if (!(error instanceof AnsweredFailure) || error.status !== 404) throw error;
      });
    },

    async setThumbnail(id, { bytes, mediaType }, signal) {
      const request = { query: { uploadType: 'media', videoId: id }, body: bytes, mediaType, signal };
      await client.askJson('thumbnails.set', request, z.object({ items: z.array(z.unknown()).min(1) }));
    },

    async shownThumbnail({ id, thumbnailUrl }, signal) {
      const url = pictureAddress(id, thumbnailUrl, rootUrl);
      const folder = await mkdtemp(join(tmpdir(), 'thumbnail-'));
      try {
        const path = join(folder, 'picture');
        await download(url, path, signal);
        return await readFile(path);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
}

function pictureAddress(id: string, thumbnailUrl: string | undefined, rootUrl: string): string {
  if (thumbnailUrl === undefined || !URL.canParse(thumbnailUrl)) {
    throw new Failure('InvalidAnswer', `YouTube names no picture of the video ${id}`);
  }
  const url = new URL(thumbnailUrl);
  // On a YouTube that is not the public one, only its own host is asked without encryption.
  if (url.protocol !== 'https:' && url.host !== new URL(rootUrl).host) {
    throw new Failure('InvalidAnswer', `a file of ${picturesOf} is not fetched: it leads to ${url.origin}`);
  }
  // Whatever stands in between would answer with what was shown before.
  url.searchParams.set('asked', randomUUID());
  return url.href;
}
