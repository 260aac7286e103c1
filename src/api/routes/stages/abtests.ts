import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { Failure } from '../../../contracts/failures.ts';

/** A/B tests of thumbnails, which this version has not: the addresses say so. */
export function registerAbtestsRoutes(app: FastifyInstance): void {
  const tags = ['stages'];
  const problems = [501];

  app.post(
    '/abtests/create',
    { config: { access: 'operator', problems }, schema: { tags, summary: 'Starts an A/B test: not available yet' } },
    notAvailable,
  );

  app.get(
    '/abtests/:id/results',
    {
      config: { access: 'viewer', problems },
      schema: {
        tags,
        summary: 'The results of an A/B test: not available yet',
        params: z.object({ id: z.string().regex(/^[a-z0-9-]{1,80}$/) }),
      },
    },
    notAvailable,
  );
}

async function notAvailable(): Promise<never> {
  throw new Failure('NotSupported', 'A/B tests are not available yet: a film is published with its first thumbnail', {
    details: { status: 501 },
  });
}
