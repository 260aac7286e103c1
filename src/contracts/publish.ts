import { z } from 'zod';
import type { ArtifactRef } from './artifact.ts';
import type { FileFacts } from './assets.ts';
import type { Brief } from './brief.ts';
import type { FailureReport } from './failures.ts';
import { type Format, formats } from './formats.ts';
import { languageCodes } from './languages.ts';
import { providers } from './providers.ts';
import type { Publication } from './publication.ts';
import { publishingChangesSchema } from './publishing.ts';
import type { StepStatus } from './step-status.ts';
import type { Step } from './steps.ts';

const { shape: publishing } = publishingChangesSchema;
const formatNames = Object.keys(formats) as [Format, ...Format[]];

/** Zero-width and direction marks, and accents without a letter, show nothing by themselves. */
export function isVisible(text: string): boolean {
  return /[^\p{C}\p{Z}\p{M}]/u.test(text);
}

/** What a person says of a video of their own: the fields beside the file. */
export const videoFieldsSchema = z.object({
  title: z
    .string()
    .trim()
    .max(100)
    .refine((text) => isVisible(text) && !/\p{Cc}/u.test(text), 'the title has nothing to show, or control characters')
    .optional()
    .describe('The file’s name when left out'),
  description: z.string().trim().max(4000).optional(),
  language: z.enum(languageCodes).default('en'),
  format: z.enum(formatNames).optional().describe('By its shape when left out; decides the style of the thumbnails'),
  target: z
    .string()
    .refine((name) => providers.upload.includes(name), { error: `it can go to: ${providers.upload.join(', ')}` })
    .optional()
    .describe('Where it is published; the first that is configured when left out'),
  channel: publishing.channel,
  privacy: publishing.privacy,
  publishAt: publishing.publishAt,
  license: publishing.license,
  madeForKids: z
    .enum(['true', 'false'])
    .optional()
    .describe('Whether it is made for children, in the sense of the law'),
});

export type VideoFields = z.infer<typeof videoFieldsSchema>;

/** A person's own words, which the published metadata keep as they are. */
export interface OwnWords {
  title: string;
  description?: string;
}

/** Input of PublishWorkflow. */
export interface PublishInput {
  /** Its `format` is replaced by the video's own where `format` is not given. */
  brief: Brief;
  format?: Format;
  video: ArtifactRef;
  /** The file's name, for messages. */
  fileName: string;
  /** The name it is published under: `video.mp4`. */
  videoName: string;
  /** Title and description as a script of one scene: what the thumbnail and metadata stages read. */
  script: ArtifactRef;
  words: OwnWords;
}

/** Input of the activity `keepOwnWords`. */
export interface KeepOwnWordsInput {
  metadata: ArtifactRef;
  words: OwnWords;
}

/** The steps of a publication, by the pipeline's names: `video` is the check of the file. */
export const publishSteps = ['video', 'thumbnail', 'metadata', 'upload'] as const satisfies readonly Step[];

export type PublishStep = (typeof publishSteps)[number];

export type PublishState = 'running' | 'blocked' | 'completed' | 'failed' | 'cancelled';

/** Answer of PublishWorkflow's query `status`. Times are ISO 8601 of the workflow's clock. */
export interface PublishStatus {
  id: string;
  state: PublishState;
  title: string;
  steps: Record<PublishStep, StepStatus>;
  /** Until when a blocked run waits. */
  waitsUntil?: string;
  facts?: FileFacts;
  /** File name → file, as they become known. */
  artifacts: Record<string, ArtifactRef>;
  publication?: Publication;
  failure?: FailureReport;
  createdAt: string;
  updatedAt: string;
}

/** Result of a completed PublishWorkflow. */
export interface PublishResult {
  id: string;
  publication: Publication;
}
