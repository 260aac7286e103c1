import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { Failure } from '../../../../contracts/failures.ts';
import type { Upload, Uploads } from '../../../../infra/database/uploads.ts';
import type { OpenChannel } from '../../../../infra/youtube/open-channels.ts';
import { longestChunkBytes, SessionExpired, type UploadSource } from '../../../../infra/youtube/resumable-upload.ts';
import type { PublishCall } from '../provider.ts';

export interface Film {
  /** As `Uploads.claim` answered it. */
  upload: Upload;
  source: UploadSource;
  /** `snippet` and `status` of the video, with the marker in its description. */
  resource: object;
  /** By which the video is found among the channel's uploads. */
  marker: string;
}

interface Services {
  channel: OpenChannel;
  uploads: Uploads;
  /** How long a video that has just come whole may take to be listed. */
  settleMs: number;
}

/** What a try keeps in its heartbeats, for the next one: the session should the records be lost, and since when it is gone. */
const keptSchema = z.object({
  session: z.string(),
  sha256: z.string(),
  confirmed: z.number(),
  /** Ms since 1970. */
  goneAt: z.number().optional(),
});
type Kept = z.infer<typeof keptSchema>;

// Each is a fresh one that expired too: something else is wrong.
const mostSessions = 4;
const recordEveryMs = 1000;
// A channel that uploads that much while one film is on its way is nobody's.
const mostLookedThrough = 100;

/**
 * Uploads a film once, and answers the video's id: what an earlier try began goes on from the last byte that YouTube has, and
 * one that came whole is found instead of sent again.
 */
export async function uploadOnce(film: Film, services: Services, call: PublishCall): Promise<string> {
  const { channel, uploads } = services;
  const { upload, source, resource } = film;
  const { key, sha256, bytes } = upload;
  const { signal } = call;
  const kept = readKept(call.kept, upload);
  let session = await knownSession(film, services, kept);
  let goneAt = kept?.session === session ? kept?.goneAt : undefined;

  for (let sessions = 0; sessions < mostSessions; sessions += 1) {
    // How much of it YouTube has is asked, but for one that was opened just now.
    let from: number | undefined;
    if (session === undefined) {
      const opened = await channel.upload.begin(resource, source, signal);
      session = await uploads.replaceSession(key, upload.session, opened);
      if (session === opened) from = 0;
      upload.session = session;
    }
    try {
      return await finished(await send(session, from));
    } catch (error) {
      if (!(error instanceof SessionExpired)) throw error;
      // A try that dies while it waits is not to make the next one wait as long again.
      goneAt ??= Date.now();
      keep(session);
      const found = await findByMarker(film, services, goneAt, signal);
      if (found !== undefined) return finished(found);
      session = undefined;
      goneAt = undefined;
    }
  }
  throw new Failure('ProviderUnavailable', 'YouTube’s upload sessions expire one after the other');

  function keep(address: string): void {
    call.keep({ session: address, sha256, confirmed: upload.confirmed, goneAt } satisfies Kept);
  }

  async function finished(videoId: string): Promise<string> {
    await uploads.finish(key, videoId);
    call.report('bytes', bytes, bytes);
    return videoId;
  }

  async function send(address: string, from: number | undefined): Promise<string> {
    let recordedAt = 0;
    const onConfirmed = async (confirmed: number) => {
      upload.confirmed = confirmed;
      call.report('bytes', confirmed, bytes);
      keep(address);
      if (Date.now() - recordedAt < recordEveryMs && confirmed < bytes) return;
      recordedAt = Date.now();
      await uploads.confirm(key, confirmed);
    };
    await onConfirmed(from ?? upload.confirmed);
    return channel.upload.send(address, source, from, { signal, onConfirmed });
  }
}

function readKept(given: unknown, { sha256 }: Upload): Kept | undefined {
  const { data } = keptSchema.safeParse(given);
  return data?.sha256 === sha256 ? data : undefined;
}

/** That of the records; where they are lost, what the try before kept. */
async function knownSession({ upload }: Film, { uploads }: Services, kept?: Kept): Promise<string | undefined> {
  if (upload.session !== undefined || !kept) return upload.session;
  upload.session = await uploads.replaceSession(upload.key, undefined, kept.session);
  return upload.session;
}

/** The session is gone. Did the film come whole before? Then it is among the newest uploads. */
async function findByMarker(
  { marker, upload }: Film,
  { channel, settleMs }: Services,
  goneAt: number,
  signal: AbortSignal,
): Promise<string | undefined> {
  const settlesIn = Math.min(settleMs, goneAt + settleMs - Date.now());
  const look = async () => {
    const latest = await channel.api.latestUploads(channel.uploadsPlaylist, mostLookedThrough, signal);
    return latest.find(({ description }) => description.includes(marker))?.videoId;
  };
  const found = await look();
  // The last of the film may have been on its way when the session was lost: it may be there nevertheless.
  if (found !== undefined || settlesIn <= 0 || upload.bytes - upload.confirmed > longestChunkBytes) return found;
  await wait(settlesIn, undefined, { signal });
  return look();
}
