import { Failure } from '../../contracts/failures.ts';
import type { Config } from '../../infra/config/config.ts';
import type { VendorConfig } from '../../infra/config/vendors.ts';
import { describeChannel, findNamed, isCalled, localOwner } from '../../infra/database/channel-names.ts';
import { type Channels, createChannels } from '../../infra/database/channels.ts';
import { accessPage, revoke, signIn } from '../../infra/google/sign-in.ts';
import { createSealer } from '../../infra/secrets/seal-text.ts';
import { signInPlace } from '../../infra/secrets/sign-in-place.ts';
import { handSignInOver } from '../../infra/temporal/sign-in-keeper.ts';
import { findOwnChannel } from '../../infra/youtube/own-channel.ts';
import { youtubeScopes } from '../../infra/youtube/scopes.ts';
import { withClient } from '../attach.ts';
import type { CommandContext } from '../context.ts';
import { formatTable } from '../display/text.ts';
import { openBrowser } from '../open-browser.ts';
import { withDatabase } from '../open-database.ts';
import { findRunningStack } from '../stack-file.ts';
import { stopSignal } from '../stop-signal.ts';

const print = (text: string) => void process.stdout.write(`${text}\n`);

interface LoginOptions {
  channel?: string;
  owner?: string;
  /** False: the address is printed and nothing opened. */
  browser?: boolean;
}

const waitMinutes = 10;

/** `youtube login`: signs a channel in, in the browser. */
export async function login({ config }: CommandContext, options: LoginOptions): Promise<number> {
  const { oauth, rootUrl } = readClient(config);
  const owner = checkOwner(options.owner ?? localOwner);
  // A person is sent to the browser only when what they bring back can be kept; meanwhile the database is everybody's.
  if (!(await stackHasDatabase(config))) await withChannels(config, (channels) => channels.list(owner));
  const stop = stopSignal(() => {});
  const { signal } = stop;
  try {
    const { refreshToken, accessToken } = await signIn({
      ...{ client: oauth, scopes: youtubeScopes, signal, waitMs: waitMinutes * 60_000 },
      openPage: (url, port) => void invite(url, port, config, options),
    });
    const channel = await findOwnChannel({ rootUrl, accessToken, signal });
    refuseOther(channel, options.channel);
    await keep(config, { ...channel, owner, refreshToken });
    print(`${describeChannel(channel)} is signed in${owner === localOwner ? '' : ` for ${owner}`}.`);
    return 0;
  } catch (error) {
    if (signal.aborted) throw new Failure('Cancelled', 'the sign-in was broken off: nothing is signed in');
    throw error;
  } finally {
    stop.release();
  }
}

/** The embedded database is one process's: the local stack's, where it runs. */
async function stackHasDatabase({ home, databaseUrl }: Config): Promise<boolean> {
  return databaseUrl === undefined && (await findRunningStack(home)) !== undefined;
}

async function keep(config: Config, signedIn: Parameters<Channels['signIn']>[0]): Promise<void> {
  if (await stackHasDatabase(config)) {
    const sealed = createSealer(config.secretsKey).seal(JSON.stringify(signedIn), signInPlace);
    await withClient(config, (client) => handSignInOver(client, sealed));
  } else {
    await withChannels(config, (channels) => channels.signIn(signedIn));
  }
}

/** `youtube channels`: who is signed in. */
export async function listChannels({ config }: CommandContext, { json }: { json?: boolean }): Promise<number> {
  const found = await withChannels(config, (channels) => channels.list());
  if (json) print(JSON.stringify(found));
  else if (found.length === 0) print('No channel is signed in: ./faceless youtube login signs one in.');
  else {
    const rows = found.map(({ title, handle, channelId, owner, signedInAt, revokedAt }) => [
      ...[title, handle, channelId, owner, signedInAt.slice(0, 10)],
      revokedAt ? `revoked ${revokedAt.slice(0, 10)}` : 'signed in',
    ]);
    print(formatTable([['Channel', 'Handle', 'Id', 'Owner', 'Since', 'State'], ...rows]));
  }
  return 0;
}

