import type { ArtifactStore } from '../../../infra/artifacts/artifact-store.ts';
import type { Config } from '../../../infra/config/config.ts';
import { createChannels } from '../../../infra/database/channels.ts';
import type { Database } from '../../../infra/database/database.ts';
import { createQuotaUsed } from '../../../infra/database/quota-used.ts';
import { createUploads } from '../../../infra/database/uploads.ts';
import type { Logger } from '../../../infra/logging/logger.ts';
import { createSealer } from '../../../infra/secrets/seal-text.ts';
import { createOpenChannels, type OpenChannels } from '../../../infra/youtube/open-channels.ts';
import { createFolderTarget } from './folder.ts';
import { createHttpTarget } from './http.ts';
import type { PublishTarget } from './provider.ts';
import { createYoutubeTarget } from './youtube/youtube-target.ts';

interface Around {
  config: Config;
  artifacts: ArtifactStore;
  logger: Logger;
  /** Opened by the first film that goes to a platform: a worker that publishes into a folder needs none. */
  database(): Promise<Database>;
}

/** The channels on YouTube, where it is configured. */
export function openYoutubeChannels({
  config,
  logger,
  database,
  now,
}: Omit<Around, 'artifacts'> & { now?: () => number }): OpenChannels | undefined {
  const { youtube } = config.vendors;
  if (!youtube) return undefined;
  return createOpenChannels({
    config: youtube,
    channels: async () => createChannels(await database(), createSealer(config.secretsKey)),
    used: async () => createQuotaUsed(await database()),
    ...{ logger, now },
  });
}

/** Where films can go from this process. A new target is one file, and its line here. */
export function openPublishTargets({ config, artifacts, logger, database }: Around): PublishTarget[] {
  const channels = openYoutubeChannels({ config, logger, database });
  const targets = [
    createFolderTarget(config.outFolder, artifacts),
    createHttpTarget({ artifacts, mayBeLocal: config.publishToPrivate }),
  ];
  if (!channels) return targets;
  return [
    ...targets,
    createYoutubeTarget({ channels, artifacts, uploads: async () => createUploads(await database()) }),
  ];
}
