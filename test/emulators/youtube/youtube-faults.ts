import { createHash } from 'node:crypto';
import { type Chance, type Fault, type FaultKnob, takeFault } from '../faults.ts';
import type { Operation } from './world.ts';

type Kind =
  | Fault
  /** The connection breaks within a chunk, after this share of its bytes; of what came, `lose` more blocks are lost. */
  | { kind: 'cut-upload'; at?: number; lose?: number }
  /** A chunk comes whole, and the `Range` says so many blocks less. */
  | { kind: 'lower-range'; lose?: number }
  /** The session is gone. */
  | { kind: 'expired-session' }
  /** Everything is done as it was asked, and the connection breaks before the answer. */
  | { kind: 'lost-answer' }
  /** It is answered as if it were done, and nothing has changed. */
  | { kind: 'no-effect' }
  /** It is answered, so much later. */
  | { kind: 'slow'; ms: number };

/**
 * How a call can be spoilt; `on` a kind of call, or any. A `status` from 500 on meets a chunk on its way: what of it came by
 * then is kept.
 */
export type YoutubeFault = Kind & { on?: Operation };

export type YoutubeChance = Chance<YoutubeFault>;

const only: Partial<Record<YoutubeFault['kind'], readonly Operation[]>> = {
  'cut-upload': ['upload.put'],
  'lower-range': ['upload.put'],
  'no-effect': ['thumbnails.set', 'videos.update'],
  'expired-session': ['upload.put', 'upload.status'],
};

function suits({ kind, on }: YoutubeFault, operation: Operation): boolean {
  return on === undefined ? (only[kind]?.includes(operation) ?? true) : on === operation;
}

/** The first of the queue that suits the call, else one by chance that does. */
export function chooseFault(
  knob: FaultKnob<YoutubeFault>,
  operation: Operation,
  name: string,
): YoutubeFault | undefined {
  const first = knob.queue.findIndex((fault) => suits(fault, operation));
  const queue = first < 0 ? [] : knob.queue.splice(first, 1);
  const faults = knob.chance?.faults.filter((fault) => suits(fault, operation)) ?? [];
  const chance = knob.chance && faults.length > 0 ? { ...knob.chance, faults } : undefined;
  return takeFault({ queue, chance, made: knob.made }, name);
}

/** From 0 to 1, always the same for the same name. */
export const shareOf = (name: string): number => createHash('sha256').update(name).digest().readUInt32LE(8) / 2 ** 32;

/** Those that spoil the answer to any vendor's call, and keep it from being done. */
export function isPlainFault(fault: YoutubeFault): fault is Fault & { on?: Operation } {
  return ['status', 'cut', 'stall', 'malformed', 'huge', 'redirect'].includes(fault.kind);
}
