import { z } from 'zod';
import { AnsweredFailure } from '../vendors/answer-failure.ts';
import { multipartOf } from './multipart.ts';
import { itemsOf, type YoutubeClient } from './youtube-client.ts';

/** https://developers.google.com/youtube/v3/docs/captions */
const captionsSchema = z
  .object({
    id: z.string(),
    snippet: z.object({
      language: z.string(),
      name: z.string().default(''),
      /** `asr` for those YouTube makes by itself. */
      trackKind: z.string().optional(),
      status: z.string().optional(),
      failureReason: z.string().optional(),
    }),
  })
  .transform(({ id, snippet }) => ({ id, ...snippet }));

/** A track of captions. */
export type YoutubeCaptions = z.output<typeof captionsSchema>;

export interface CaptionsFile {
  /** BCP 47. */
  language: string;
  /** What a viewer chooses by, besides the language; may be empty. */
  name: string;
  /** SubRip or WebVTT. */
  bytes: Uint8Array;
  mediaType: string;
}

export interface YoutubeCaptioning {
  /** A track of that language and name that is there already stays as it is. 400 units. */
  addCaptions(videoId: string, captions: CaptionsFile, signal: AbortSignal): Promise<void>;
  /** 50 units. */
  captions(videoId: string, signal: AbortSignal): Promise<YoutubeCaptions[]>;
}

export function createYoutubeCaptioning(client: YoutubeClient): YoutubeCaptioning {
  return {
    async addCaptions(videoId, { language, name, ...file }, signal) {
      const snippet = { videoId, language, name, isDraft: false };
      const query = { uploadType: 'multipart', part: 'snippet' };
      const request = { query, ...multipartOf({ snippet }, file), signal };
      // An answer that is none says nothing of what was done.
      await client.askJson('captions.insert', request, z.object({ id: z.string() })).catch((error: unknown) => {
        // An earlier try of ours whose answer was lost.
        if (!(error instanceof AnsweredFailure) || error.code !== 'captionExists') throw error;
      });
    },

    async captions(videoId, signal) {
      const { items } = await client.askJson(
        'captions.list',
        { query: { part: 'snippet', videoId }, signal },
        itemsOf(captionsSchema),
      );
      return items;
    },
  };
}
