import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { ArtifactRef } from '../../../contracts/artifact.ts';
import { metadataSchema } from '../../../contracts/metadata.ts';
import { providers } from '../../../contracts/providers.ts';
import { uploadRequestSchema } from '../../../contracts/stage-requests.ts';
import type { PublishFilmResult } from '../../../contracts/stages.ts';
import { fileExtension } from '../../../infra/artifacts/file-extension.ts';
import { stageResultSchema } from './stage-answers.ts';
import { readGiven } from './stage-files.ts';
import { registerStageRoutes, type StageContext } from './stage-routes.ts';

export function registerUploadRoutes(app: FastifyInstance, context: StageContext): void {
  const { artifacts } = context;
  registerStageRoutes(app, context, {
    step: 'upload',
    url: '/upload/youtube',
    lookUrl: '/upload/status',
    summary: 'Publishes a film',
    description:
      'The film with its metadata, captions and thumbnails. Until a YouTube channel is connected it goes to the target that ' +
      'is configured, a folder of the server, and `note` says so.',
    body: uploadRequestSchema,
    result: stageResultSchema({
      publication: z.object({
        target: z.string(),
        id: z.string().describe('The target’s own id of it'),
        url: z.string().describe('Where a person finds it'),
        files: z.array(z.string()).optional(),
      }),
    }),
    quick: false,
    note: noteOf(providers.upload[0] ?? ''),
    async prepare({ video, metadata: given, srt, vtt, thumbnails }) {
      const metadata = await readGiven(artifacts, given, { schema: metadataSchema, name: 'metadata' });
      const files: Record<string, ArtifactRef> = { 'video.mp4': video, 'metadata.json': metadata.ref };
      if (srt) files['captions.srt'] = srt;
      if (vtt) files['captions.vtt'] = vtt;
      for (const { id, image } of thumbnails) files[`thumbnail-${id}.${fileExtension(image.mediaType)}`] = image;
      return {
        activity: 'publishFilm',
        brief: { topic: metadata.value.title },
        input: { files, video, metadata: metadata.ref, thumbnails },
      };
    },
    show: async (result: PublishFilmResult) => ({ ...result, note: result.note ?? noteOf(result.publication.target) }),
  });
}

function noteOf(target: string): string | undefined {
  return target === 'youtube' ? undefined : `No YouTube channel is connected: films are published to '${target}'.`;
}
