import { Failure } from '../../contracts/failures.ts';
import type { VendorConfig } from '../config/vendors.ts';
import { loginCommand } from '../database/channel-names.ts';
import type { Channels } from '../database/channels.ts';
import type { QuotaUsed } from '../database/quota-used.ts';
import { type AccessTokens, createAccessTokens } from '../google/access-tokens.ts';
import type { Logger } from '../logging/logger.ts';
import { createQuota, projectOf, type QuotaLedger } from './quota.ts';
import { createResumableUpload, type ResumableUpload } from './resumable-upload.ts';
import { createVideoFigures, type VideoFigures } from './video-figures.ts';
import { createYoutubeApi, type YoutubeApi, type YoutubeChannel } from './youtube-api.ts';

/** A channel that can be published to. */
export interface OpenChannel extends YoutubeChannel {
  api: YoutubeApi;
  upload: ResumableUpload;
  quota: QuotaLedger;
  figures: VideoFigures;
}

export interface OpenChannels {
  /**
   * @param named id, handle or title; the only one there is when left out
   * @throws Failure `SignInNeeded` with the command that mends it, `InvalidInput` when it isn't clear which one is meant
   */
  open(owner: string, named: string | undefined, signal: AbortSignal): Promise<OpenChannel>;
}

interface OpenChannelsOptions {
  config: NonNullable<VendorConfig['youtube']>;
  /** Those that people signed in to: asked for only where the configuration names none. */
  channels(): Promise<Channels>;
  used(): Promise<QuotaUsed>;
  logger: Logger;
  now?: () => number;
}

interface SignIn {
  refreshToken: string;
  /** Unknown for the token of the configuration. */
  channelId?: string;
  /** What mends it when it is refused. */
  mend: string;
}

/** Clients of the channels, one each for as long as its sign-in stays the same: a new one is used without a restart. */
export function createOpenChannels({ config, channels, used, logger, now }: OpenChannelsOptions): OpenChannels {
  const { rootUrl, analyticsRootUrl, reportingRootUrl, oauth, dailyUnits, dailyUploads } = config;
  const opened = new Map<string, { channel: Promise<OpenChannel>; signal: AbortSignal }>();

  async function signInOf(owner: string, named: string | undefined): Promise<SignIn> {
    if (config.refreshToken) {
      const mend = 'set YOUTUBE_REFRESH_TOKEN to a new one and restart the workers';
      return { refreshToken: config.refreshToken, mend };
    }
    const { channelId, handle, refreshToken } = await (await channels()).choose(owner, named);
    return { refreshToken, channelId, mend: `run ${loginCommand(owner, handle || channelId)}` };
  }

  function tokensOf({ refreshToken, channelId, mend }: SignIn): AccessTokens {
    return createAccessTokens({
      ...oauth,
      refreshToken,
      refused(message) {
        opened.delete(refreshToken);
        if (channelId !== undefined) void markRevoked(channelId, refreshToken);
        return new Failure('SignInNeeded', `${message.replace(/[\s.]+$/, '')}: the sign-in was revoked; ${mend}`);
      },
    });
  }

  async function markRevoked(channelId: string, refreshToken: string): Promise<void> {
    try {
      await (await channels()).markRevoked(channelId, refreshToken);
    } catch (error) {
      logger.warn({ err: error, channelId }, 'that a sign-in was revoked could not be written down');
    }
  }

  async function openAnew(signIn: SignIn, signal: AbortSignal): Promise<OpenChannel> {
    const tokens = tokensOf(signIn);
    const quota = createQuota({
      used: await used(),
      project: projectOf(oauth.clientId),
      ...{ dailyUnits, dailyUploads, now },
    });
    const api = createYoutubeApi({ rootUrl, tokens, quota });
    const upload = createResumableUpload({ rootUrl, tokens, quota });
    const figures = createVideoFigures({ analyticsRootUrl, reportingRootUrl, tokens, now });
    return { ...(await api.ownChannel(signal)), api, quota, upload, figures };
  }

  /** Whoever asks meanwhile waits for the same. That the first of them is cancelled is not the end of the others. */
  async function openOnce(signIn: SignIn, signal: AbortSignal): Promise<OpenChannel> {
    const { refreshToken } = signIn;
    let opening = opened.get(refreshToken);
    if (!opening) {
      opening = { channel: openAnew(signIn, signal), signal };
      opened.set(refreshToken, opening);
      opening.channel.catch(() => opened.delete(refreshToken));
    }
    try {
      return await opening.channel;
    } catch (error) {
      if (signal.aborted || !opening.signal.aborted) throw error;
      return openOnce(signIn, signal);
    }
  }

  return {
    async open(owner, named, signal) {
      const signIn = await signInOf(owner, named);
      const channel = await openOnce(signIn, signal);
      // One that was chosen among those that are signed in may be called otherwise on YouTube by now.
      return signIn.channelId === undefined ? checkNamed(channel, named) : channel;
    },
  };
}

/** The token of the configuration is of one channel, whatever a brief names. */
function checkNamed(channel: OpenChannel, named: string | undefined): OpenChannel {
  const { id, handle, title } = channel;
  const fold = (text: string) => text.replace(/^@/, '').toLowerCase();
  if (named === undefined || named === id || named === title || fold(named) === fold(handle)) return channel;
  throw new Failure(
    'InvalidInput',
    `the channel '${named}' is not signed in: YOUTUBE_REFRESH_TOKEN is of ${title} (${handle || id}); name that one, or none`,
  );
}
