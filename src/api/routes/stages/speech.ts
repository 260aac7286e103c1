import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { framesPerSecond } from '../../../contracts/formats.ts';
import { type Language, languageCodes, languages } from '../../../contracts/languages.ts';
import { timingSourceSchema } from '../../../contracts/narration.ts';
import { speechRequestSchema } from '../../../contracts/stage-requests.ts';
import type { NarrateSceneResult } from '../../../contracts/stages.ts';
import { callerOf } from '../../plugins/access.ts';
import { givenScene, readScript, scriptOf } from './given-scripts.ts';
import { fileAnswer, stageResultSchema } from './stage-answers.ts';
import { registerStageRoutes, type StageContext } from './stage-routes.ts';
import { createVoiceList } from './voice-list.ts';

const voiceSchema = z.object({
  voice: z.string(),
  language: z.enum(languageCodes),
  languageName: z.string().describe('As the language names itself'),
  provider: z.string(),
  kind: z.enum(['neural', 'rules']).describe('Learnt from speakers, or a robot’s'),
  gender: z.enum(['female', 'male']).optional(),
  name: z.string().optional().describe('What people call it, where `voice` is only an id'),
  sample: z.string().optional().describe('Where it can be heard'),
  cached: z.boolean().describe('The provider was not asked for this answer'),
  isDefault: z.boolean().describe('Used for the language when no voice is named'),
});

export function registerSpeechRoutes(app: FastifyInstance, context: StageContext): void {
  const { artifacts, stages } = context;
  const listVoices = createVoiceList(stages);

  app.withTypeProvider<ZodTypeProvider>().get(
    '/tts/voices',
    {
      config: { access: 'viewer' },
      schema: {
        tags: ['stages'],
        summary: 'The voices a narration can ask for',
        description:
          'Those of every provider that is configured, in the order the providers are chosen in: a voice that speaks several ' +
          'languages comes once for each. Providers are asked every ten minutes at most. The offline voices are always there.',
        querystring: z.object({ language: z.enum(languageCodes).optional() }),
        response: {
          200: z.object({
            voices: z.array(voiceSchema),
            notes: z.array(z.string()).describe('Whose voices are missing, and why'),
          }),
        },
      },
    },
    async (request) => {
      const { language } = request.query;
      const { voices, notes } = await listVoices(callerOf(request).owner);
      const wanted = voices.filter((voice) => language === undefined || voice.language === language);
      return { voices: wanted.map((voice) => ({ ...voice, languageName: languages[voice.language].name })), notes };
    },
  );

  registerStageRoutes(app, context, {
    step: 'audio',
    url: '/tts/render',
    summary: 'Speaks a text, or a scene of a script',
    description:
      'WAV, mono, 48 kHz, 16 bit, a whole number of frames long, with when each word is spoken. Give `text` and ' +
      '`language`, or `script` and `scene`; a scene that is to be rendered afterwards is spoken by its script.',
    body: speechRequestSchema,
    result: stageResultSchema({
      audio: fileAnswer,
      timing: fileAnswer.describe('When each word is spoken, as JSON'),
      frames: z.int().describe('Length at 30 frames a second'),
      seconds: z.number(),
      voice: z.string(),
      timingSource: timingSourceSchema,
    }),
    quick: false,
    async prepare({ text, language, script: given, scene, voice, format }) {
      const script = given
        ? await readScript(artifacts, given)
        : await scriptOf(artifacts, { title: 'Narration', narration: text as string, language });
      const { language: spoken, title } = script.value;
      return {
        activity: 'narrateScene',
        brief: { topic: title, language: spoken as Language, format, voice },
        input: { script: script.ref, sceneIndex: scene ? givenScene(script.value, scene) : 0 },
      };
    },
    files: ({ audio, timing }: NarrateSceneResult) => ({ 'narration.wav': () => audio, 'timing.json': () => timing }),
    show: async (result: NarrateSceneResult) => ({ ...result, seconds: result.frames / framesPerSecond }),
  });
}
