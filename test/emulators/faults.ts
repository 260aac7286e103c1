import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';

/** How a call can be spoilt. */
export type Fault =
  /** The vendor's own error for the status; `code` where it has several. */
  | { kind: 'status'; status: number; code?: string; retryAfter?: string }
  /** The connection breaks within the answer. */
  | { kind: 'cut' }
  /** No answer comes until the client gives up. */
  | { kind: 'stall' }
  /** A success whose JSON breaks off. */
  | { kind: 'malformed' }
  /** A success of 50 MB. */
  | { kind: 'huge' }
  /** To another place, which must never be asked. */
  | { kind: 'redirect'; location: string };

/** Spoils this share of the calls. */
export interface Chance<F = Fault> {
  seed: number;
  share: number;
  faults: readonly F[];
  /** The same call is spoilt so often at most. */
  most?: number;
}

/** What decides how calls are spoilt: those in the queue first, then by chance. */
export interface FaultKnob<F = Fault> {
  queue: F[];
  chance?: Chance<F>;
  /** How often each call was made, by its name. */
  made: Map<string, number>;
}

/** @param name the same for the same call: whether it is spoilt depends on it, the seed and how often it was made, not on the order of calls */
export function takeFault<F = Fault>({ queue, chance, made }: FaultKnob<F>, name: string): F | undefined {
  const times = (made.get(name) ?? 0) + 1;
  made.set(name, times);
  const next = queue.shift();
  if (next || !chance || times > (chance.most ?? Number.POSITIVE_INFINITY)) return next;
  const digest = createHash('sha256')
    .update(JSON.stringify([chance.seed, name, times]))
    .digest();
  if (digest.readUInt32LE(0) / 2 ** 32 >= chance.share) return undefined;
  return chance.faults[digest.readUInt32LE(4) % chance.faults.length];
}

export function writeFault(
  response: ServerResponse,
  fault: Fault,
  errorOf: (status: number, code?: string) => unknown,
): void {
  const json = { 'content-type': 'application/json' };
  switch (fault.kind) {
    case 'status': {
      const wait = fault.retryAfter === undefined ? {} : { 'retry-after': fault.retryAfter };
      const error = errorOf(fault.status, fault.code);
      // Some vendors answer with a sentence.
      const [type, text] = typeof error === 'string' ? [{}, error] : [json, JSON.stringify(error)];
      response.writeHead(fault.status, { ...type, ...wait }).end(text);
      return;
    }
    case 'cut':
      response.writeHead(200, { ...json, 'content-length': 5000 });
      response.write('{"half', () => response.destroy());
      return;
    case 'stall':
      return;
    case 'malformed':
      response.writeHead(200, json).end('{"half":');
      return;
    case 'huge':
      writeHuge(response);
      return;
    case 'redirect':
      response.writeHead(302, { location: fault.location }).end();
  }
}

const hugeBytes = 50_000_000;

function writeHuge(response: ServerResponse): void {
  const chunk = Buffer.alloc(1_000_000, ' ');
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': hugeBytes });
  let left = hugeBytes / chunk.length;
  const more = () => {
    while (left > 0 && !response.destroyed) {
      left -= 1;
      if (!response.write(chunk)) return void response.once('drain', more);
    }
    response.end();
  };
  more();
}
