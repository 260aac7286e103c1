import { z } from 'zod';
import { artifactRefSchema } from './artifact.ts';
import { type VariantId, variantIds } from './variant-ids.ts';

/** What of a video decides. Wire names. */
export const abTestMetrics = ['ctr', 'watchTimePerImpression', 'views'] as const;
export type AbTestMetric = (typeof abTestMetrics)[number];

/** What becomes of the video when a test is over: the winner is shown, a person is asked, or the first variant comes back. */
export const abTestEndings = ['apply', 'ask', 'nothing'] as const;

export const mostTestDays = 365;

const designFields = {
  metric: z
    .enum(abTestMetrics)
    .describe('What decides: clicks an impression, minutes watched an impression, or views a day'),
  days: z
    .int()
    .min(14, 'a test takes 14 days at least: fewer days than two of each weekday show nothing')
    .max(mostTestDays)
    .describe('How many days count; with a precision, how many there may be at most'),
  precision: z
    .number()
    .min(0.01)
    .max(1)
    .describe('It ends once the difference is known to within this share of the rate, on either side: 0.1 is ±10 %'),
  alpha: z
    .number()
    .min(0.001)
    .max(0.2)
    .describe('How often a test of variants that are all alike may name a winner: 0.05 is one in twenty'),
  atEnd: z.enum(abTestEndings).describe('Show the winner, ask a person, or show the first variant again'),
  seed: z.int().min(0).max(0xffffffff).describe('Of the order the variants are shown in; drawn when left out'),
};

/** How a test is done, fixed before it starts. */
export const abTestDesignSchema = z.strictObject({
  metric: designFields.metric.default('ctr'),
  days: designFields.days.default(28),
  precision: designFields.precision.optional(),
  alpha: designFields.alpha.default(0.05),
  atEnd: designFields.atEnd.default('apply'),
  seed: designFields.seed.optional(),
});

export type AbTestDesign = z.infer<typeof abTestDesignSchema>;

const variantFields = {
  /** For people; its letter when left out. */
  name: z.string().trim().min(1).max(80).optional(),
  title: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .refine((title) => !/[\p{Cc}<>]/u.test(title), 'a title has no control characters and none of < and >')
    .optional(),
  /** JPEG or PNG, 1280×720. */
  thumbnail: artifactRefSchema
    .extend({ mediaType: z.enum(['image/jpeg', 'image/png'], 'a thumbnail is a JPEG or a PNG') })
    .optional(),
};

/** Two to four, that differ in the same: all with a thumbnail, all with a title, or all with both. */
export const abTestVariantsSchema = z
  .array(z.strictObject(variantFields))
  .min(2, 'give two variants at least')
  .max(variantIds.length, 'give four variants at most')
  .superRefine((variants, context) => {
    const refuse = (message: string, path: (string | number)[] = []) =>
      context.addIssue({ code: 'custom', message, path });
    for (const part of ['thumbnail', 'title'] as const) {
      const lacking = variants.findIndex((variant) => variant[part] === undefined);
      if (lacking >= 0 && variants.some((variant) => variant[part] !== undefined)) {
        refuse(`give every variant a ${part}, or none of them`, [lacking, part]);
      }
    }
    if (variants.every(({ thumbnail, title }) => !thumbnail && !title))
      refuse('give the variants thumbnails, or titles');
    const seen = new Set<string>();
    for (const [index, { thumbnail, title }] of variants.entries()) {
      const look = `${thumbnail?.sha256}\n${title}`;
      if (seen.has(look)) refuse('this variant is the same as another: a test of it could find nothing', [index]);
      seen.add(look);
    }
  });

export type AbTestVariantInput = z.infer<typeof abTestVariantsSchema>[number];

export interface AbTestVariant extends AbTestVariantInput {
  id: VariantId;
}

export const abTestVideoSchema = z.strictObject({
  id: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,64}$/, 'the id of a video is letters, digits, _ and -: what stands behind youtu.be/')
    .describe('The platform’s own id of it'),
  channel: z
    .string()
    .trim()
    .min(1)
    .max(120)
    .optional()
    .describe('Id, handle (@name) or title; the only one that is signed in when left out'),
});

/** A video whose variants are tested, on one of the platforms of the step `abtest`. */
export type AbTestVideo = z.infer<typeof abTestVideoSchema> & { target: string };

/** Fixed and kept before the first day: what the result is held against. */
export interface AbTestPlan {
  /** The video's channel, by the platform's own id: whose figures are kept. */
  channelId: string;
  seed: number;
  /** The first day, Pacific: `2026-12-01`. */
  startDay: string;
  /** When it begins, ISO 8601. */
  startsAt: string;
  /** A letter a day. A day that is lost is made up for: the next of its weekday takes its letter. */
  schedule: string;
  registeredAt: string;
  power: AbTestPower;
}

/** What a test can find, as far as one knows before it starts. */
export interface AbTestPower {
  impressionsPerDay: number;
  /** Of impressions that become clicks, or what the metric else counts. */
  rate: number;
  /** Standard deviation of a day's rate beyond chance, as a share of it. */
  spread: number;
  /** Whether the three are this video's own, of the weeks before, or those of videos in general. */
  isMeasured: boolean;
  /** The smallest difference that is found in four of five tests, as a share of the rate. */
  detectableEffect: number;
  /** How many days it would take to find a difference of a fifth so often; none within a year when left out. */
  daysForAFifth?: number;
}

/** What a platform counted on one day, as far as it is known. */
export interface DayFigures {
  /** Pacific: `2026-12-01`. */
  day: string;
  /** How often the thumbnail was shown. */
  impressions?: number;
  /** Of them, those that were clicked, 0 to 1. */
  clickRate?: number;
  /** Views of people who stayed for more than a moment. */
  engagedViews?: number;
  views?: number;
  watchedMinutes?: number;
  averageViewedPercent?: number;
}
