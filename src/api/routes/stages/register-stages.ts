import type { FastifyInstance } from 'fastify';
import { registerKeywordsRoutes } from './keywords.ts';
import { registerMetadataRoutes } from './metadata.ts';
import { registerScriptsRoutes } from './scripts.ts';
import { registerSpeechRoutes } from './speech.ts';
import type { StageContext } from './stage-routes.ts';
import { registerThumbnailsRoutes } from './thumbnails.ts';
import { registerUploadRoutes, type UploadContext } from './upload.ts';
import { registerVideosRoutes } from './videos.ts';

/** Each stage of a pipeline by itself; a test of what was published is a thing of its own. */
export function registerStages(app: FastifyInstance, context: StageContext & UploadContext): void {
  registerKeywordsRoutes(app, context);
  registerScriptsRoutes(app, context);
  registerSpeechRoutes(app, context);
  registerVideosRoutes(app, context);
  registerThumbnailsRoutes(app, context);
  registerMetadataRoutes(app, context);
  registerUploadRoutes(app, context);
}
