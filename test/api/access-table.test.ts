import { SignJWT } from 'jose';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type AppContext, createApp } from '../../src/api/app.ts';
import { Failure } from '../../src/contracts/failures.ts';
import type { Step } from '../../src/contracts/steps.ts';
import type { UserRole } from '../../src/contracts/users.ts';
import { createAccessTokens } from '../../src/infra/auth/access-tokens.ts';
import { createAuthenticator } from '../../src/infra/auth/create-authenticator.ts';
import { createAbTestRecords } from '../../src/infra/database/ab-tests.ts';
import { createAssets } from '../../src/infra/database/assets.ts';
import { createPipelineRecords } from '../../src/infra/database/records.ts';
import { createLogger } from '../../src/infra/logging/logger.ts';
import { createMetrics } from '../../src/infra/metrics/metrics.ts';
import { stageId } from '../../src/infra/temporal/stage-client.ts';
import { sampleAbTest, samplePlan } from '../infra/database/ab-test-samples.ts';
import { sampleEvent, sampleRecord } from '../infra/database/samples.ts';
import { openTestApi, type TestApi } from '../support/api.ts';

/** Who may use each route: a route that is not here, or says otherwise of itself, fails. */
const table = {
  public: ['get /health', 'get /ready', 'get /metrics', 'post /auth/login', 'post /auth/refresh', 'post /auth/logout'],
  viewer: [
    'get /auth/me',
    'get /api/pipelines',
    'get /api/pipelines/{id}',
    'get /api/pipelines/{id}/steps/{step}',
    'get /api/pipelines/{id}/artifacts/{name}',
    'get /api/pipelines/{id}/events',
    'get /orchestrator/status/{id}',
    'get /keywords/fetch/{id}',
    'get /keywords/fetch/{id}/files/{name}',
    'get /scripts/generate/{id}',
    'get /scripts/generate/{id}/files/{name}',
    'get /tts/voices',
    'get /tts/render/{id}',
    'get /tts/render/{id}/files/{name}',
    'get /videos/progress/{id}',
    'get /videos/progress/{id}/files/{name}',
    'get /thumbnails/generate/{id}',
    'get /thumbnails/generate/{id}/files/{name}',
    'get /metadata/generate/{id}',
    'get /metadata/generate/{id}/files/{name}',
    'get /upload/status/{id}',
    'get /abtests/{id}/results',
    'get /abtests/{id}/report',
    'get /api/abtests',
    'get /api/abtests/{id}',
    'get /api/assets',
    'get /api/assets/{assetId}',
    'get /api/videos/upload/{id}',
    'get /api/usage',
  ],
  operator: [
    'post /api/pipelines',
    'post /api/pipelines/{id}/approve',
    'post /api/pipelines/{id}/reject',
    'post /api/pipelines/{id}/cancel',
    'patch /api/pipelines/{id}/script',
    'delete /api/pipelines/{id}',
    'post /orchestrator/start',
    'post /orchestrator/retry/{id}/{step}',
    'post /keywords/fetch',
    'post /scripts/generate',
    'post /tts/render',
    'post /videos/assemble',
    'post /thumbnails/generate',
    'post /metadata/generate',
    'post /upload/youtube',
    'post /abtests/create',
    'post /api/abtests/{id}/pause',
    'post /api/abtests/{id}/resume',
    'post /api/abtests/{id}/stop',
    'post /api/abtests/{id}/choose',
    'post /api/assets',
    'delete /api/assets/{assetId}',
    'post /api/videos/upload',
    'post /api/videos/upload/{id}/retry',
    'post /api/videos/upload/{id}/cancel',
    'delete /api/videos/upload/{id}',
  ],
  admin: ['put /api/usage/budgets/{owner}'],
} as const satisfies Record<'public' | UserRole, string[]>;

const secret = 'a secret that is long enough for HS256';
const tokens = createAccessTokens(secret);
const ada = 'ada';
const pipelineId = 'the-film-of-ada-abc234';
const assetId = 'asset-0123456789abcdef01234567';
const uploadId = 'video-0123456789abcdef01234567';
const testId = 'abtest-0123456789abcdef01234567';

