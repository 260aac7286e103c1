import { z } from 'zod';
import type { KeepSignInInput } from '../../contracts/stages.ts';
import type { Channels } from '../../infra/database/channels.ts';
import type { Sealer } from '../../infra/secrets/seal-text.ts';
import { signInPlace } from '../../infra/secrets/sign-in-place.ts';
import { toApplicationFailure } from '../application-failure.ts';

const signInSchema = z.object({
  ...{ channelId: z.string(), title: z.string(), handle: z.string(), owner: z.string(), refreshToken: z.string() },
});

/** Keeps a sign-in that `./faceless youtube login` brought while the local stack has the database. */
export function createKeepSignIn(channels: () => Promise<Channels>, sealer: Sealer) {
  async function keepSignIn({ sealed }: KeepSignInInput): Promise<void> {
    try {
      const signIn = signInSchema.parse(JSON.parse(sealer.open(sealed, signInPlace)));
      await (await channels()).signIn(signIn);
    } catch (error) {
      throw toApplicationFailure(error);
    }
  }
  return { keepSignIn };
}
