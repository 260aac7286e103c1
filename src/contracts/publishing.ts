import { z } from 'zod';
import { Failure } from './failures.ts';
import { languageCodes } from './languages.ts';

/** Who may see a film on a platform. Wire names: YouTube's own. */
export const privacies = ['private', 'unlisted', 'public'] as const;
export type Privacy = (typeof privacies)[number];

export const licences = ['youtube', 'creativeCommon'] as const;

const shortText = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .refine((text) => !/[\p{Cc}<>]/u.test(text), 'it has a control character, or one of < and >: remove it');

const fields = {
  /** The channel, by its id, its handle or its title. */
  channel: shortText(120).describe('Id, handle (@name) or title; the only one that is signed in when left out'),
  privacy: z
    .enum(privacies)
    .describe('Who may see it in the end; private when left out, public when it is published at a time'),
  publishAt: z.iso
    .datetime({ offset: true, error: 'give a time as in 2026-12-01T18:00:00+01:00' })
    .describe('When the platform makes it public, ISO 8601 with offset'),
  playlists: z
    .array(shortText(150))
    .max(10)
    .describe('By id or title; one of a title there is not yet is made, for those who may see the film'),
  license: z.enum(licences),
  madeForKids: z.boolean().describe('Whether it is made for children, in the sense of the law'),
  /** Languages besides the film's own, for title, description and captions. */
  languages: z.array(z.enum(languageCodes)).max(12),
  onCancel: z
    .enum(['keep-private', 'delete'])
    .describe('What becomes of a film that is uploaded and not yet published when the run is cancelled or fails'),
  url: z
    .url({ protocol: /^https?$/, error: 'give an http or https address' })
    .max(2000)
    .describe('Target `http`: where the files are put. One that ends with `/` gets them all, another the film alone'),
};

function refuseHiddenAtTime(
  { publishAt, privacy }: { publishAt?: string; privacy?: Privacy },
  context: z.RefinementCtx,
): void {
  if (publishAt === undefined || privacy === undefined || privacy === 'public') return;
  const message = `a film that is published at a time is public from then on: leave out the privacy ${privacy}, or the time`;
  context.addIssue({ code: 'custom', path: ['privacy'], message });
}

/**
 * How a film is published, for the targets that can do it: a folder or an address takes the files and nothing else. Whether a
 * time is still to come is checked where a run is started, not here: a run may wait past it.
 */
export const publishingSchema = z
  .strictObject({
    ...fields,
    channel: fields.channel.optional(),
    privacy: fields.privacy.optional(),
    publishAt: fields.publishAt.optional(),
    url: fields.url.optional(),
    playlists: fields.playlists.default([]),
    license: fields.license.default('youtube'),
    madeForKids: fields.madeForKids.default(false),
    languages: fields.languages.default([]),
    onCancel: fields.onCancel.default('keep-private'),
  })
  .superRefine(refuseHiddenAtTime);

/** Of a publication, only what changes. */
export const publishingChangesSchema = z.strictObject(fields).partial().superRefine(refuseHiddenAtTime);

export type Publishing = z.infer<typeof publishingSchema>;

/**
 * For whoever starts a run: a time is still to come, and not so far away that it must be a mistake.
 * @throws Failure `InvalidInput`
 */
export function checkPublishingTime(
  { publishAt }: Pick<Partial<Publishing>, 'publishAt'> = {},
  now = Date.now(),
): void {
  if (publishAt === undefined) return;
  const time = Date.parse(publishAt);
  const show = new Date(time).toISOString();
  if (time <= now) throw new Failure('InvalidInput', `the film can't be published at ${show}: that has passed`);
  if (time > now + longestWaitMs) {
    throw new Failure('InvalidInput', `the film can't be published at ${show}: that is more than two years away`);
  }
}

const longestWaitMs = 2 * 365 * 86_400_000;
