import { z } from 'zod';
import { artifactRefSchema } from './artifact.ts';
import { briefSchema } from './brief.ts';
import { keywordSetSchema } from './keywords.ts';
import { languageCodes } from './languages.ts';
import { metadataSchema } from './metadata.ts';
import { providers } from './providers.ts';
import { publishingSchema } from './publishing.ts';
import { sceneSchema, scriptSchema } from './script.ts';
import type { Step } from './steps.ts';
import { automaticStyle } from './style-names.ts';

// What a stage reads whole into memory.
const mostJsonBytes = 4 << 20;

const unreadable = 'the text has a NUL or half a UTF-16 pair in it: remove it';

/** Text that no file, process or database could carry is refused with its place. */
function refuseUnreadable(value: unknown, context: z.RefinementCtx, path: (string | number)[] = []): void {
  if (typeof value === 'string' && /[\0\p{Surrogate}]/u.test(value)) {
    context.addIssue({ code: 'custom', message: unreadable, path });
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, part] of Object.entries(value)) {
      refuseUnreadable(part, context, [...path, Array.isArray(value) ? Number(key) : key]);
    }
  }
}

export function body<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject(shape).superRefine((value, context) => refuseUnreadable(value, context));
}

const sayOf = (context: z.RefinementCtx) => (path: string, message: string) =>
  context.addIssue({ code: 'custom', path: [path], message });

/** A stored file. @param mediaTypes what it may be */
export const file = <const Types extends readonly [string, ...string[]]>(mediaTypes: Types, mostBytes?: number) =>
  z
    .strictObject({
      sha256: artifactRefSchema.shape.sha256,
      bytes: mostBytes ? z.int().min(0).max(mostBytes) : z.int().min(0),
      mediaType: z.enum(mediaTypes),
    })
    .describe('A file, by the reference that an earlier answer gave. Who knows the SHA-256 of a file may use it.');

const jsonFile = file(['application/json'], mostJsonBytes);

/** What an earlier stage made: the reference to it, or itself. */
const given = <Schema extends z.ZodType>(schema: Schema, name: string) =>
  z
    .union([jsonFile, schema], `give the reference that an earlier answer gave, or a whole ${name}`)
    .describe(`The reference that an earlier answer gave, or the ${name} itself`);

/** References reach whatever is stored: a script that is sent in has none. */
const ownScriptSchema = z.strictObject({
  ...scriptSchema.shape,
  scenes: z
    .array(
      z.strictObject({
        ...sceneSchema.omit({ recording: true }).shape,
        visual: z.strictObject(sceneSchema.shape.visual.omit({ media: true }).shape),
      }),
    )
    .min(1)
    .max(400),
});

const script = given(ownScriptSchema, 'script');
const keywords = given(keywordSetSchema, 'keyword set').optional();

const topic = z.string().min(1).max(1000).describe('What the film is about, in at most 300 characters');
const language = z.enum(languageCodes);
const format = briefSchema.shape.format;
const style = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/)
  .default(automaticStyle)
  .describe('Name of a style, or `auto` for the format’s own');
const music = z.enum(['auto', 'none']).default('auto').describe('The bundled piece that suits the style, or none');
const frames = z.int().min(1).max(108_000).describe('Length at 30 frames a second');

const sceneNamed = sceneSchema.shape.id.describe('Which scene of the script, by its id');

/** How a stage is to be run. */
const running = (step: Step) => ({
  provider: z
    .enum(providers[step] as [string, ...string[]])
    .optional()
    .describe('The default one when left out'),
  budgetUsd: z
    .number()
    .nonnegative()
    .max(1e6)
    .optional()
    .describe('What it may cost, in US dollars: the call that would go over is not made'),
  take: z
    .int()
    .min(0)
    .max(1000)
    .default(0)
    .describe('The same request is answered with what was made before; with another number it is made anew'),
});

export const keywordsRequestSchema = body({ topic, language: language.default('en'), ...running('keywords') });

export const scriptRequestSchema = body({
  topic,
  language: language.default('en'),
  format,
  durationSeconds: z.int().min(10).max(3600).optional().describe('Wanted length; the format says how long it may be'),
  tone: z.string().min(1).max(200).optional().describe('How it speaks: calm, for instance, or full of wonder'),
  audience: z.string().min(1).max(200).optional().describe('To whom it speaks: children, for instance, or engineers'),
  keywords,
  ...running('script'),
});

