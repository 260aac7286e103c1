import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Failure } from '../../contracts/failures.ts';
import { passwordLength, userNameSchema, userRoles } from '../../contracts/users.ts';
import { accessTokenSeconds } from '../../infra/auth/access-tokens.ts';
import type { Login, Logins } from '../../infra/auth/logins.ts';
import { refreshTokenPattern } from '../../infra/auth/sessions.ts';
import { callerOf } from '../plugins/access.ts';

const roleSchema = z.enum(userRoles);

const loginSchema = z.object({
  accessToken: z.string().describe('To be sent as `Authorization: Bearer`'),
  tokenType: z.literal('Bearer'),
  expiresInSeconds: z.int().describe('How long the access token is good'),
  refreshToken: z.string().describe('For one renewal: sent twice, it ends the session'),
  user: z.object({ name: z.string(), role: roleSchema }),
});

const refreshSchema = z.strictObject({
  refreshToken: z.string().regex(refreshTokenPattern, 'this is no refresh token'),
});

const tags = ['auth'];
const config = { access: 'public', problems: [401, 501] } as const;

/**
 * Logging in with a name and a password.
 * @param logins left out where nothing is configured to sign access tokens with: these routes then answer 501
 */
export function registerAuthRoutes(app: FastifyInstance, { logins }: { logins?: Logins }): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.post(
    '/auth/login',
    {
      config,
      schema: {
        tags,
        summary: 'Log in',
        description: 'A user may be tried 10 times in 15 minutes from one address, 50 times from all.',
        body: z.strictObject({ name: userNameSchema, password: z.string().min(1).max(passwordLength) }),
        response: { 200: loginSchema },
      },
    },
    async ({ body: { name, password }, ip }, reply) => {
      const login = await required(logins).logIn({ name, password, address: ip });
      return reply.headers(unkept).send(toAnswer(login));
    },
  );

  routes.post(
    '/auth/refresh',
    {
      config,
      schema: {
        tags,
        summary: 'Renew the access token',
        description: 'The answer has another refresh token; the one sent is used up.',
        body: refreshSchema,
        response: { 200: loginSchema },
      },
    },
    async ({ body: { refreshToken } }, reply) => {
      const login = await required(logins).renew(refreshToken);
      return reply.headers(unkept).send(toAnswer(login));
    },
  );

  routes.post(
    '/auth/logout',
    {
      config,
      schema: {
        tags,
        summary: 'End the login session',
        description: 'The access token stays good until it expires.',
        body: refreshSchema,
        response: { 204: z.null().describe('The session has ended') },
      },
    },
    async ({ body: { refreshToken } }, reply) => {
      await required(logins).logOut(refreshToken);
      return reply.code(204).send(null);
    },
  );

  routes.get(
    '/auth/me',
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'Who one is here',
        response: { 200: z.object({ owner: z.string(), role: roleSchema }) },
      },
    },
    (request) => {
      const { owner, role } = callerOf(request);
      return { owner, role };
    },
  );
}

// RFC 6749, 5.1: no store on the way keeps an answer with tokens.
const unkept = { 'cache-control': 'no-store' };

function toAnswer({ accessToken, refreshToken, user }: Login): z.infer<typeof loginSchema> {
  return { accessToken, tokenType: 'Bearer', expiresInSeconds: accessTokenSeconds, refreshToken, user };
}

function required(logins: Logins | undefined): Logins {
  if (logins) return logins;
  throw new Failure('NotSupported', 'nobody can log in here: set FACELESS_AUTH_SECRET for that', {
    details: { status: 501 },
  });
}
