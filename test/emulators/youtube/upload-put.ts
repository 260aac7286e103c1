import type { IncomingMessage } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { VendorReply } from '../emulator.ts';
import { decline, forbid, googleError } from './google-error.ts';
import { blockBytes, findSession, finishSession, type UploadSession } from './upload-session.ts';
import { videoResource } from './video-resource.ts';
import type { Channel, World } from './world.ts';
import type { YoutubeFault } from './youtube-faults.ts';

/** A request to a session. */
export interface PutRequest {
  world: World;
  channel: Channel;
  request: IncomingMessage;
  sessionId: string | null;
  fault?: YoutubeFault;
  /** 0 to 1, where a fault of a chunk strikes unless it says itself. */
  share: number;
  /** Bytes of a body came. */
  onBytes(count: number): void;
}

interface Range {
  from: number;
  length: number;
}

/** What the vendor's guide calls step 2 and 3: bytes of a film, or the question how many are there. Nothing: the connection broke. */
export async function answerPut(put: PutRequest): Promise<VendorReply | undefined> {
  const { world, channel, request, fault } = put;
  const session = findSession(world, put.sessionId);
  if (session && fault?.kind === 'expired-session') session.isExpired = true;
  if (!session || session.isExpired) throw decline(404, 'notFound', 'The upload session is unknown or expired.');
  if (session.channelId !== channel.id) throw forbid(403, 'forbidden', 'The upload is another channel’s.');
  // Whoever still sends to it is cut off: its client may be dead.
  session.turn += 1;
  session.receipt.drop();
  const range = readRange(session, request);
  if (!range) return progressOf(world, session);
  const plan = planOf(put, range);
  const came = await takeBytes(put, session, range, plan);
  if (came === 'broken') return undefined;
  if (fault?.kind === 'status') {
    const headers = fault.retryAfter === undefined ? undefined : { 'retry-after': fault.retryAfter };
    return { status: fault.status, headers, json: googleError(fault.status, fault.code) };
  }
  if (came !== range.length) throw forbid(400, 'badRequest', `${came} bytes came in place of ${range.length}.`);
  return progressOf(world, session);
}

/** The final answer, as often as it is asked for, or how far the upload is. */
function progressOf(world: World, session: UploadSession): VendorReply {
  const { receipt, size } = session;
  if (receipt.kept < size) {
    const headers = receipt.kept > 0 ? { range: `bytes=0-${receipt.kept - 1}` } : undefined;
    return { status: 308, headers, bytes: Buffer.alloc(0) };
  }
  const video = session.videoId ? world.videos.get(session.videoId) : finishSession(world, session);
  if (!video) throw decline(404, 'notFound', 'The video was deleted.');
  return { status: 201, json: videoResource(world, video, session.parts) };
}

/** Which bytes the body holds; nothing when it only asks. A body without `Content-Range` is all of the film. */
function readRange({ receipt, size, mediaType }: UploadSession, { headers }: IncomingMessage): Range | undefined {
  const length = headers['content-length'] === undefined ? undefined : Number(headers['content-length']);
  const header = headers['content-range'] ?? `bytes 0-${size - 1}/${size}`;
  const [, first, last, total] = /^bytes (?:(\d+)-(\d+)|\*)\/(\d+)$/.exec(header) ?? [];
  if (Number(total) !== size) throw forbid(400, 'badRequest', `Failed to parse Content-Range header: ${header}`);
  if (first === undefined) {
    if (length !== 0) throw forbid(400, 'badRequest', 'A question for the status has Content-Length: 0.');
    return undefined;
  }
  const [from, to] = [Number(first), Number(last)];
  const range = { from, length: to - from + 1 };
  if (to < from || to >= size) throw forbid(400, 'badRequest', `No such bytes: ${header}`);
  if (length === undefined && headers['transfer-encoding'] !== 'chunked') throw forbid(411, 'contentLengthRequired');
  if (length !== undefined && length !== range.length) {
    throw forbid(400, 'badRequest', `Content-Length ${length} is not that of ${header}.`);
  }
  const type = headers['content-type'];
  if (type !== undefined && type !== mediaType) throw forbid(400, 'badContent', `The film was to be ${mediaType}.`);
  if (from !== receipt.kept) {
    throw forbid(
      400,
      'badRequest',
      `${from < receipt.kept ? 'An overlap' : 'A gap'}: ${header} after ${receipt.kept} bytes.`,
    );
  }
  if (to < size - 1 && range.length % blockBytes !== 0) {
    throw forbid(400, 'badRequest', `A chunk of ${range.length} bytes is no multiple of ${blockBytes}.`);
  }
  return range;
}

/** Of a body's bytes. */
interface Plan {
  keep: number;
  breakAt?: number;
}

function planOf({ fault, share }: PutRequest, { length }: Range): Plan {
  switch (fault?.kind) {
    case 'cut-upload': {
      const breakAt = Math.min(Math.floor((fault.at ?? share) * length), length - 1);
      return { breakAt, keep: Math.max(0, Math.floor(breakAt / blockBytes) - (fault.lose ?? 0)) * blockBytes };
    }
    case 'lower-range':
      return { keep: Math.max(0, Math.ceil(length / blockBytes) - (fault.lose ?? 1)) * blockBytes };
    case 'status':
      return { keep: fault.status < 500 ? 0 : Math.floor((share * length) / blockBytes) * blockBytes };
    default:
      return { keep: length };
  }
}

/** @returns how many came, or that the connection broke */
async function takeBytes(
  { request, world, onBytes }: PutRequest,
  session: UploadSession,
  { length }: Range,
  { keep, breakAt }: Plan,
): Promise<number | 'broken'> {
  const { turn, receipt } = session;
  let came = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      if (session.turn !== turn) return 'broken';
      onBytes(chunk.length);
      const wanted = chunk.subarray(0, Math.max(0, Math.min(keep, breakAt ?? length) - came));
      if (wanted.length > 0) receipt.take(wanted);
      came += chunk.length;
      if (breakAt !== undefined && came >= breakAt) return 'broken';
      const { bytesPerSecond } = world.settings;
      if (bytesPerSecond) await delay((1000 * chunk.length) / bytesPerSecond);
    }
    return came;
  } catch {
    return 'broken';
  }
}