export const speechRequestSchema = body({
  text: z.string().trim().min(1).max(40_000).optional().describe('What is to be said; `language` goes with it'),
  language: language.optional().describe('Of the text; English when left out. A script says its own'),
  script: script.optional(),
  scene: sceneNamed.optional(),
  voice: z.string().min(1).max(80).optional().describe('One of `/tts/voices`; the language’s default when left out'),
  format: format.describe('Short films are spoken faster, with shorter pauses'),
  ...running('audio'),
}).superRefine(({ text, language: of, script: from, scene }, context) => {
  const say = sayOf(context);
  if ((text === undefined) === (from === undefined))
    say('text', 'give either a text, or a script and one of its scenes');
  if (from !== undefined && scene === undefined) say('scene', 'name the scene of the script that is to be spoken');
  if (from !== undefined && of !== undefined) say('language', 'leave it out: the script says its language');
  if (from === undefined && scene !== undefined) say('scene', 'a scene goes with a script');
});

const narration = z
  .strictObject({ audio: file(['audio/wav']), timing: jsonFile, frames })
  .describe('`audio`, `timing` and `frames` of the result of `/tts/render` for this scene');

export const videoRequestSchema = body({
  script,
  scene: sceneNamed.optional().describe('Renders this scene; `narration` goes with it'),
  narration: narration.optional(),
  clips: z
    .array(jsonFile)
    .min(1)
    .max(400)
    .optional()
    .describe('Joins these into the film: `clip` of the result for each scene, in the script’s order'),
  format,
  style,
  captions: briefSchema.shape.captions.describe('On the picture; the caption files are made in any case'),
  watermark: z.string().min(1).max(40).optional().describe('A few words that stay on the film'),
  music: music.describe('Under the joined film: the bundled piece that suits the style, or none'),
  ...running('video'),
}).superRefine(({ scene, narration: spoken, clips }, context) => {
  const say = sayOf(context);
  if ((scene === undefined) === (clips === undefined)) {
    say('scene', 'give either a scene and its narration, to render it, or the clips of all scenes, to join them');
  } else if ((scene === undefined) !== (spoken === undefined)) {
    say('narration', 'a scene goes with its narration, and clips without');
  }
});

export const thumbnailRequestSchema = body({
  title: scriptSchema.shape.title.optional().describe('What the film is called; `language` goes with it'),
  language: language.optional().describe('Of the title; English when left out. A script says its own'),
  script: script.optional(),
  keywords,
  format: format.describe('Decides the style when that is `auto`'),
  style,
  ...running('thumbnail'),
}).superRefine(({ title, language: of, script: from }, context) => {
  const say = sayOf(context);
  if ((title === undefined) === (from === undefined)) say('title', 'give either a title or a script');
  if (from !== undefined && of !== undefined) say('language', 'leave it out: the script says its language');
});

export const metadataRequestSchema = body({
  topic: topic.optional().describe('What the film is about; the script’s title when left out'),
  script,
  sceneFrames: z
    .array(frames)
    .min(1)
    .max(400)
    .describe('Length of each scene, for the chapters: `frames` of the results of `/tts/render`'),
  keywords,
  format,
  style: style.describe('As of the film: its music is named in the credits'),
  music: music.describe('As of the film'),
  ...running('metadata'),
});

const thumbnail = z.strictObject({
  id: z.string().regex(/^[a-z]$/),
  image: file(['image/jpeg', 'image/png', 'image/webp']),
  text: z.string().max(300),
  design: z.string().max(300),
});

export const uploadRequestSchema = body({
  video: file(['video/mp4']),
  metadata: given(metadataSchema, 'set of metadata'),
  srt: file(['application/x-subrip']).optional(),
  vtt: file(['text/vtt']).optional(),
  thumbnails: z.array(thumbnail).max(10).default([]).describe('`variants` of the result of `/thumbnails/generate`'),
  publish: publishingSchema
    .optional()
    .describe('How it is published, where the target can do more than take the files'),
  ...running('upload'),
}).superRefine(({ thumbnails }, context) => {
  const ids = thumbnails.map(({ id }) => id);
  const twice = ids.findIndex((id, index) => ids.indexOf(id) !== index);
  if (twice < 0) return;
  const message = `two thumbnails have the id ${ids[twice]}`;
  context.addIssue({ code: 'custom', path: ['thumbnails', twice, 'id'], message });
});
