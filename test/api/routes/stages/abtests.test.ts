import { expect, it } from 'vitest';
import { createBareApp } from '../../../../src/api/bare-app.ts';
import { registerAbtestsRoutes } from '../../../../src/api/routes/stages/abtests.ts';
import { createLogger } from '../../../../src/infra/logging/logger.ts';

it.each([
  ['POST', '/abtests/create'],
  ['GET', '/abtests/any/results'],
] as const)('%s %s says that there are none yet', async (method, url) => {
  const app = createBareApp({ logger: createLogger({ level: 'silent' }) });
  registerAbtestsRoutes(app);
  const answer = await app.inject({ method, url });
  await app.close();
  expect(answer.statusCode).toBe(501);
  expect(answer.json()).toMatchObject({ type: 'urn:faceless:problem:NotSupported', status: 501 });
});
