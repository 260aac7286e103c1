import type { FastifyInstance } from 'fastify';
import type { ArtifactRef } from '../../../contracts/artifact.ts';
import { metadataSchema } from '../../../contracts/metadata.ts';
import { checkPublishingTime } from '../../../contracts/publishing.ts';
import { uploadRequestSchema } from '../../../contracts/stage-requests.ts';
import type { PublishFilmResult } from '../../../contracts/stages.ts';
import { fileExtension } from '../../../infra/artifacts/file-extension.ts';
import type { StageClient } from '../../../infra/temporal/stage-client.ts';
import { publicationSchema } from '../pipeline-views.ts';
import { stageResultSchema } from './stage-answers.ts';
import { readGiven } from './stage-files.ts';
import { registerStageRoutes, type StageContext } from './stage-routes.ts';

export interface UploadContext extends Omit<StageContext, 'stages'> {
  uploads: StageClient;
  /** The target of those that name none. */
  uploadsTo: string;
}

export function registerUploadRoutes(app: FastifyInstance, context: UploadContext): void {
  const { artifacts, uploads, uploadsTo } = context;
  const note =
    uploadsTo === 'youtube' ? undefined : `No YouTube channel is connected: films are published to '${uploadsTo}'.`;
  registerStageRoutes(
    app,
    { artifacts, stages: uploads },
    {
      step: 'upload',
      url: '/upload/youtube',
      lookUrl: '/upload/status',
      summary: 'Publishes a film',
      description:
        'The film with its metadata, captions and thumbnails, to YouTube where that is set up, else to a folder of the server, ' +
        'and `note` says so. On YouTube it is private until all of it is there; while the quota of the day is used up, or ' +
        'until it is to appear, it waits.',
      body: uploadRequestSchema,
      result: stageResultSchema({ publication: publicationSchema }),
      quick: false,
      note,
      async prepare({ video, metadata: given, srt, vtt, thumbnails, provider = uploadsTo, publish }) {
        checkPublishingTime(publish);
        const metadata = await readGiven(artifacts, given, { schema: metadataSchema, name: 'metadata' });
        const files: Record<string, ArtifactRef> = { 'video.mp4': video, 'metadata.json': metadata.ref };
        if (srt) files['captions.srt'] = srt;
        if (vtt) files['captions.vtt'] = vtt;
        for (const { id, image } of thumbnails) files[`thumbnail-${id}.${fileExtension(image.mediaType)}`] = image;
        return {
          activity: 'publishFilm',
          brief: { topic: metadata.value.title, providers: { upload: [provider] }, publish },
          input: { files, video, metadata: metadata.ref, thumbnails },
        };
      },
      show: async (result: PublishFilmResult) => ({
        ...result,
        note: result.note ?? (result.publication.target === uploadsTo ? note : undefined),
      }),
    },
  );
}
