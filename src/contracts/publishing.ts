import { z } from 'zod';
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

/**
 * How a film is published, for the targets that can do it: a folder or an address takes the files and nothing else. Whether a
 * time is still to come is checked where a run is started, not here: a run may wait past it.
 */
export const publishingSchema = z
  .strictObject({
    /** The channel, by its id, its handle or its title; the only one that is signed in when left out. */
    channel: shortText(120)
      .optional()
      .describe('Id, handle (@name) or title; the only one that is signed in when left out'),
    privacy: z
      .enum(privacies)
      .optional()
      .describe('Who may see it in the end; private when left out, public when it is published at a time'),
    publishAt: z.iso
      .datetime({ offset: true })
      .optional()
      .describe('When the platform makes it public, ISO 8601 with offset'),
    playlists: z
      .array(shortText(150))
      .max(10)
      .default([])
      .describe('By id or title; one of a title there is not yet is made, with the privacy of the film'),
    license: z.enum(licences).default('youtube'),
    madeForKids: z.boolean().default(false).describe('Whether it is made for children, in the sense of the law'),
    /** Languages besides the film's own, for title, description and captions. */
    languages: z.array(z.enum(languageCodes)).max(12).default([]),
    onCancel: z
      .enum(['keep-private', 'delete'])
      .default('keep-private')
      .describe('What becomes of a film that is uploaded and not yet published when the run is cancelled or fails'),
    /** Target `http`: where the files are put. One that ends with `/` gets them all, another the film alone. */
    url: z
      .url({ protocol: /^https?$/, error: 'give an http or https address' })
      .max(2000)
      .optional(),
  })
  .superRefine(({ publishAt, privacy }, context) => {
    if (publishAt === undefined || privacy === undefined || privacy === 'public') return;
    const message = `a film that is published at a time is public from then on: leave out the privacy ${privacy}, or the time`;
    context.addIssue({ code: 'custom', path: ['privacy'], message });
  });

export type Publishing = z.infer<typeof publishingSchema>;
