import { createHash } from 'node:crypto';
import { noteLook } from './looks.ts';
import { rejectionOf } from './processing.ts';
import type { VideoDraft } from './video-rules.ts';
import { type Channel, type Media, timeOf, type Video, type World } from './world.ts';

/** What is kept of a body that breaks off is a multiple of it, and so is every chunk but the last. */
export const blockBytes = 262_144;

/** Bytes that came in order, of which only whole blocks and the end of the file are kept; none of them stays in memory. */
export interface Receipt {
  readonly kept: number;
  take(bytes: Buffer): void;
  /** What is no whole block is lost. */
  drop(): void;
  sha256(): string;
}

function createReceipt(size: number): Receipt {
  const hash = createHash('sha256');
  let kept = 0;
  let pending: Buffer[] = [];
  let pendingBytes = 0;
  return {
    get kept() {
      return kept;
    },
    take(bytes) {
      let rest = bytes;
      while (rest.length > 0 && kept < size) {
        const missing = Math.min(blockBytes, size - kept) - pendingBytes;
        const piece = rest.subarray(0, missing);
        rest = rest.subarray(piece.length);
        pending.push(piece);
        pendingBytes += piece.length;
        if (piece.length < missing) return;
        for (const one of pending) hash.update(one);
        kept += pendingBytes;
        this.drop();
      }
    },
    drop() {
      pending = [];
      pendingBytes = 0;
    },
    sha256: () => hash.copy().digest('hex'),
  };
}

/** An upload that was begun. */
export interface UploadSession {
  id: string;
  channelId: string;
  draft: VideoDraft;
  /** What the answer to the last byte shows of the video. */
  parts: string[];
  size: number;
  mediaType: string;
  startedAt: number;
  receipt: Receipt;
  /** Since all of it is here. */
  videoId?: string;
  isExpired: boolean;
  /** Counts the requests to it: a newer one ends an older one, whose client may be dead. */
  turn: number;
}

type Start = Pick<UploadSession, 'draft' | 'parts' | 'size' | 'mediaType'>;

export function startSession(world: World, channel: Channel, start: Start): UploadSession {
  const session: UploadSession = {
    ...start,
    id: world.makeId('session', 32),
    channelId: channel.id,
    startedAt: world.now(),
    receipt: createReceipt(start.size),
    isExpired: false,
    turn: 0,
  };
  world.sessions.set(session.id, session);
  return session;
}

/** The session, unless it is unknown or too old. */
export function findSession(world: World, id: string | null): UploadSession | undefined {
  const session = world.sessions.get(id ?? '');
  if (!session || session.isExpired) return undefined;
  return world.now() - session.startedAt < world.settings.sessionSeconds * 1000 ? session : undefined;
}

/** All bytes are here: from now on there is a video. */
export function finishSession(world: World, session: UploadSession): Video {
  const { draft, channelId, size: bytes, mediaType } = session;
  const content: Media = { sha256: session.receipt.sha256(), bytes, mediaType };
  const facts = { seconds: 60, width: 1920, height: 1080 };
  const video: Video = {
    ...structuredClone(draft),
    ...facts,
    ...world.settings.factsOf({ title: draft.snippet.title, ...content }),
    id: world.makeId('video', 11),
    channelId,
    publishedAt: timeOf(world),
    content,
    pollsLeft: world.settings.processingPolls,
    uploadStatus: 'uploaded',
    spoilt: rejectionOf(world, channelId, content),
    privacies: [draft.status.privacyStatus],
  };
  world.videos.set(video.id, video);
  noteLook(world, video);
  session.videoId = video.id;
  return video;
}
