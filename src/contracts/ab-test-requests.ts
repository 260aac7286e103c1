import { z } from 'zod';
import { abTestDesignSchema, abTestVideoSchema } from './ab-test.ts';
import { assetIdPattern } from './assets.ts';
import { providers } from './providers.ts';
import { body, file } from './stage-requests.ts';
import { variantIds } from './variant-ids.ts';

/** Of a thumbnail, in bytes: YouTube refuses larger ones. */
export const mostThumbnailBytes = 2_000_000;

const thumbnail = z
  .union(
    [z.string().regex(assetIdPattern), file(['image/jpeg', 'image/png'], mostThumbnailBytes)],
    'give the id of an asset, or the reference that an earlier answer gave, of a JPEG or a PNG of at most 2 MB',
  )
  .describe(
    'A JPEG or PNG of 1280×720, at most 2 MB: the id of an asset of the kind picture, or the reference that an earlier answer gave',
  );

const { name, title } = {
  name: z.string().trim().min(1).max(80).optional().describe('For people; its letter when left out'),
  title: z.string().trim().min(1).max(100).optional(),
};

/** Body of `POST /abtests/create`. What its variants have to be is `abTestVariantsSchema`, once their files are known. */
export const abTestRequestSchema = body({
  target: z
    .enum(providers.abtest as [string, ...string[]])
    .optional()
    .describe('Whose viewers: YouTube’s where it is set up, else simulated ones, when left out'),
  video: abTestVideoSchema,
  variants: z
    .array(z.strictObject({ name, title, thumbnail: thumbnail.optional() }))
    .min(2, 'give two variants at least')
    .max(variantIds.length, 'give four variants at most')
    .describe(
      'All with a thumbnail, all with a title, or all with both. The first is what the others are compared with',
    ),
  ...abTestDesignSchema.shape,
  topic: z.string().trim().min(1).max(300).optional().describe('Of the film, for people; the video’s id when left out'),
});

export type AbTestRequest = z.output<typeof abTestRequestSchema>;

const reason = z.string().max(500).optional();

export const pauseAbTestSchema = body({ reason }).nullish();

export const stopAbTestSchema = body({
  reason,
  show: z.enum(variantIds).optional().describe('What is shown from then on; the first variant when left out'),
}).nullish();

export const chooseVariantSchema = body({ variant: z.enum(variantIds).describe('What is shown from then on') });
