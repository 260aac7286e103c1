import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { keywordSetSchema } from '../../../contracts/keywords.ts';
import { scriptSchema } from '../../../contracts/script.ts';
import { scriptRequestSchema } from '../../../contracts/stage-requests.ts';
import type { WriteScriptResult } from '../../../contracts/stages.ts';
import { fileAnswer, stageResultSchema } from './stage-answers.ts';
import { readContent, readGiven } from './stage-files.ts';
import { registerStageRoutes, type StageContext } from './stage-routes.ts';

export function registerScriptsRoutes(app: FastifyInstance, context: StageContext): void {
  const { artifacts } = context;
  registerStageRoutes(app, context, {
    step: 'script',
    url: '/scripts/generate',
    summary: 'Writes the script of a film',
    description: 'Scenes with what the voice says and what the picture should show.',
    body: scriptRequestSchema,
    result: stageResultSchema({
      title: z.string(),
      sceneIds: z.array(z.string()),
      script: fileAnswer,
      content: scriptSchema,
    }),
    quick: true,
    async prepare({ keywords: given, topic, language, format, durationSeconds, tone, audience }) {
      const keywords = given && (await readGiven(artifacts, given, { schema: keywordSetSchema, name: 'keywords' }));
      return {
        activity: 'writeScript',
        brief: { topic, language, format, durationSeconds, tone, audience },
        input: { keywords: keywords?.ref },
      };
    },
    files: ({ script }: WriteScriptResult) => ({ 'script.json': () => script }),
    show: async (result: WriteScriptResult) => ({
      ...result,
      content: await readContent(artifacts, result.script, scriptSchema),
    }),
  });
}
