import { createCanvas } from '@napi-rs/canvas';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { PublishCall, PublishTarget } from '../../../../../src/activities/upload/providers/provider.ts';
import { createYoutubeTarget } from '../../../../../src/activities/upload/providers/youtube/youtube-target.ts';
import type { ArtifactRef } from '../../../../../src/contracts/artifact.ts';
import { briefSchema } from '../../../../../src/contracts/brief.ts';
import type { Metadata } from '../../../../../src/contracts/metadata.ts';
import type { Publishing } from '../../../../../src/contracts/publishing.ts';
import type { PublishFilmInput } from '../../../../../src/contracts/stages.ts';
import { readConfig } from '../../../../../src/infra/config/config.ts';
import { type Channels, createChannels } from '../../../../../src/infra/database/channels.ts';
import type { Database } from '../../../../../src/infra/database/database.ts';
import { createQuotaUsed } from '../../../../../src/infra/database/quota-used.ts';
import { createUploads } from '../../../../../src/infra/database/uploads.ts';
import { createSealer } from '../../../../../src/infra/secrets/seal-text.ts';
import { createOpenChannels } from '../../../../../src/infra/youtube/open-channels.ts';
import {
  startYoutubeEmulator,
  type YoutubeEmulator,
  youtubeRefreshToken,
} from '../../../../emulators/youtube/start-youtube-emulator.ts';
import { filmOf } from '../../../../emulators/youtube/tests/reference-client.ts';
import { openTestDatabase } from '../../../../support/test-database.ts';
import { providerCall, type StageBench, useStageBench } from '../../../stage-bench.ts';

export const sampleMetadata: Metadata = {
  title: 'Why octopuses have three hearts',
  description: 'Two for the gills, one for the rest.\n\n#octopus',
  tags: ['octopus', 'three hearts'],
  hashtags: ['#octopus'],
  chapters: [],
  language: 'en',
  categoryId: '27',
  credits: [],
  containsSyntheticMedia: false,
  selfDeclaredMadeForKids: false,
};

const srt = '1\n00:00:00,000 --> 00:00:02,000\nThree hearts.\n';

export interface PublishBench extends StageBench {
  youtube: YoutubeEmulator;
  database: Database;
  channels: Channels;
  /** A fresh one: what it knows it has from the records. @param environment in place of the usual */
  target(environment?: Record<string, string>, settleMs?: number): PublishTarget;
  /** What the upload stage is given. */
  film(publish?: Partial<Publishing>, changes?: { pipelineId?: string; bytes?: number }): Promise<PublishFilmInput>;
}

/** A real store, the records of an embedded database and a YouTube on loopback with one channel that is signed in. */
export function usePublishBench({ now }: { now?: () => number } = {}): PublishBench {
  const bench = useStageBench() as PublishBench;
  beforeAll(async () => {
    bench.youtube = await startYoutubeEmulator({ now });
    bench.database = await openTestDatabase();
  });
  afterAll(async () => {
    await bench.youtube.close();
    await bench.database.close();
  });
  beforeEach(async () => {
    const { youtube, database } = bench;
    youtube.reset();
    for (const table of ['channels', 'uploads', 'quota_used', 'published_films'] as const) {
      await database.kysely.deleteFrom(table).execute();
    }
    bench.channels = createChannels(database, createSealer('a made-up key for tests, long enough'));
    const { id, title, handle } = youtube.channel;
    await bench.channels.signIn({ channelId: id, title, handle, owner: 'local', refreshToken: youtubeRefreshToken });

    bench.target = (environment, settleMs = 1) => {
      const { vendors } = readConfig(environment ?? withoutToken(youtube.environment));
      if (!vendors.youtube) throw new Error('YouTube is not configured');
      const open = createOpenChannels({
        config: vendors.youtube,
        channels: async () => bench.channels,
        used: async () => createQuotaUsed(database),
        logger: bench.logger,
        now,
      });
      return createYoutubeTarget({
        channels: open,
        artifacts: bench.artifacts,
        uploads: async () => createUploads(database),
        settleMs,
        now,
      });
    };

    bench.film = async (publish, { pipelineId = 'octopus-hearts-abc234', bytes = 3_000_000 } = {}) => {
      const { artifacts } = bench;
      const video = await artifacts.putBytes(filmOf(bytes), 'video/mp4');
      const metadata = await artifacts.putJson(sampleMetadata);
      const image = await artifacts.putBytes(createCanvas(1280, 720).toBuffer('image/jpeg'), 'image/jpeg');
      const captions = await artifacts.putBytes(Buffer.from(srt), 'application/x-subrip');
      const files: Record<string, ArtifactRef> = {
        ...{ 'video.mp4': video, 'captions.srt': captions, 'thumbnail-a.jpg': image, 'metadata.json': metadata },
      };
      const brief = briefSchema.parse({ topic: 'Octopuses', providers: { upload: ['youtube'] }, publish });
      const thumbnails = [{ id: 'a', image, text: 'WHY?', design: 'plain' }];
      return { pipelineId, brief, take: 0, files, video, metadata, thumbnails };
    };
  });
  return bench;
}

/** The channel is then one that somebody signed in to. */
function withoutToken({ YOUTUBE_REFRESH_TOKEN: _, ...others }: Record<string, string>) {
  return others;
}

/** A call of the upload stage outside of one. */
export function publishCall(changes: Partial<PublishCall> = {}): PublishCall {
  return { ...providerCall(), attempt: 1, kept: undefined, keep: () => {}, report: () => {}, ...changes };
}
