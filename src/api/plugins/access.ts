import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Failure } from '../../contracts/failures.ts';
import { type Caller, mayActAs, type UserRole } from '../../contracts/users.ts';
import type { Authenticator } from '../../infra/auth/authenticator.ts';

/** Who may use a route: anyone, or users of at least that role. What belongs to whom is for the route to ask. */
export type Access = 'public' | UserRole;

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access;
  }
  interface FastifyRequest {
    caller: Caller | undefined;
  }
}

/** Every route that is added afterwards has to say who may use it; callers are known before a body is read. */
export function registerAccess(app: FastifyInstance, authenticator: Authenticator): void {
  app.decorateRequest('caller', undefined);
  app.addHook('onRoute', ({ method, url, config }) => {
    if (config?.access === undefined) throw new Error(`the route ${String(method)} ${url} does not say who may use it`);
  });
  // After the limit of requests, which counts failed logins too.
  app.addHook('preParsing', async (request) => {
    const { access } = request.routeOptions.config;
    if (access === undefined || access === 'public') return;
    const { authorization, host, origin } = request.headers;
    const caller = await authenticator.identify({ authorization, host, origin });
    request.caller = caller;
    if (!mayActAs(caller.role, access)) {
      throw new Failure('NotAllowed', `this takes the role ${access}; ${caller.owner} is ${caller.role}`);
    }
  });
}

/** The user of a route that is not public. */
export function callerOf(request: FastifyRequest): Caller {
  if (!request.caller) throw new Error(`${request.url} is public: nobody is known there`);
  return request.caller;
}

/** A user sees and touches their own; an administrator everybody's. Another's is answered as if it were not there. */
export function owns({ owner, role }: Caller, of: string): boolean {
  return role === 'admin' || owner === of;
}
