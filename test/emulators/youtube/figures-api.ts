import { VendorRefusal, type VendorReply } from '../emulator.ts';
import type { GoogleOAuth } from '../google-oauth.ts';
import { analyticsRoutes } from './analytics.ts';
import { type ApiCall, authorise, readApiBody } from './api.ts';
import { forbid } from './google-error.ts';
import { reportingRoutes } from './reporting.ts';
import type { FiguresRoute, World } from './world.ts';

const routes = [...reportingRoutes, ...analyticsRoutes];
const scopes = ['yt-analytics.readonly', 'yt-analytics-monetary.readonly'].map(
  (name) => `https://www.googleapis.com/auth/${name}`,
);

const statuses: Readonly<Record<number, string>> = {
  ...{ 400: 'INVALID_ARGUMENT', 401: 'UNAUTHENTICATED', 403: 'PERMISSION_DENIED', 404: 'NOT_FOUND' },
  409: 'ALREADY_EXISTS',
};

export const figuresRouteOf = (method: string, path: string): FiguresRoute | undefined =>
  routes.find((route) => route.method === method && route.path.test(path));

/** Answers a call of the Analytics or the Reporting API, which take nothing off the Data API's quota. */
export function answerFigures(world: World, oauth: GoogleOAuth, call: ApiCall, route: FiguresRoute): VendorReply {
  try {
    const { channel } = authorise(world, oauth, call, scopes);
    const query = readQuery(route, call.url);
    const [, ...path] = route.path.exec(call.url.pathname) ?? [];
    return route.answer({ world, channel, query, path, body: readApiBody(call).body });
  } catch (error) {
    throw error instanceof VendorRefusal ? inNewerForm(error) : error;
  }
}

function readQuery({ parameters }: FiguresRoute, { searchParams }: URL): URLSearchParams {
  const names = [...searchParams.keys()];
  const strange = names.find((name, index) => !parameters.includes(name) || names.indexOf(name) !== index);
  if (strange) throw forbid(400, 'badRequest', `Invalid JSON payload received. Unknown name "${strange}".`);
  return searchParams;
}

/** These services name a status too; a scope that is missing they say in the details alone. */
function inNewerForm(refusal: VendorRefusal): VendorRefusal {
  const { reply, isViolation } = refusal;
  const { error } = reply.json as { error: { code: number; message: string; errors: { reason: string }[] } };
  const { errors, ...others } = { ...error, status: statuses[error.code] };
  const isOfScope = errors[0]?.reason === 'insufficientPermissions';
  const type = 'type.googleapis.com/google.rpc.ErrorInfo';
  const reason = 'ACCESS_TOKEN_SCOPE_INSUFFICIENT';
  const details = [{ '@type': type, reason, domain: 'googleapis.com' }];
  const json = { error: isOfScope ? { ...others, details } : { ...others, errors } };
  return new VendorRefusal({ ...reply, json }, { isViolation });
}
