import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { type Emulator, type VendorCall, VendorRefusal, type VendorReply } from '../emulator.ts';
import { type FaultKnob, writeFault } from '../faults.ts';
import { createGoogleOAuth, type GoogleOAuth, type OAuthClient, oauthError } from '../google-oauth.ts';
import { answerService, operationAt } from './answer-service.ts';
import { authoriseUpload, readApiBody } from './api.ts';
import { type AudienceView, viewAudience } from './audience-view.ts';
import { googleError } from './google-error.ts';
import { publishDue } from './processing.ts';
import type { DayUse } from './quota.ts';
import { answerPut } from './upload-put.ts';
import { withoutEffect } from './without-effect.ts';
import type { Operation, Settings } from './world.ts';
import { createWorld, forgetWorld, viewWorld, type WorldView } from './world-view.ts';
import { chooseFault, isPlainFault, shareOf, type YoutubeChance, type YoutubeFault } from './youtube-faults.ts';

export const youtubeClient: OAuthClient = {
  id: '407408718192-emulated.apps.googleusercontent.com',
  secret: 'GOCSPX-emulated-client-secret',
  project: '407408718192',
};
/** The first channel's, from the start. */
export const youtubeRefreshToken = '1//0gEmulatedRefreshTokenOfTheFirstChannel';

/** The variables that send the product to an emulator, with the first channel signed in. */
export const youtubeEnvironment = (url: string) => ({
  YOUTUBE_ROOT_URL: url,
  YOUTUBE_ANALYTICS_ROOT_URL: url,
  YOUTUBE_REPORTING_ROOT_URL: url,
  GOOGLE_OAUTH_AUTH_URL: `${url}/o/oauth2/v2/auth`,
  GOOGLE_OAUTH_TOKEN_URL: `${url}/token`,
  GOOGLE_OAUTH_CLIENT_ID: youtubeClient.id,
  GOOGLE_OAUTH_CLIENT_SECRET: youtubeClient.secret,
  YOUTUBE_REFRESH_TOKEN: youtubeRefreshToken,
});

export interface YoutubeCall extends VendorCall {
  operation: Operation;
  /** Of a film, as many as came with this call. */
  bytes: number;
  /** How the knob spoilt it. */
  spoiltBy?: YoutubeFault['kind'];
  /** With which status it was answered therefore. */
  spoiltStatus?: number;
}

/** YouTube's Data API, uploads, figures, pictures and Google's sign-in on loopback, with all that they keep. */
export interface YoutubeEmulator extends Emulator, WorldView, AudienceView {
  readonly calls: YoutubeCall[];
  readonly oauth: GoogleOAuth;
  /** `youtubeEnvironment` of it. */
  readonly environment: Record<string, string>;
  /** Of films, in all: those too that were not kept. */
  bytesReceived(): number;
  fail(...faults: YoutubeFault[]): void;
  failAtRandom(chance?: YoutubeChance): void;
  /** Forgets everything but channels, settings and who is signed in. */
  reset(): void;
}

interface Options {
  port?: number;
  /** Its clock: tokens, sessions, scheduled videos and the day of the quota go by it. */
  now?: () => number;
  settings?: Partial<Settings>;
  /** Of a Pacific day; 10,000 units and 100 inserts unless said. */
  quota?: Partial<DayUse>;
  accessSeconds?: number;
}

const uploadPath = '/upload/youtube/v3/videos';
const oauthPaths: Readonly<Record<string, Operation>> = {
  '/o/oauth2/v2/auth': 'oauth.authorise',
  '/token': 'oauth.token',
  '/revoke': 'oauth.revoke',
};