/** `youtube logout`: forgets a channel, here and at Google. */
export async function logout({ config }: CommandContext, named: string): Promise<number> {
  const { channel, refreshToken } = await withChannels(config, async (channels) => {
    const found = findNamed(await channels.list(), named);
    if (found) return { channel: found, refreshToken: await channels.remove(found.channelId, found.owner) };
    throw new Failure('NotFound', `no channel ${named} is signed in: \`./faceless youtube channels\` shows who is`);
  });
  const why = await takeBack(config, refreshToken);
  print(
    why === undefined
      ? `${describeChannel(channel)} is signed out, and the access is taken back at Google.`
      : `${describeChannel(channel)} is signed out here, and Google was not told (${why}): take the access away at ${accessPage}`,
  );
  return 0;
}

/** @returns why it could not be done; nothing when it is */
async function takeBack({ vendors }: Config, refreshToken: string | undefined): Promise<string | undefined> {
  if (refreshToken === undefined) return 'the sign-in can’t be decrypted with this FACELESS_SECRETS_KEY';
  if (!vendors.youtube) return 'GOOGLE_OAUTH_CLIENT_ID and GOOGLE_OAUTH_CLIENT_SECRET are not set';
  try {
    await revoke(vendors.youtube.oauth.tokenUrl, refreshToken, AbortSignal.timeout(30_000));
    return undefined;
  } catch (error) {
    if (error instanceof Failure) return error.message;
    throw error;
  }
}

async function invite(url: string, port: number, { searchPath }: Config, { browser = true }: LoginOptions) {
  print(`Open this address in a browser, and let Faceless Pipeline use the channel:\n\n${url}\n`);
  print(`Waiting for the browser to come back to port ${port} of this machine, ${waitMinutes} minutes at most.`);
  if (browser && (await openBrowser(url, searchPath))) return;
  print(
    `No browser on this machine? Run \`ssh -L ${port}:127.0.0.1:${port} <this machine>\` on yours, and open the address ` +
      'there. Where that can’t be done, YOUTUBE_REFRESH_TOKEN takes a token: docs/youtube.md.',
  );
}

function refuseOther(channel: Parameters<typeof isCalled>[0], wanted: string | undefined): void {
  if (wanted === undefined || isCalled(channel, wanted)) return;
  throw new Failure(
    'SignInNeeded',
    `that was ${describeChannel(channel)}, not ${wanted}: nothing is signed in; run it again, and choose ${wanted} on ` +
      'Google’s page',
  );
}

function withChannels<T>(config: Config, work: (channels: Channels) => Promise<T>): Promise<T> {
  return withDatabase(config, (database) => work(createChannels(database, createSealer(config.secretsKey))));
}

function readClient({ vendors: { youtube }, secretsKey }: Config): NonNullable<VendorConfig['youtube']> {
  if (youtube && secretsKey) return youtube;
  const client =
    'GOOGLE_OAUTH_CLIENT_ID and GOOGLE_OAUTH_CLIENT_SECRET: those of a client of the kind “Desktop app”, made in the Google ' +
    'Cloud console in a project with the YouTube Data API v3, the YouTube Analytics API and the YouTube Reporting API on';
  const key = 'FACELESS_SECRETS_KEY: the output of `openssl rand -base64 48`, made once and kept';
  const missing = [...(youtube ? [] : [client]), ...(secretsKey ? [] : [key])];
  throw new Failure('InvalidInput', `signing in needs ${missing.join('; and ')} (docs/youtube.md)`);
}

function checkOwner(owner: string): string {
  // As a brief names them.
  if (owner !== '' && owner.length <= 80) return owner;
  throw new Failure('InvalidInput', '--owner: give a name of 1 to 80 characters');
}
