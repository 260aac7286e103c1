import type { ArtifactStore } from '../../../infra/artifacts/artifact-store.ts';
import type { Database } from '../../../infra/database/database.ts';
import { createSimulatedShows } from '../../../infra/database/simulated-shows.ts';
import type { OpenChannels } from '../../../infra/youtube/open-channels.ts';
import type { TestPlatform } from './provider.ts';
import { createSimulatedPlatform } from './simulated.ts';
import { createYoutubePlatform } from './youtube.ts';

interface Around {
  artifacts: ArtifactStore;
  database(): Promise<Database>;
  /** None where YouTube is not configured. */
  channels?: OpenChannels;
  now?: () => number;
}

/** On which channels this process can test. A new one is one file, and its line here. */
export function openTestPlatforms({ artifacts, database, channels, now }: Around): TestPlatform[] {
  const simulated = createSimulatedPlatform({ shows: async () => createSimulatedShows(await database()), now });
  return channels ? [simulated, createYoutubePlatform({ channels, artifacts })] : [simulated];
}
