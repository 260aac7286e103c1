import { z } from 'zod';
import { abTestDesignSchema } from './ab-test.ts';
import { artifactRefSchema } from './artifact.ts';
import { type Format, formats } from './formats.ts';
import { languageCodes } from './languages.ts';
import { providers } from './providers.ts';
import { publishingSchema } from './publishing.ts';
import { type Step, steps } from './steps.ts';
import { automaticStyle } from './style-names.ts';

// Line breaks and tabs are folded to spaces first; what is left of the controls would break a terminal, a log or a caption.
const controlCharacter = /\p{Cc}/u;

// Zero-width and direction marks, and accents without a letter, show nothing by themselves.
const visible = /[^\p{C}\p{Z}\p{M}]/u;

const topicSchema = z
  .string()
  .transform((topic) =>
    topic
      .normalize('NFC')
      .replace(/[\s\u2028\u2029]+/g, ' ')
      .trim(),
  )
  .refine((topic) => visible.test(topic), 'the topic is empty: say in a few words what the film is about')
  .refine(
    (topic) => [...topic].length <= 300,
    'the topic is longer than 300 characters: shorten it, or give the text with --script',
  )
  .refine((topic) => !controlCharacter.test(topic), 'the topic has a control character: remove it');

const formatNames = Object.keys(formats) as [Format, ...Format[]];

/** Providers a step may use, first choice first. A name the step does not know is refused with those it does. */
const providerChoiceSchema = z
  .partialRecord(z.enum(steps), z.array(z.string()).min(1).max(5))
  .superRefine((choice, context) => {
    for (const [step, names] of Object.entries(choice)) {
      const known = providers[step as Step];
      for (const name of names ?? []) {
        if (known.includes(name)) continue;
        const advice = `it can use: ${known.join(', ')}`;
        context.addIssue({
          code: 'custom',
          path: [step],
          message: `the step ${step} has no provider '${name}'; ${advice}`,
        });
      }
    }
  });

/** A style by its name in `styles/`, `auto` for the format's own, or a stored file of one's own. */
const styleChoiceSchema = z.union([
  z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,39}$/, 'a style is named in lower-case letters, digits and hyphens, such as documentary'),
  artifactRefSchema,
]);

/** Small words, such as the channel's name, or a picture that stays on the film. */
const watermarkSchema = z.union([
  z
    .string()
    .trim()
    .min(1)
    .max(40, 'the watermark is longer than 40 characters: shorten it')
    .refine((text) => visible.test(text) && !controlCharacter.test(text), 'the watermark has nothing to show'),
  artifactRefSchema,
]);

const directionSchema = z
  .string()
  .trim()
  .min(1)
  .max(200, 'tone and audience are 200 characters at most: shorten them')
  .refine((text) => visible.test(text) && !controlCharacter.test(text), 'the tone or audience has nothing to read');

const musicSchema = z.union([
  z.object({ kind: z.literal('auto') }),
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('file'), file: artifactRefSchema }),
]);

/** What a person asks for. Everything else follows from it. */
export const briefSchema = z
  .object({
    topic: topicSchema,
    language: z.enum(languageCodes).default('en'),
    format: z.enum(formatNames).default('short'),
    /** Wanted length in seconds; the narration decides the real one. */
    durationSeconds: z.number().int().optional(),
    voice: z.string().max(80, 'the name of the voice is longer than 80 characters').optional(),
    /** How the script speaks, and to whom: words for the model that writes it. */
    tone: directionSchema.optional(),
    audience: directionSchema.optional(),
    music: musicSchema.default({ kind: 'auto' }),
    style: styleChoiceSchema.default(automaticStyle),
    /** Captions on the picture; the caption files are made in any case. */
    captions: z.boolean().default(true),
    watermark: watermarkSchema.optional(),
    /** Wait for a person's `approve` after the script and before the upload. */
    review: z.boolean().default(false),
    providers: providerChoiceSchema.default({}),
    /** How it is published, where the target can do more than take the files. */
    publish: publishingSchema.optional(),
    /** Its thumbnails are tested against each other once it is published. */
    abTest: abTestDesignSchema.optional(),
    /** The person's own script (`script.json`): the keywords and script steps are then taken as given. */
    script: artifactRefSchema.optional(),
    budgetUsd: z.number().nonnegative().optional(),
    owner: z.string().min(1).max(80).default('local'),
    correlationId: z.string().max(120).optional(),
  })
  .superRefine((brief, context) => {
    const { minSeconds, maxSeconds } = formats[brief.format];
    const seconds = brief.durationSeconds;
    if (seconds !== undefined && (seconds < minSeconds || seconds > maxSeconds)) {
      context.addIssue({
        code: 'custom',
        path: ['durationSeconds'],
        message: `a ${brief.format} film lasts ${minSeconds} to ${maxSeconds} seconds, not ${seconds}`,
      });
    }
  });

export type Brief = z.infer<typeof briefSchema>;
export type BriefInput = z.input<typeof briefSchema>;
