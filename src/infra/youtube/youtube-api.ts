import { z } from 'zod';
import { Failure } from '../../contracts/failures.ts';
import { createYoutubeCaptioning, type YoutubeCaptioning } from './youtube-captions.ts';
import { createYoutubeClient, itemsOf, type YoutubeClientOptions } from './youtube-client.ts';
import { createYoutubePlaylists, type YoutubePlaylists } from './youtube-playlists.ts';
import { createYoutubeVideos, type YoutubeVideos } from './youtube-videos.ts';

/** https://developers.google.com/youtube/v3/docs/channels */
const channelSchema = z
  .object({
    id: z.string(),
    snippet: z.object({ title: z.string(), customUrl: z.string().default('') }),
    contentDetails: z.object({ relatedPlaylists: z.object({ uploads: z.string() }) }),
  })
  .transform(({ id, snippet, contentDetails }) => ({
    id,
    title: snippet.title,
    /** `@name`; empty where it has none. */
    handle: snippet.customUrl.startsWith('@') ? snippet.customUrl : '',
    uploadsPlaylist: contentDetails.relatedPlaylists.uploads,
  }));

export type YoutubeChannel = z.output<typeof channelSchema>;

/**
 * YouTube's Data API for one channel. A call is tried once; its units are taken from the day's quota before it is made.
 *
 * Failures of them all: `QuotaExceeded` with `details.until`, `SignInNeeded` when the access is refused, `RateLimited`,
 * `ProviderUnavailable`, `InvalidAnswer`, `NotFound`, and `InvalidInput` for what the API does not take.
 */
export interface YoutubeApi extends YoutubeVideos, YoutubeCaptioning, YoutubePlaylists {
  /** Whose access it is. 1 unit. @throws Failure `SignInNeeded` for an account without a channel */
  ownChannel(signal: AbortSignal): Promise<YoutubeChannel>;
}

export function createYoutubeApi(options: YoutubeClientOptions): YoutubeApi {
  const client = createYoutubeClient(options);
  return {
    ...createYoutubeVideos(client, options.rootUrl),
    ...createYoutubeCaptioning(client),
    ...createYoutubePlaylists(client),

    async ownChannel(signal) {
      const query = { part: 'id,snippet,contentDetails', mine: 'true' };
      const { items } = await client.askJson('channels.list', { query, signal }, itemsOf(channelSchema));
      if (items[0]) return items[0];
      throw new Failure(
        'SignInNeeded',
        'the account that is signed in has no YouTube channel: make one on youtube.com, or sign in to another account with `./faceless youtube login`',
      );
    },
  };
}
