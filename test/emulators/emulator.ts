import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { type Chance, type Fault, type FaultKnob, takeFault, writeFault } from './faults.ts';

/** A request as the vendor sees it. */
export interface VendorCall {
  method: string;
  url: URL;
  headers: IncomingMessage['headers'];
  /** Parsed when it is JSON, else the text. */
  body: unknown;
  /** What the call was answered with; `fault` when the knob decided. */
  outcome: 'answered' | 'refused' | 'fault';
  /** How the knob spoilt it. */
  fault?: Fault['kind'];
}

/** What a vendor's route answers: JSON, or bytes of a media type. */
export interface VendorReply {
  status?: number;
  headers?: Record<string, string>;
  json?: unknown;
  bytes?: Uint8Array;
  mediaType?: string;
}

/** The request breaks the vendor's protocol, or is one the vendor refuses: its own error, in its own form. */
export class VendorRefusal extends Error {
  readonly reply: VendorReply;
  /** The client did what the vendor's documentation forbids, which no test may overlook. */
  readonly isViolation: boolean;

  constructor(reply: VendorReply, { isViolation = true } = {}) {
    super(JSON.stringify(reply.json));
    this.reply = reply;
    this.isViolation = isViolation;
  }
}

export interface EmulatorDefinition {
  name: string;
  /** The vendor's error for a status, in its own form: what the knob's statuses are written with. */
  errorOf(status: number, code?: string): unknown;
  /** Answers a request, or throws a `VendorRefusal`. */
  answer(call: Omit<VendorCall, 'outcome'>): VendorReply | Promise<VendorReply>;
  /** Takes over a connection that is to become a websocket; what breaks the protocol later is added to `violations`. */
  upgrade?(
    call: VendorCall,
    connection: { request: IncomingMessage; socket: Duplex; head: Buffer; fault?: Fault; violations: string[] },
  ): void;
}

/** A vendor on loopback, which checks its protocol as the vendor does, and fails when told to. */
export interface Emulator {
  readonly name: string;
  readonly url: string;
  readonly calls: VendorCall[];
  /** What broke the protocol, a sentence each: a test holds it to be empty. */
  readonly violations: string[];
  /** The next calls are spoilt so, in this order, one each. */
  fail(...faults: Fault[]): void;
  /** Spoils calls by chance from a seed, until called without. */
  failAtRandom(chance?: Chance): void;
  reset(): void;
  close(): Promise<void>;
}

/** The same for the same call made again. */
export function callName({ method, url, body }: Pick<VendorCall, 'method' | 'url' | 'body'>): string {
  return `${method} ${url.pathname}${url.search} ${JSON.stringify(body)}`;
}

/** Serves it on 127.0.0.1; port 0 is any that is free. `POST /__faults` with a JSON list turns the knob from outside. */
export async function startEmulator(definition: EmulatorDefinition, port = 0): Promise<Emulator> {
  const calls: VendorCall[] = [];
  const violations: string[] = [];
  const knob: FaultKnob = { queue: [], made: new Map() };

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://vendor.invalid');
    const body = await readBody(request);
    if (url.pathname === '/__faults') {
      knob.queue.push(...(body as Fault[]));
      return void response.writeHead(204).end();
    }
    const call: VendorCall = {
      method: request.method ?? 'GET',
      url,
      headers: request.headers,
      body,
      outcome: 'answered',
    };
    calls.push(call);
    const fault = takeFault(knob, callName(call));
    if (fault) {
      Object.assign(call, { outcome: 'fault', fault: fault.kind });
      return writeFault(response, fault, definition.errorOf);
    }
    write(response, await answerOrRefuse(call));
  }

  async function answerOrRefuse(call: VendorCall): Promise<VendorReply> {
    try {
      return await definition.answer(call);
    } catch (error) {
      if (!(error instanceof VendorRefusal)) throw error;
      call.outcome = 'refused';
      if (error.isViolation) violations.push(`${call.method} ${call.url.pathname}: ${error.message}`);
      return { status: 400, ...error.reply };
    }
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      violations.push(`the emulator itself: ${String(error)}`);
      response.destroy();
    });
  });
  const sockets = new Set<Duplex>();
  server.on('upgrade', (request, socket, head) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => socket.destroy());
    const call: VendorCall = {
      ...{ method: request.method ?? 'GET', headers: request.headers, body: '', outcome: 'answered' },
      url: new URL(request.url ?? '/', 'http://vendor.invalid'),
    };
    calls.push(call);
    const fault = takeFault(knob, callName(call));
    if (fault) Object.assign(call, { outcome: 'fault', fault: fault.kind });
    if (definition.upgrade) definition.upgrade(call, { request, socket, head, fault, violations });
    else socket.destroy();
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    name: definition.name,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    violations,
    fail: (...faults) => void knob.queue.push(...faults),
    failAtRandom(chance) {
      knob.chance = chance;
    },
    reset() {
      calls.length = 0;
      violations.length = 0;
      knob.queue.length = 0;
      knob.chance = undefined;
      knob.made.clear();
    },
    async close() {
      server.close();
      server.closeAllConnections();
      for (const socket of sockets) socket.destroy();
      await once(server, 'close');
    },
  };
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  if (!/\bjson\b/.test(request.headers['content-type'] ?? '')) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function write(response: ServerResponse, { status = 200, headers, json, bytes, mediaType }: VendorReply): void {
  const body = bytes ?? Buffer.from(JSON.stringify(json ?? {}));
  response.writeHead(status, {
    'content-type': mediaType ?? 'application/json',
    'content-length': body.length,
    ...headers,
  });
  response.end(body);
}
