import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { keywordSetSchema } from '../../../contracts/keywords.ts';
import { keywordsRequestSchema } from '../../../contracts/stage-requests.ts';
import type { FetchKeywordsResult } from '../../../contracts/stages.ts';
import { fileAnswer, stageResultSchema } from './stage-answers.ts';
import { readContent } from './stage-files.ts';
import { registerStageRoutes, type StageContext } from './stage-routes.ts';

export function registerKeywordsRoutes(app: FastifyInstance, context: StageContext): void {
  registerStageRoutes(app, context, {
    step: 'keywords',
    url: '/keywords/fetch',
    summary: 'Finds search terms for a topic',
    description: 'What people search for around the topic, with the figures there are.',
    body: keywordsRequestSchema,
    result: stageResultSchema({
      primary: z.string().describe('The term the film is about'),
      keywords: fileAnswer,
      content: keywordSetSchema,
    }),
    quick: true,
    prepare: async ({ topic, language }) => ({ activity: 'fetchKeywords', brief: { topic, language }, input: {} }),
    files: ({ keywords }: FetchKeywordsResult) => ({ 'keywords.json': () => keywords }),
    show: async (result: FetchKeywordsResult) => ({
      ...result,
      content: await readContent(context.artifacts, result.keywords, keywordSetSchema),
    }),
  });
}
