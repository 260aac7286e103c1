import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { BriefInput } from '../../../contracts/brief.ts';
import { sceneClipSchema } from '../../../contracts/clip.ts';
import { videoRequestSchema } from '../../../contracts/stage-requests.ts';
import type { AssembleFilmResult, RenderSceneResult } from '../../../contracts/stages.ts';
import { checkEveryScene, givenScene, readScript } from './given-scripts.ts';
import { fileAnswer, stageResultSchema } from './stage-answers.ts';
import { readContent } from './stage-files.ts';
import { registerStageRoutes, type StageContext, type StageFiles } from './stage-routes.ts';

const sceneResult = stageResultSchema({ clip: fileAnswer.describe('The rendered scene, to be joined') });

const filmResult = stageResultSchema({
  video: fileAnswer,
  srt: fileAnswer,
  vtt: fileAnswer,
  durationSeconds: z.number(),
  quality: z.object({
    durationSeconds: z.number(),
    narrationSeconds: z.number(),
    frames: z.number(),
    loudnessLufs: z.number(),
    truePeakDbtp: z.number(),
    blackSeconds: z.number(),
    frozenSeconds: z.number(),
    silentSeconds: z.number(),
    problems: z.array(z.string()),
    warnings: z.array(z.string()),
  }),
  music: z.string().optional().describe('Title, author and licence of the music'),
});

export function registerVideosRoutes(app: FastifyInstance, context: StageContext): void {
  const { artifacts } = context;
  registerStageRoutes(app, context, {
    step: 'video',
    url: '/videos/assemble',
    lookUrl: '/videos/progress',
    summary: 'Renders a scene, or joins rendered scenes into the film',
    description:
      'A film is made in two steps, so that its scenes can be rendered side by side: with `scene` and `narration` one scene ' +
      'is rendered, and the answer’s `clip` stands for it; with `clips` those of all scenes are joined, music is laid under ' +
      'them, and the film is inspected. Give the same `script`, `format`, `style`, `captions` and `watermark` each time.',
    body: videoRequestSchema,
    result: z.union([filmResult, sceneResult]),
    quick: false,
    async prepare({ script: given, scene, narration, clips, format, style, captions, watermark, music }) {
      const { ref: script, value } = await readScript(artifacts, given);
      const { title: topic, language } = value;
      const brief: BriefInput = { topic, language, format, style, captions, watermark, music: { kind: music } };
      if (scene !== undefined && narration) {
        return {
          activity: 'renderScene',
          brief,
          input: { script, sceneIndex: givenScene(value, scene), ...narration },
        };
      }
      const all = clips ?? [];
      checkEveryScene(value, all, 'clips');
      return { activity: 'assembleFilm', brief, input: { script, clips: all } };
    },
    files(made: AssembleFilmResult | RenderSceneResult): StageFiles {
      if ('video' in made) {
        const { video, srt, vtt } = made;
        return { 'video.mp4': () => video, 'captions.srt': () => srt, 'captions.vtt': () => vtt };
      }
      const { clip } = made;
      const segment = async () => (await readContent(artifacts, clip, sceneClipSchema)).segment;
      return { 'scene.mp4': segment, 'clip.json': () => clip };
    },
  });
}
