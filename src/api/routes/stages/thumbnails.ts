import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { keywordSetSchema } from '../../../contracts/keywords.ts';
import { thumbnailRequestSchema } from '../../../contracts/stage-requests.ts';
import type { MakeThumbnailsResult } from '../../../contracts/stages.ts';
import { fileExtension } from '../../../infra/artifacts/file-extension.ts';
import { readScript, scriptOf } from './given-scripts.ts';
import { fileAnswer, stageResultSchema } from './stage-answers.ts';
import { readGiven } from './stage-files.ts';
import { registerStageRoutes, type StageContext } from './stage-routes.ts';

export function registerThumbnailsRoutes(app: FastifyInstance, context: StageContext): void {
  const { artifacts } = context;
  registerStageRoutes(app, context, {
    step: 'thumbnail',
    url: '/thumbnails/generate',
    summary: 'Draws thumbnails for a film',
    description: 'Three that differ, 1280×720, for a script or for a title alone.',
    body: thumbnailRequestSchema,
    result: stageResultSchema({
      variants: z.array(
        z.object({
          id: z.string(),
          image: fileAnswer,
          text: z.string().describe('The words drawn on it'),
          design: z.string().describe('What sets it apart'),
        }),
      ),
    }),
    quick: true,
    async prepare({ title, language, script: given, keywords: words, format, style }) {
      const script = given
        ? await readScript(artifacts, given)
        : await scriptOf(artifacts, { title: title as string, narration: title as string, language });
      const keywords = words && (await readGiven(artifacts, words, { schema: keywordSetSchema, name: 'keywords' }));
      const { title: topic, language: written } = script.value;
      return {
        activity: 'makeThumbnails',
        brief: { topic, language: written, format, style },
        input: { script: script.ref, keywords: keywords?.ref },
      };
    },
    files: ({ variants }: MakeThumbnailsResult) =>
      Object.fromEntries(
        variants.map(({ id, image }) => [`thumbnail-${id}.${fileExtension(image.mediaType)}`, () => image]),
      ),
  });
}
