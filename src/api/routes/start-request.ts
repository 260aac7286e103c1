import { z } from 'zod';
import type { ArtifactRef } from '../../contracts/artifact.ts';
import { assetIdPattern } from '../../contracts/assets.ts';
import { type Brief, type BriefInput, briefSchema } from '../../contracts/brief.ts';
import { languageCodes } from '../../contracts/languages.ts';
import { givenByBrief, providers } from '../../contracts/providers.ts';
import { checkPublishingTime } from '../../contracts/publishing.ts';
import { type Scene, sceneSchema, scriptSchema } from '../../contracts/script.ts';
import type { ArtifactStore } from '../../infra/artifacts/artifact-store.ts';
import type { Assets } from '../../infra/database/assets.ts';
import { badPlaces, readBrief } from '../bad-places.ts';
import { type NamedAsset, resolveAssets } from '../resolve-assets.ts';

const { shape } = briefSchema;

// Files of one's own come as assets: a reference in a request would reach whatever is stored.
const assetId = z.string().regex(assetIdPattern).describe('Id of a file of one’s own, sent to `POST /api/assets`');

const visualSchema = z.strictObject({
  ...sceneSchema.shape.visual.shape,
  media: z
    .array(assetId)
    .min(1)
    .max(40)
    .optional()
    .describe('Pictures and clips of one’s own, by their asset ids, shown in this order instead of generated ones'),
});

const ownSceneSchema = z.strictObject({
  ...sceneSchema.shape,
  visual: visualSchema,
  recording: assetId
    .optional()
    .describe('One’s own voice reading this narration, word for word, by the id of an asset of the kind narration'),
});

const ownScriptSchema = z
  .strictObject({
    ...scriptSchema.shape,
    language: z.enum(languageCodes).optional(),
    scenes: z.array(ownSceneSchema).min(1).max(400),
    writer: scriptSchema.shape.writer.optional(),
  })
  .describe('Your own script, as in script.json: the keywords and script steps are then taken as given');

export const musicSchema = z.strictObject({ kind: z.enum(['auto', 'none']) });
const musicOrAssetSchema = z
  .union(
    [musicSchema, z.strictObject({ kind: z.literal('asset'), asset: assetId })],
    'give {"kind": "auto"}, {"kind": "none"}, or {"kind": "asset", "asset": "asset-…"}',
  )
  .describe('The piece that suits the style, none, or an asset of the kind music');
export const styleNameSchema = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/)
  .describe('Name of a style, or `auto` for the format’s own');
export const budgetSchema = z
  .number()
  .nonnegative()
  .max(1e6)
  .describe('What it may cost, in US dollars: the run is blocked before the call that would go over');
export const watermarkSchema = z.string().min(1).max(40).describe('A few words that stay on the film');
const watermarkOrAssetSchema = z
  .union([watermarkSchema, z.strictObject({ asset: assetId })], 'give 1 to 40 characters, or {"asset": "asset-…"}')
  .describe('What stays on the film: a few words, or an asset of the kind picture');

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
  tone: z.string().min(1).max(200).optional().describe('How the script speaks: calm, for instance, or full of wonder'),
  audience: z.string().min(1).max(200).optional().describe('To whom it speaks: children, for instance, or engineers'),
  music: musicOrAssetSchema.optional(),
  style: styleNameSchema.optional(),
  captions: shape.captions,
  watermark: watermarkOrAssetSchema.optional(),
  review: shape.review.describe('Wait for an approval after the script and before the upload'),
  providers: z.strictObject(providerChoices).optional().describe('Step → names of providers, first choice first'),
  script: ownScriptSchema.optional(),
  budgetUsd: budgetSchema.optional(),
  publish: shape.publish.describe('How it is published, where the target can do more than take the files'),
  abTest: shape.abTest.describe(
    'An A/B test of its thumbnails, once it is published: it goes on for weeks after the run',
  ),
});

type StartRequest = z.infer<typeof startRequestSchema>;

interface StartContext {
  artifacts: Pick<ArtifactStore, 'putJson'>;
  assets(): Promise<Assets>;
}

/**
 * The brief of a request, and the files it brings along: its script, and those behind the assets it names.
 * @throws Failure `InvalidInput` with the place of each mistake
 */
export async function readStartRequest(
  request: StartRequest,
  { owner, correlationId }: { owner: string; correlationId: string },
  { artifacts, assets }: StartContext,
): Promise<{ brief: Brief; files: ArtifactRef[] }> {
  const { script, music, watermark, ...asked } = request;
  checkPublishingTime(request.publish);
  checkScript(request);
  const named = assetsOf(request);
  const fileAt = named.length > 0 ? await resolveAssets(await assets(), owner, named) : new Map<string, ArtifactRef>();
  const brief = readBrief({
    ...asked,
    language: asked.language ?? script?.language,
    music: music?.kind === 'asset' ? { kind: 'file', file: fileAt.get(musicPath) as ArtifactRef } : music,
    watermark: typeof watermark === 'object' ? fileAt.get(watermarkPath) : watermark,
    owner,
    correlationId,
  } satisfies BriefInput);
  if (!script) return { brief, files: [...fileAt.values()] };

  const scenes = script.scenes.map(({ visual: { media, ...visual }, recording, ...scene }, index): Scene => {
    const files = media?.map((_, place) => fileAt.get(mediaPath(index, place)) as ArtifactRef);
    const spoken = recording && { recording: fileAt.get(recordingPath(index)) as ArtifactRef };
    return { ...scene, ...spoken, visual: { ...visual, ...(files && { media: files }) } };
  });
  const writer = script.writer ?? { provider: givenByBrief };
  brief.script = await artifacts.putJson({ ...script, scenes, language: brief.language, writer });
  return { brief, files: [brief.script, ...fileAt.values()] };
}

const musicPath = 'body.music.asset';
const watermarkPath = 'body.watermark.asset';
const recordingPath = (scene: number) => `body.script.scenes.${scene}.recording`;
const mediaPath = (scene: number, place: number) => `body.script.scenes.${scene}.visual.media.${place}`;

function assetsOf({ music, watermark, script }: StartRequest): NamedAsset[] {
  const named: NamedAsset[] = [];
  if (music?.kind === 'asset') named.push({ path: musicPath, id: music.asset, kinds: ['music'] });
  if (typeof watermark === 'object') named.push({ path: watermarkPath, id: watermark.asset, kinds: ['picture'] });
  for (const [scene, { visual, recording }] of (script?.scenes ?? []).entries()) {
    if (recording) named.push({ path: recordingPath(scene), id: recording, kinds: ['narration'] });
    for (const [place, id] of (visual.media ?? []).entries()) {
      named.push({ path: mediaPath(scene, place), id, kinds: ['picture', 'clip'] });
    }
  }
  return named;
}

function checkScript({ language, script }: StartRequest): void {
  if (!script) return;
  if (script.language && language && script.language !== language) {
    throw badPlaces([{ path: 'body.language', message: `the script is in ${script.language}, not ${language}` }]);
  }
  const ids = script.scenes.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice) throw badPlaces([{ path: 'body.script.scenes', message: `two scenes have the id ${twice}` }]);
}
