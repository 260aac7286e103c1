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

interface Knob {
  queue: Fault[];
  chance?: { random: () => number; share: number; faults: readonly Fault[] };
}

export function takeFault({ queue, chance }: Knob): Fault | undefined {
  const next = queue.shift();
  if (next || !chance || chance.random() >= chance.share) return next;
  return chance.faults[Math.floor(chance.random() * chance.faults.length)];
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