/** Serves it on 127.0.0.1; port 0 is any that is free. `POST /__faults` with a JSON list turns the knob from outside. */
export async function startYoutubeEmulator(options: Options = {}): Promise<YoutubeEmulator> {
  const { port = 0, now = Date.now, settings, quota, accessSeconds = 3599 } = options;
  const calls: YoutubeCall[] = [];
  const knob: FaultKnob<YoutubeFault> = { queue: [], made: new Map() };
  const world = createWorld({ now, settings, quota });
  const { violations } = world;
  const view = viewWorld(world, youtubeClient.project);
  const oauth = createGoogleOAuth({ now, clients: [youtubeClient], account: view.channel.id, accessSeconds });
  oauth.issue(view.channel.id, { refreshToken: youtubeRefreshToken });
  let received = 0;

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = request.method ?? 'GET';
    const url = new URL(request.url ?? '/', world.url);
    const isPut = method === 'PUT' && url.pathname === uploadPath;
    const bytes = isPut ? Buffer.alloc(0) : await readAll(request);
    if (url.pathname === '/__faults') {
      knob.queue.push(...(JSON.parse(bytes.toString()) as YoutubeFault[]));
      return void response.writeHead(204).end();
    }
    const operation = operationOf(request, url);
    const shown = isPut ? undefined : shownBody({ method, url, headers: request.headers, bytes });
    const call: YoutubeCall = {
      ...{ method, url, headers: request.headers, body: shown, outcome: 'answered', operation, bytes: 0 },
    };
    calls.push(call);
    const name = `${operation} ${subjectOf(call)}`;
    const fault = chooseFault(knob, operation, name);
    if (fault) {
      const spoiltStatus = fault.kind === 'status' ? fault.status : undefined;
      Object.assign(call, { outcome: 'fault', spoiltBy: fault.kind, spoiltStatus });
    }
    const onBytes = (count: number) => {
      received += count;
      call.bytes += count;
    };
    if (fault && isPlainFault(fault) && !(operation === 'upload.put' && fault.kind === 'status')) {
      await drain(request, onBytes);
      return writeFault(response, fault, (status, code) =>
        operation.startsWith('oauth.') ? oauthError(code ?? 'server_error') : googleError(status, code),
      );
    }
    if (fault?.kind === 'slow') await delay(fault.ms);
    const share = shareOf(`${name} ${knob.made.get(name)}`);
    const reply = await answerOrRefuse(call, async () => {
      publishDue(world);
      if (operation.startsWith('oauth.')) return oauth.answer({ ...call, body: bytes.toString() });
      if (!isPut) {
        const answer = () => answerService(world, oauth, { method, url, headers: request.headers, bytes });
        return fault?.kind === 'no-effect' ? withoutEffect(world, answer) : answer();
      }
      const channel = authoriseUpload(world, oauth, call);
      const sessionId = url.searchParams.get('upload_id');
      return answerPut({ world, channel, request, sessionId, fault, share, onBytes });
    });
    await drain(request, onBytes);
    if (!reply || fault?.kind === 'lost-answer') response.destroy();
    else write(response, reply);
  }

  async function answerOrRefuse(
    call: YoutubeCall,
    answer: () => Promise<VendorReply | undefined>,
  ): Promise<VendorReply | undefined> {
    try {
      return await answer();
    } catch (error) {
      if (!(error instanceof VendorRefusal)) throw error;
      if (call.outcome === 'answered') call.outcome = 'refused';
      if (error.isViolation) violations.push(`${call.operation}: ${error.message}`);
      return { status: 400, ...error.reply };
    }
  }

  /** What a call is about, the same when it is made again. */
  function subjectOf({ url, body, headers }: YoutubeCall): string {
    const session = world.sessions.get(url.searchParams.get('upload_id') ?? '');
    if (session) return `${session.draft.snippet.title} ${session.size} ${headers['content-range']}`;
    return `${url.search} ${JSON.stringify(body)}`;
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      violations.push(`the emulator itself: ${String(error)}`);
      response.destroy();
    });
  });
  // A film may take longer than Node waits for a request.
  server.requestTimeout = 0;
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  world.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    ...view,
    ...viewAudience(world, view.channel),
    ...{ name: 'youtube', url: world.url, calls, violations, oauth },
    environment: youtubeEnvironment(world.url),
    bytesReceived: () => received,
    fail: (...faults) => void knob.queue.push(...faults),
    failAtRandom(chance) {
      knob.chance = chance;
    },
    reset() {
      forgetWorld(world);
      calls.length = 0;
      received = 0;
      knob.queue.length = 0;
      knob.chance = undefined;
      knob.made.clear();
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function operationOf({ method = 'GET', headers }: IncomingMessage, { pathname }: URL): Operation {
  if (method === 'PUT' && pathname === uploadPath) {
    return /^bytes \*\//.test(headers['content-range'] ?? '') ? 'upload.status' : 'upload.put';
  }
  return oauthPaths[pathname] ?? operationAt(method, pathname);
}

/** The body as `calls` show it: media by its length, captions as text. */
function shownBody(call: Parameters<typeof readApiBody>[0]): unknown {
  try {
    const { body, media } = readApiBody(call);
    if (!media) return body;
    return body === undefined ? { mediaBytes: media.bytes.length } : { ...body, media: media.bytes.toString() };
  } catch {
    return call.bytes.toString();
  }
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Lets the client say all it has to say: one that is still sending may not listen. */
async function drain(request: IncomingMessage, onBytes: (count: number) => void): Promise<void> {
  if (request.destroyed) return;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) onBytes(chunk.length);
  } catch {
    request.destroy();
  }
}

function write(response: ServerResponse, { status = 200, headers, json, bytes }: VendorReply): void {
  const body = bytes ?? (json === undefined ? Buffer.alloc(0) : Buffer.from(JSON.stringify(json)));
  const type = body.length > 0 && { 'content-type': 'application/json; charset=UTF-8' };
  const length = status !== 204 && { 'content-length': body.length };
  response.writeHead(status, { ...type, ...length, ...headers }).end(body);
}
