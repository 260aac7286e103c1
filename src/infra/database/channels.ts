import { type Selectable, sql } from 'kysely';
import { Failure } from '../../contracts/failures.ts';
import type { Sealer } from '../secrets/seal-text.ts';
import { type ChannelName, describeChannel, findNamed, loginCommand } from './channel-names.ts';
import type { Database } from './database.ts';
import { storableText } from './storable.ts';
import type { Tables } from './tables.ts';

/** A channel that somebody signed in to. */
export interface Channel extends ChannelName {
  owner: string;
  signedInAt: string;
  /** Since when the platform refuses the sign-in. */
  revokedAt?: string;
}

export interface UsableChannel extends Channel {
  refreshToken: string;
}

export interface Channels {
  /**
   * Keeps a sign-in, in place of an earlier one to the same channel.
   * @throws Failure `Conflict` when the channel is signed in for another owner
   */
  signIn(channel: ChannelName & { owner: string; refreshToken: string }): Promise<Channel>;
  /** By title; of all owners unless one is named. Never with tokens. */
  list(owner?: string): Promise<Channel[]>;
  /**
   * The owner's channel that a film goes to.
   *
   * @param named its id, its handle (with or without @) or its exact title; the only one when left out
   * @throws Failure `SignInNeeded` when it is not there or revoked, with the command; `InvalidInput` when it isn't clear which
   * one is meant, or its token can't be opened
   */
  choose(owner: string, named?: string): Promise<UsableChannel>;
  /**
   * The platform refuses the sign-in.
   * @param refreshToken the one that was refused: where another has come in its place, nothing changes
   */
  markRevoked(channelId: string, refreshToken?: string): Promise<void>;
  /**
   * Forgets the sign-in and answers the token, to be revoked at the platform; nothing when it can't be opened.
   * @throws Failure `NotFound` when the owner has no such channel
   */
  remove(channelId: string, owner: string): Promise<string | undefined>;
}

type Row = Selectable<Tables['channels']>;
type SealedRow = Pick<Row, 'channel_id' | 'owner' | 'refresh_token'>;

export function createChannels({ kysely }: Pick<Database, 'kysely'>, sealer: Sealer): Channels {
  async function rowsOf(owner?: string): Promise<Row[]> {
    const rows = kysely.selectFrom('channels').selectAll().orderBy('title').orderBy('channel_id');
    return (owner === undefined ? rows : rows.where('owner', '=', storableText(owner))).execute();
  }

  const open = (row: SealedRow) => sealer.open(row.refresh_token, placeOf(row));
  function openIfPossible(row: SealedRow): string | undefined {
    try {
      return open(row);
    } catch (error) {
      if (error instanceof Failure) return undefined;
      throw error;
    }
  }

  return {
    async signIn({ channelId, title, handle, owner: given, refreshToken }) {
      const owner = storableText(given);
      const values = {
        ...{ owner, title: storableText(title), handle: storableText(handle) },
        refresh_token: sealer.seal(refreshToken, placeOf({ channel_id: channelId, owner })),
        revoked_at: null,
      };
      const row = await kysely
        .insertInto('channels')
        .values({ channel_id: channelId, ...values })
        .onConflict((conflict) =>
          conflict
            .column('channel_id')
            .doUpdateSet({ ...values, signed_in_at: sql<string>`now()` })
            .where('channels.owner', '=', owner),
        )
        .returningAll()
        .executeTakeFirst();
      if (row) return toChannel(row);
      throw new Failure(
        'Conflict',
        `${describeChannel({ channelId, title, handle })} is signed in for another owner: \`./faceless youtube channels\` ` +
          `shows for whom, \`./faceless youtube logout ${channelId}\` frees it`,
      );
    },

    list: async (owner) => (await rowsOf(owner)).map(toChannel),

    async choose(owner, named) {
      const rows = await rowsOf(owner);
      const held = rows.map((row) => ({ ...toChannel(row), row }));
      const { row, ...channel } = pick(held, owner, named);
      if (!channel.revokedAt) return { ...channel, refreshToken: open(row) };
      const command = loginCommand(owner, channel.handle || channel.channelId);
      throw new Failure(
        'SignInNeeded',
        `the sign-in to ${describeChannel(channel)} was revoked, or has expired: run ${command}`,
      );
    },

    async markRevoked(channelId, refreshToken) {
      const row = await kysely
        .selectFrom('channels')
        .selectAll()
        .where('channel_id', '=', channelId)
        .executeTakeFirst();
      if (!row || (refreshToken !== undefined && openIfPossible(row) !== refreshToken)) return;
      await kysely
        .updateTable('channels')
        .set({ revoked_at: sql<string>`coalesce(revoked_at, now())` })
        .where('channel_id', '=', channelId)
        // A new sign-in may have come since it was read.
        .where('refresh_token', '=', row.refresh_token)
        .execute();
    },

    async remove(channelId, owner) {
      const row = await kysely
        .deleteFrom('channels')
        .where('channel_id', '=', channelId)
        .where('owner', '=', storableText(owner))
        .returningAll()
        .executeTakeFirst();
      if (row) return openIfPossible(row);
      throw new Failure('NotFound', `${channelId} is not signed in: \`./faceless youtube channels\` shows who is`);
    },
  };
}

/** A token is sealed to its channel and owner: in another row, or given to another owner, it doesn't open. */
function placeOf({ channel_id, owner }: Omit<SealedRow, 'refresh_token'>): string {
  return `${channel_id} of ${owner}`;
}

function pick<Held extends ChannelName>(channels: readonly Held[], owner: string, named: string | undefined): Held {
  const [first, ...others] = channels;
  if (!first) throw new Failure('SignInNeeded', `no channel is signed in: run ${loginCommand(owner)}`);
  const names = channels.map(describeChannel).join(', ');
  if (named === undefined) {
    if (others.length === 0) return first;
    throw new Failure('InvalidInput', `several channels are signed in: name one with --channel; there are: ${names}`);
  }
  const found = findNamed(channels, named);
  if (found) return found;
  // The command takes no titles: anybody can have the same one.
  const command = loginCommand(owner, /^(?:@|UC[\w-]{22}$)/.test(named) ? named : undefined);
  throw new Failure('SignInNeeded', `the channel ${named} is not signed in: run ${command}; there are: ${names}`);
}

function toChannel({ channel_id, owner, title, handle, signed_in_at, revoked_at }: Row): Channel {
  const channel = { channelId: channel_id, owner, title, handle, signedInAt: signed_in_at };
  return revoked_at === null ? channel : { ...channel, revokedAt: revoked_at };
}
