import { z } from 'zod';
import { type Brief, briefSchema } from '../../contracts/brief.ts';
import { languageCodes } from '../../contracts/languages.ts';
import { givenByBrief, providers } from '../../contracts/providers.ts';
import { sceneSchema, scriptSchema } from '../../contracts/script.ts';
import type { ArtifactStore } from '../../infra/artifacts/artifact-store.ts';
import { badPlaces, readBrief } from '../bad-places.ts';

const { shape } = briefSchema;

// Files of one's own come as assets: a reference in a script would reach whatever is stored.
const visualSchema = z.strictObject(sceneSchema.shape.visual.omit({ media: true }).shape);

const ownScriptSchema = z
  .strictObject({
    ...scriptSchema.shape,
    language: z.enum(languageCodes).optional(),
    scenes: z
      .array(z.strictObject({ ...sceneSchema.shape, visual: visualSchema }))
      .min(1)
      .max(400),
    writer: scriptSchema.shape.writer.optional(),
  })
  .describe('Your own script, as in script.json: the keywords and script steps are then taken as given');

export const musicSchema = z.strictObject({ kind: z.enum(['auto', 'none']) });
export const styleNameSchema = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/)
  .describe('Name of a style, or `auto` for the format’s own');
export const watermarkSchema = z.string().min(1).max(40).describe('A few words that stay on the film');

const providerChoices = Object.fromEntries(
  Object.entries(providers).flatMap(([step, names]) =>
    names.length > 0 ? [[step, z.array(z.enum(names)).min(1).max(5).optional()]] : [],
  ),
);

/** A brief as a client gives it; who asks and under which request id is known already. */
export const startRequestSchema = z.strictObject({
  // Counted in characters as people see them, which the brief's own schema does.
  topic: z.string().min(1).meta({ maxLength: 300, description: 'What the film is about' }),
  language: z.enum(languageCodes).optional().describe('`en`, or the script’s, when left out'),
  format: shape.format,
  durationSeconds: z.int().min(10).max(3600).optional().describe('Wanted length; the narration decides the real one'),
  voice: shape.voice,
  music: musicSchema.optional(),
  style: styleNameSchema.optional(),
  captions: shape.captions,
  watermark: watermarkSchema.optional(),
  review: shape.review.describe('Wait for an approval after the script and before the upload'),
  providers: z.strictObject(providerChoices).optional().describe('Step → names of providers, first choice first'),
  script: ownScriptSchema.optional(),
  budgetUsd: z.number().nonnegative().max(1e6).optional(),
});

type StartRequest = z.infer<typeof startRequestSchema>;

/** @throws Failure `InvalidInput` with the place of each mistake */
export async function readStartRequest(
  request: StartRequest,
  { owner, correlationId }: { owner: string; correlationId: string },
  artifacts: ArtifactStore,
): Promise<Brief> {
  const { script, ...asked } = request;
  const language = asked.language ?? script?.language;
  if (script?.language && script.language !== language) {
    throw badPlaces([{ path: 'body.language', message: `the script is in ${script.language}, not ${language}` }]);
  }
  const brief = readBrief({ ...asked, language, owner, correlationId });
  if (!script) return brief;
  const ids = script.scenes.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice) throw badPlaces([{ path: 'body.script.scenes', message: `two scenes have the id ${twice}` }]);
  const writer = script.writer ?? { provider: givenByBrief };
  return { ...brief, script: await artifacts.putJson({ ...script, language: brief.language, writer }) };
}