let api: TestApi;
let app: Awaited<ReturnType<typeof createApp>>;

beforeAll(async () => {
  api = await openTestApi();
  const database = await api.context.database();
  await createPipelineRecords(database).write({
    record: sampleRecord({ pipelineId, owner: ada, state: 'completed' }),
    sequence: 1,
    event: sampleEvent('the-end', { type: 'pipeline.completed', subject: pipelineId }),
  });
  await createAbTestRecords(database).write({
    record: sampleAbTest({ testId, owner: ada, plan: samplePlan, state: 'completed' }),
    sequence: 1,
  });
  app = await createApp(
    { ...api.context, ...temporalOfAda(), authenticator: createAuthenticator({ secret, allowLocal: false }) },
    {
      logger: createLogger({ level: 'silent' }),
      metrics: createMetrics(),
      checks: {},
      trustedProxies: [],
      allowedOrigins: [],
      requestsPerMinute: 1_000_000,
      uploadBytes: 1e6,
      uploadsTo: 'folder',
    },
  );
  await app.ready();
  return async () => {
    await app.close();
    await api.close();
  };
});

/** Again, when a test has deleted it. */
beforeEach(async () => {
  const assets = createAssets(await api.context.database());
  if (await assets.get(assetId)) return;
  const file = await api.context.artifacts.putBytes(new Uint8Array([1]), 'image/png');
  await assets.add({ assetId, owner: ada, kind: 'picture', name: 'a.png', file, facts: { width: 1, height: 1 } });
});

/** A Temporal that knows whose the pipeline, the upload and the A/B test are, and is away for all else. */
function temporalOfAda(): Pick<
  AppContext,
  'pipelines' | 'publications' | 'abTests' | 'stages' | 'uploads' | 'probe' | 'eraseHistory'
> {
  const away = () => Promise.reject(new Failure('Unavailable', 'Temporal does not answer'));
  const client = <Client extends object>(known: Partial<Client>) =>
    new Proxy(known as Client, { get: (target, name) => target[name as keyof Client] ?? away });
  const ofAda = (id: string, own: string) => (id === own ? { owner: ada, open: false, isOpen: false } : undefined);
  return {
    pipelines: client<AppContext['pipelines']>({
      find: async (id) => ofAda(id, pipelineId) as Awaited<ReturnType<AppContext['pipelines']['find']>>,
    }),
    publications: client<AppContext['publications']>({
      async look(id) {
        const found = ofAda(id, uploadId);
        if (!found) throw new Failure('NotFound', 'there is no such upload');
        return { ...found, progress: [] };
      },
    }),
    abTests: client<AppContext['abTests']>({ find: async (id) => ofAda(id, testId) }),
    stages: client<AppContext['stages']>({}),
    uploads: client<AppContext['uploads']>({}),
    probe: client<AppContext['probe']>({}),
    eraseHistory: away,
  };
}

interface Route {
  name: string;
  access: 'public' | UserRole;
}

const routes: Route[] = Object.entries(table).flatMap(([access, names]) =>
  names.map((name) => ({ name, access: access as Route['access'] })),
);

const stageSteps: Record<string, Step> = {
  keywords: 'keywords',
  scripts: 'script',
  tts: 'audio',
  videos: 'video',
  thumbnails: 'thumbnail',
  metadata: 'metadata',
  upload: 'upload',
};

const owned = [
  ['/videos/upload/', uploadId],
  ['/abtests/', testId],
] as const;

/** What Ada has, where a route asks for something by its id. */
function addressOf(name: string): string {
  const path = name.split(' ')[1] as string;
  const [, first = ''] = path.split('/');
  const step = stageSteps[first];
  const id = step ? stageId(step, ada) : (owned.find(([part]) => path.includes(part))?.[1] ?? pipelineId);
  return path
    .replace('{id}', id)
    .replace('{assetId}', assetId)
    .replace('{owner}', ada)
    .replace('{step}', 'video')
    .replace('{name}', 'video.mp4');
}

