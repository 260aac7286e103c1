import { z } from 'zod';
import { Failure } from '../../contracts/failures.ts';
import type { ChannelName } from '../database/channel-names.ts';
import { createVendor } from '../vendors/vendor.ts';

interface OwnChannelOptions {
  rootUrl: string;
  accessToken: string;
  signal: AbortSignal;
}

// An account without a channel has no `items` at all.
const channelsSchema = z.object({
  items: z
    .array(
      z.object({ id: z.string().min(1), snippet: z.object({ title: z.string(), customUrl: z.string().optional() }) }),
    )
    .default([]),
});

const noChannel =
  'this account has no YouTube channel: make one at https://www.youtube.com/create_channel, or sign in with another account';

/**
 * The channel that an access token is for. Takes 1 unit of the quota.
 * @throws Failure `SignInNeeded` when the account has none
 */
export async function findOwnChannel({ rootUrl, accessToken, signal }: OwnChannelOptions): Promise<ChannelName> {
  const vendor = createVendor({
    ...{ name: 'youtube', title: 'YouTube', secrets: [accessToken] },
    ...{ timeoutMs: 30_000, maxBytes: 1_000_000 },
  });
  const url = `${rootUrl}/youtube/v3/channels?part=id,snippet&mine=true`;
  const headers = { authorization: `Bearer ${accessToken}` };
  const { items } = await vendor.askJson({ url, headers, signal }, channelsSchema);
  const [channel] = items;
  if (!channel) throw new Failure('SignInNeeded', noChannel);
  const { title, customUrl = '' } = channel.snippet;
  return {
    channelId: channel.id,
    title: oneLine(title),
    // Channels from before there were handles may have another kind of address.
    handle: customUrl.startsWith('@') ? oneLine(customUrl) : '',
  };
}

function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
}
