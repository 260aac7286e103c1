import type { VendorReply } from '../emulator.ts';
import type { GoogleOAuth } from '../google-oauth.ts';
import { captionRoutes } from './captions.ts';
import { channelRoutes } from './channels.ts';
import { decline, forbid } from './google-error.ts';
import { readMultipart } from './multipart.ts';
import { playlistItemRoutes } from './playlist-items.ts';
import { playlistRoutes } from './playlists.ts';
import { thumbnailRoutes } from './thumbnails.ts';
import { videoRoutes } from './videos.ts';
import { type ApiRequest, type Channel, type Route, uploadScopes, type World } from './world.ts';

export interface ApiCall {
  method: string;
  url: URL;
  headers: ApiRequest['headers'];
  bytes: Buffer;
}

const routes = [
  ...[...videoRoutes, ...thumbnailRoutes, ...captionRoutes, ...playlistRoutes, ...playlistItemRoutes, ...channelRoutes],
];

export const routeOf = (method: string, path: string): Route | undefined =>
  routes.find((route) => route.method === method && route.path === path);

/** The channel whose token the request has. */
export function authorise(
  world: World,
  oauth: GoogleOAuth,
  { headers, url }: Omit<ApiCall, 'bytes'>,
  scopes: readonly string[],
) {
  if (url.searchParams.has('access_token')) throw forbid(401, 'required', 'A token has no place in an address.');
  const [, token] = /^Bearer (\S+)$/.exec(String(headers.authorization ?? '')) ?? [];
  if (!token) throw forbid(401, 'required', 'Login Required.');
  const holder = oauth.holderOf(token);
  const channel = world.channels.get(holder?.account ?? '');
  if (!holder || !channel) throw decline(401, 'authError', 'Invalid Credentials');
  if (!scopes.some((scope) => holder.scopes.includes(scope))) {
    throw decline(403, 'insufficientPermissions', 'Request had insufficient authentication scopes.');
  }
  return { channel, project: holder.project };
}

/** The channel that may go on with an upload. */
export const authoriseUpload = (world: World, oauth: GoogleOAuth, call: Omit<ApiCall, 'bytes'>): Channel =>
  authorise(world, oauth, call, uploadScopes).channel;

/** Parameters the route knows, once each; `part` and `id` may be repeated in place of commas. */
function readQuery({ parameters }: Route, { searchParams }: URL): URLSearchParams {
  const query = new URLSearchParams();
  for (const name of new Set(searchParams.keys())) {
    const values = searchParams.getAll(name);
    if (name === 'prettyPrint' || (name === 'alt' && values.join() === 'json')) continue;
    const isKnown = parameters.includes(name) && (values.length === 1 || name === 'part' || name === 'id');
    if (!isKnown) throw forbid(400, 'unexpectedParameter', `Unexpected parameter: ${name}`);
    query.set(name, values.join());
  }
  return query;
}

function readParts({ parts }: Route, query: URLSearchParams): string[] {
  if (parts.length === 0) return [];
  const asked = (query.get('part') ?? '').split(',').filter(Boolean);
  if (asked.length === 0) throw forbid(400, 'missingRequiredParameter', 'Missing required parameter: part.');
  const unknown = asked.find((part) => !parts.includes(part));
  if (unknown) throw forbid(400, 'unknownPart', `'${unknown}'`);
  return asked;
}

/** JSON, JSON with media, or media alone. */
export function readApiBody({ method, url, headers, bytes }: ApiCall): Pick<ApiRequest, 'body' | 'media'> {
  const mediaType = String(headers['content-type'] ?? '');
  if (method === 'GET' || method === 'DELETE') {
    if (bytes.length > 0) throw forbid(400, 'badRequest', `A body has no place in ${method}.`);
    return { body: undefined };
  }
  const uploadType = url.searchParams.get('uploadType');
  if (uploadType === 'media') return { body: undefined, media: { bytes, mediaType } };
  if (uploadType === 'multipart') {
    const parts = readMultipart(bytes, mediaType);
    if (!parts) throw forbid(400, 'badRequest', 'Malformed multipart body.');
    return { body: parts.metadata, media: parts.media };
  }
  if (!/^application\/json\b/i.test(mediaType))
    throw forbid(400, 'badContent', `Unsupported content with type: ${mediaType}`);
  try {
    return { body: JSON.parse(new TextDecoder('utf8', { fatal: true }).decode(bytes)) };
  } catch {
    throw forbid(400, 'parseError', 'Parse Error');
  }
}

/** Answers a call of the Data API, within the day's quota: one that is refused costs a unit. */
export function answerApi(world: World, oauth: GoogleOAuth, call: ApiCall): VendorReply {
  const route = routeOf(call.method, call.url.pathname);
  if (!route) throw forbid(404, 'notFound', `Nothing at ${call.method} ${call.url.pathname}`);
  const { channel, project } = authorise(world, oauth, call, route.scopes);
  const use = route.cost === 'insert' ? { inserts: 1 } : { units: route.cost };
  if (!world.quota.fits(project, use)) {
    throw decline(403, 'quotaExceeded', 'The request cannot be completed because you have exceeded your quota.');
  }
  try {
    if (!channel.isSignedUp && route.method !== 'GET') {
      throw decline(401, 'youtubeSignupRequired', 'The account has no YouTube channel.');
    }
    const query = readQuery(route, call.url);
    const parts = readParts(route, query);
    const body = readApiBody(call);
    const reply = route.answer({ world, channel, project, query, parts, headers: call.headers, ...body });
    world.quota.take(project, use);
    return reply;
  } catch (error) {
    world.quota.take(project, { units: 1 });
    throw error;
  }
}