async function ask({ name }: Route, token?: string): Promise<number> {
  const method = name.split(' ')[0]?.toUpperCase() as 'GET';
  const { statusCode } = await app.inject({
    method,
    url: addressOf(name),
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    ...(method !== 'GET' && { payload: bodyOf(name) }),
  });
  return statusCode;
}

/** A body that gets as far as the question whose it is. */
function bodyOf(name: string): object | undefined {
  if (name.endsWith('/script')) return { scenes: [{ id: 's001', narration: 'Other words.' }] };
  if (name.startsWith('post /api/videos/upload/') && name.endsWith('/retry')) return { step: 'upload' };
  if (name.endsWith('/choose')) return { variant: 'a' };
  if (name.startsWith('delete')) return undefined;
  return {};
}

const tokenOf = (owner: string, role: UserRole) => tokens.issue({ owner, role, session: 's' });

const forged = (changes: { issuer?: string; expiresAt?: number; key?: string }) =>
  new SignJWT({ role: 'admin', sid: 's' })
    .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' })
    .setIssuer(changes.issuer ?? 'faceless')
    .setAudience('faceless-api')
    .setSubject(ada)
    .setIssuedAt(Math.floor(Date.now() / 1000) - 3600)
    .setExpirationTime(changes.expiresAt ?? Math.floor(Date.now() / 1000) + 600)
    .sign(new TextEncoder().encode(changes.key ?? secret));

it('every route there is stands in the table, as it says of itself', () => {
  const { paths = {} } = app.swagger() as { paths?: Record<string, Record<string, { 'x-access': string }>> };
  const served = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { 'x-access': access }]) => `${method} ${path}: ${access}`),
  );
  expect(served.sort()).toEqual(routes.map(({ name, access }) => `${name}: ${access}`).sort());
});

const guarded = routes.filter(({ access }) => access !== 'public');

describe.each(guarded)('$name', (route) => {
  const forOperators = route.access !== 'viewer';
  const forAdministrators = route.access === 'admin';

  it('answers 401 without a token, and with one that is expired, of another issuer or signed by another', async () => {
    const past = Math.floor(Date.now() / 1000) - 60;
    const bad = [
      undefined,
      await forged({ expiresAt: past }),
      await forged({ issuer: 'https://elsewhere.example' }),
      await forged({ key: 'another secret that is long enough, too' }),
    ];
    for (const token of bad) expect(await ask(route, token)).toBe(401);
  });

  it(forOperators ? 'answers a viewer with 403' : 'lets a viewer in', async () => {
    const status = await ask(route, await tokenOf(ada, 'viewer'));
    if (forOperators) expect(status).toBe(403);
    else expect([401, 403, 404]).not.toContain(status === 404 && isAboutFile(route) ? 200 : status);
  });

  it(forAdministrators ? 'answers an operator with 403' : 'lets its owner in as an operator', async () => {
    const status = await ask(route, await tokenOf(ada, 'operator'));
    if (forAdministrators) expect(status).toBe(403);
    else expect([401, 403, 404]).not.toContain(status === 404 && isAboutFile(route) ? 200 : status);
  });

  it('lets an administrator in', async () => {
    const status = await ask(route, await tokenOf('root', 'admin'));
    expect([401, 403, 404]).not.toContain(status === 404 && isAboutFile(route) ? 200 : status);
  });

  it.runIf(route.name.includes('{') && !forAdministrators)(
    'answers the operator who owns something else as if there were nothing',
    async () => {
      expect(await ask(route, await tokenOf('bob', 'operator'))).toBe(404);
    },
  );
});

/** Ada's film has no file: its address is hers, and there is nothing at it. */
const isAboutFile = ({ name }: Route) => name.includes('{name}');

describe.each(routes.filter(({ access }) => access === 'public'))('$name', (route) => {
  it('is for everyone', async () => {
    expect([401, 403, 404]).not.toContain(await ask(route));
  });
});
