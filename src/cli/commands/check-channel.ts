import type { Brief } from '../../contracts/brief.ts';
import { createChannels } from '../../infra/database/channels.ts';
import { createSealer } from '../../infra/secrets/seal-text.ts';
import type { Resources } from '../../workers/resources.ts';

/**
 * Whether a film that goes to YouTube has a channel to go to: better said now than when it is made.
 * @throws Failure `SignInNeeded` with the command that signs one in, `InvalidInput` when it isn't clear which one is meant
 */
export async function checkChannel(
  { config, database }: Pick<Resources, 'config' | 'database'>,
  { providers, owner, publish }: Brief,
): Promise<void> {
  if (providers.upload?.[0] !== 'youtube' || config.vendors.youtube?.refreshToken) return;
  await createChannels(await database(), createSealer(config.secretsKey)).choose(owner, publish?.channel);
}
