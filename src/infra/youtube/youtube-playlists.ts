import { z } from 'zod';
import { Failure } from '../../contracts/failures.ts';
import { type Privacy, privacies } from '../../contracts/publishing.ts';
import type { YoutubeClient } from './youtube-client.ts';

/** https://developers.google.com/youtube/v3/docs/playlists */
const playlistSchema = z
  .object({
    id: z.string(),
    snippet: z.object({ title: z.string() }),
    status: z.object({ privacyStatus: z.enum(privacies) }),
  })
  .transform(({ id, snippet, status }) => ({ id, title: snippet.title, privacyStatus: status.privacyStatus }));

export type YoutubePlaylist = z.output<typeof playlistSchema>;

/** https://developers.google.com/youtube/v3/docs/playlistItems */
const uploadSchema = z
  .object({
    contentDetails: z.object({ videoId: z.string() }),
    snippet: z.object({ title: z.string(), description: z.string().default(''), publishedAt: z.string() }),
    // Has a value of its own for videos that are gone.
    status: z.object({ privacyStatus: z.string().optional() }).default({}),
  })
  .transform(({ contentDetails, snippet, status }) => ({
    videoId: contentDetails.videoId,
    ...snippet,
    privacyStatus: status.privacyStatus,
  }));

export type YoutubeUpload = z.output<typeof uploadSchema>;

export interface YoutubePlaylists {
  /** The newest uploads of a channel, private ones too, the newest first. 1 unit for each fifty. */
  latestUploads(uploadsPlaylist: string, most: number, signal: AbortSignal): Promise<YoutubeUpload[]>;
  /** All that the channel has made. 1 unit for each fifty. */
  playlists(signal: AbortSignal): Promise<YoutubePlaylist[]>;
  /** 50 units. Made again it is there twice: when no answer came, look for it before another try. */
  createPlaylist(playlist: { title: string; privacyStatus: Privacy }, signal: AbortSignal): Promise<YoutubePlaylist>;
  /** 1 unit. */
  isInPlaylist(playlistId: string, videoId: string, signal: AbortSignal): Promise<boolean>;
  /** At its end. 50 units. Added again it is there twice: ask whether it is there before. */
  addToPlaylist(playlistId: string, videoId: string, signal: AbortSignal): Promise<void>;
}

export function createYoutubePlaylists(client: YoutubeClient): YoutubePlaylists {
  return {
    async latestUploads(playlistId, most, signal) {
      const query = { part: 'snippet,contentDetails,status', playlistId };
      try {
        return await client.list('playlistItems.list', { query, most, signal }, uploadSchema);
      } catch (error) {
        // A channel's uploads are no playlist before the first of them.
        if (error instanceof Failure && error.type === 'NotFound') return [];
        throw error;
      }
    },

    playlists: (signal) =>
      client.list('playlists.list', { query: { part: 'snippet,status', mine: 'true' }, signal }, playlistSchema),

    createPlaylist: ({ title, privacyStatus }, signal) =>
      client.askJson(
        'playlists.insert',
        { query: { part: 'snippet,status' }, body: { snippet: { title }, status: { privacyStatus } }, signal },
        playlistSchema,
      ),

    async isInPlaylist(playlistId, videoId, signal) {
      const query = { part: 'id', playlistId, videoId };
      const found = await client.list('playlistItems.list', { query, most: 1, signal }, z.object({ id: z.string() }));
      return found.length > 0;
    },

    async addToPlaylist(playlistId, videoId, signal) {
      const snippet = { playlistId, resourceId: { kind: 'youtube#video', videoId } };
      const request = { query: { part: 'snippet' }, body: { snippet }, signal };
      await client.askJson('playlistItems.insert', request, z.object({ id: z.string() }));
    },
  };
}
