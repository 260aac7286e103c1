import type { FastifyInstance } from 'fastify';
import { keywordSetSchema } from '../../../contracts/keywords.ts';
import { metadataSchema } from '../../../contracts/metadata.ts';
import { metadataRequestSchema } from '../../../contracts/stage-requests.ts';
import type { BuildMetadataResult } from '../../../contracts/stages.ts';
import { checkEveryScene, readScript } from './given-scripts.ts';
import { fileAnswer, stageResultSchema } from './stage-answers.ts';
import { readContent, readGiven } from './stage-files.ts';
import { registerStageRoutes, type StageContext } from './stage-routes.ts';

export function registerMetadataRoutes(app: FastifyInstance, context: StageContext): void {
  const { artifacts } = context;
  registerStageRoutes(app, context, {
    step: 'metadata',
    url: '/metadata/generate',
    summary: 'Writes what a platform is told about a film',
    description: 'Title, description with chapters and credits, tags, hashtags.',
    body: metadataRequestSchema,
    result: stageResultSchema({ metadata: fileAnswer, content: metadataSchema }),
    quick: true,
    async prepare({ topic, script: given, sceneFrames, keywords: words, format, style, music }) {
      const { ref: script, value } = await readScript(artifacts, given);
      checkEveryScene(value, sceneFrames, 'sceneFrames');
      const keywords = words && (await readGiven(artifacts, words, { schema: keywordSetSchema, name: 'keywords' }));
      return {
        activity: 'buildMetadata',
        brief: { topic: topic ?? value.title, language: value.language, format, style, music: { kind: music } },
        input: { script, keywords: keywords?.ref, sceneFrames },
      };
    },
    files: ({ metadata }: BuildMetadataResult) => ({ 'metadata.json': () => metadata }),
    show: async (result: BuildMetadataResult) => ({
      ...result,
      content: await readContent(artifacts, result.metadata, metadataSchema),
    }),
  });
}
