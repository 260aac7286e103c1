import type { Publication } from '../../contracts/publication.ts';
import type { StepStatus } from '../../contracts/step-status.ts';

/** `https://youtu.be/dQw4w9, public on Curious Things`. */
export function describePublication({ url, privacy, publishAt, channel }: Publication): string {
  if (privacy === undefined) return url;
  const where = channel ? ` on ${channel.title}` : '';
  const when = publishAt === undefined ? '' : `, public from ${minuteOf(publishAt)} on`;
  return `${url}, ${privacy}${where}${when}`;
}

/** What a running step is at, and until when it waits for that; nothing where it just runs. */
export function describeDoing({ doing, waitsUntil }: Pick<StepStatus, 'doing' | 'waitsUntil'>): string | undefined {
  const until = waitsUntil === undefined ? '' : ` (until ${minuteOf(waitsUntil)})`;
  return doing === undefined ? undefined : `${doing}${until}`;
}

/** `2026-12-01 17:00 UTC`. */
export function minuteOf(time: string): string {
  return `${new Date(time).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
