import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { type Asset, assetIdPattern, assetKinds, assetSchema } from '../../contracts/assets.ts';
import { Failure } from '../../contracts/failures.ts';
import type { ArtifactStore } from '../../infra/artifacts/artifact-store.ts';
import { type Assets, createAssets } from '../../infra/database/assets.ts';
import type { Database } from '../../infra/database/database.ts';
import type { FileProbe } from '../../infra/temporal/file-probe.ts';
import { holderOf } from '../held-files.ts';
import { callerOf, owns } from '../plugins/access.ts';
import { idempotentName } from '../plugins/idempotency.ts';
import { acceptForms } from '../read-form.ts';
import { receiveFile } from '../receive-file.ts';

export interface AssetContext {
  artifacts: ArtifactStore;
  database(): Promise<Database>;
  probe: FileProbe;
  /** Largest file that may be sent in. */
  uploadBytes: number;
}

const sounds = ['audio/mpeg', 'audio/wav', 'audio/flac', 'audio/ogg', 'audio/mp4'];
const pictures = ['image/jpeg', 'image/png', 'image/webp', 'image/avif', 'image/gif'];
export const clips = ['video/mp4', 'video/quicktime', 'video/webm', 'video/x-matroska'];
// Recorders write sound alone into the containers of video, too.
const voices = [...sounds, 'video/mp4', 'video/webm'];
const mediaTypes: Readonly<Record<string, readonly string[]>> = {
  music: voices,
  narration: voices,
  picture: pictures,
  clip: clips,
};

const fieldsSchema = z.object({ kind: z.enum(assetKinds) });
const formSchema = fieldsSchema.extend({ file: z.file().describe('With a file name') });
const idParams = z.object({ assetId: z.string().regex(assetIdPattern) });
const tags = ['assets'];

/** `/api/assets`: music, pictures, clips and narrations of one's own, for films to come. */
export function registerAssetRoutes(app: FastifyInstance, context: AssetContext): void {
  const { artifacts, probe, uploadBytes } = context;
  const openAssets = async () => createAssets(await context.database());

  async function add(assets: Assets, asset: Omit<Asset, 'facts' | 'createdAt'>): Promise<Asset> {
    const { file, kind, name } = asset;
    return assets.add({ ...asset, facts: await probe.probe({ file, kind, name }) });
  }

  void app.register(async (scope) => {
    await acceptForms(scope);
    scope.withTypeProvider<ZodTypeProvider>().post(
      '/api/assets',
      {
        config: { access: 'operator', idempotent: true, problems: [504, 507] },
        schema: {
          tags,
          summary: 'Send in a file of one’s own',
          description:
            'The type is found in the file’s first bytes, and the file is looked at before it is kept: one that no film ' +
            `could use is refused with the reason. ${Object.entries(mediaTypes)
              .map(([kind, types]) => `A ${kind}: ${types.join(', ')}.`)
              .join(' ')}`,
          consumes: ['multipart/form-data'],
          body: formSchema,
          response: { 201: assetSchema },
        },
        // The form is read by the route, as it arrives.
        validatorCompiler: (route) => (route.httpPart === 'body' ? () => true : validatorCompiler(route as never)),
      },
      async (request, reply) => {
        const { owner } = callerOf(request);
        const assetId = `asset-${(idempotentName(request) ?? randomBytes(16).toString('hex')).slice(0, 24)}`;
        // Asked before the file is read: without the database it would be received for nothing.
        const assets = await openAssets();
        const { file, name, fields } = await receiveFile(request, {
          artifacts,
          user: holderOf(assetId),
          maxBytes: uploadBytes,
          fields: fieldsSchema,
          mediaTypes: ({ kind = '' }) => mediaTypes[kind] ?? [...sounds, ...pictures, ...clips],
        });
        const asset = await add(assets, { ...fields, assetId, owner, name, file }).catch(async (error: unknown) => {
          const user = holderOf(assetId);
          await artifacts.release(user).catch((cause: unknown) => request.log.warn({ err: cause }, 'not released'));
          throw error;
        });
        await artifacts.handOver(holderOf(assetId), assetId);
        reply.code(201).header('location', `/api/assets/${assetId}`);
        return shown(asset);
      },
    );
  });

  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.get(
    '/api/assets',
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'One’s own files, newest first',
        querystring: z.object({
          kind: z.enum(assetKinds).optional(),
          limit: z.coerce.number().int().min(1).max(200).default(50),
          cursor: z
            .string()
            .regex(/^[\w-]{1,400}$/)
            .optional()
            .describe('`nextCursor` of the page before'),
        }),
        response: { 200: z.object({ items: z.array(assetSchema), nextCursor: z.string().optional() }) },
      },
    },
    async (request) => {
      const { items, nextCursor } = await (await openAssets()).list({
        owner: callerOf(request).owner,
        ...request.query,
      });
      return { items: items.map(shown), ...(nextCursor && { nextCursor }) };
    },
  );

  routes.get(
    '/api/assets/:assetId',
    {
      config: { access: 'viewer' },
      schema: { tags, summary: 'A file of one’s own', params: idParams, response: { 200: assetSchema } },
    },
    async (request) => {
      const { assetId } = request.params;
      const asset = await (await openAssets()).get(assetId);
      if (!asset || !owns(callerOf(request), asset.owner)) throw unknownAsset(assetId);
      return shown(asset);
    },
  );

  routes.delete(
    '/api/assets/:assetId',
    {
      config: { access: 'operator' },
      schema: {
        tags,
        summary: 'Take a file of one’s own away',
        description: 'Runs that use the file keep it; what nobody uses is deleted.',
        params: idParams,
        response: { 204: z.null().describe('It is gone') },
      },
    },
    async (request, reply) => {
      const { assetId } = request.params;
      const assets = await openAssets();
      const asset = await assets.get(assetId);
      if (!asset || !owns(callerOf(request), asset.owner)) throw unknownAsset(assetId);
      // The entry last: killed in between, the same request finishes the work.
      await artifacts.release(assetId);
      await assets.remove(assetId);
      return reply.code(204).send(null);
    },
  );
}

function shown({
  assetId,
  kind,
  name,
  file: { mediaType, bytes },
  facts,
  createdAt,
}: Asset): z.infer<typeof assetSchema> {
  return { assetId, kind, name, mediaType, bytes, facts, createdAt };
}

function unknownAsset(assetId: string): Failure {
  return new Failure('NotFound', `there is no asset '${assetId}'`);
}
