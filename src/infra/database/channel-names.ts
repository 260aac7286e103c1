import { Failure } from '../../contracts/failures.ts';

/** How a channel can be named. */
export interface ChannelName {
  channelId: string;
  title: string;
  /** `@name`; empty where it has none. */
  handle: string;
}

/** Who uses this machine without logging in. */
export const localOwner = 'local';

/** `Curious Things (@curiousthings)`. */
export function describeChannel({ channelId, title, handle }: ChannelName): string {
  return `${title} (${handle || channelId})`;
}

/** Whether that is its id or its handle, with or without the @. */
export function isCalled({ channelId, handle }: ChannelName, named: string): boolean {
  return channelId === named || (handle !== '' && fold(handle) === fold(named));
}

/**
 * The one that is named by its id, its handle or its exact title; nothing when there is none.
 * @throws Failure `InvalidInput` when several have that title
 */
export function findNamed<Channel extends ChannelName>(
  channels: readonly Channel[],
  named: string,
): Channel | undefined {
  const called = channels.find(({ channelId }) => channelId === named) ?? channels.find((one) => isCalled(one, named));
  if (called) return called;
  const titled = channels.filter(({ title }) => title === named);
  if (titled.length < 2) return titled[0];
  const ids = titled.map(({ channelId }) => channelId).join(', ');
  throw new Failure('InvalidInput', `several channels have the title ${named}: name one by its id, ${ids}`);
}

/**
 * The command that signs an owner's channel in, to be run as it stands.
 * @param channel its id or handle; whichever the person chooses when left out
 */
export function loginCommand(owner: string, channel?: string): string {
  const named = channel === undefined ? '' : ` --channel ${quoteForShell(channel)}`;
  const whose = owner === localOwner ? '' : ` --owner ${quoteForShell(owner)}`;
  return `\`./faceless youtube login${named}${whose}\``;
}

function fold(handle: string): string {
  return handle.replace(/^@/, '').toLowerCase();
}

function quoteForShell(text: string): string {
  return /^[\p{L}\p{M}\p{N}_@.·-]+$/u.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
