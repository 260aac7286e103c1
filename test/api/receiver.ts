import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { createBareApp } from '../../src/api/bare-app.ts';
import { acceptForms } from '../../src/api/read-form.ts';
import { receiveFile } from '../../src/api/receive-file.ts';
import type { ArtifactStore } from '../../src/infra/artifacts/artifact-store.ts';
import { createLogger } from '../../src/infra/logging/logger.ts';

const fields = z.object({ kind: z.enum(['clip', 'music']), title: z.string().optional() });

/** `POST /files` that takes clips and music, and answers what it received. */
export async function openReceiver(
  artifacts: ArtifactStore,
  maxBytes: number,
  stalledMs?: number,
): Promise<FastifyInstance> {
  const app = createBareApp({ logger: createLogger({ level: 'silent' }) });
  await acceptForms(app);
  app.post('/files', (request) =>
    receiveFile(request, {
      artifacts,
      user: 'asset-0123456789ab',
      maxBytes,
      stalledMs,
      fields,
      mediaTypes: ({ kind }) => (kind === 'clip' ? ['video/mp4'] : ['video/mp4', 'audio/mpeg']),
    }),
  );
  return app;
}
