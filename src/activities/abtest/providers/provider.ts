import type { AbTestVariant, DayFigures } from '../../../contracts/ab-test.ts';
import type { AbTestSubject } from '../../../contracts/ab-test-run.ts';
import type { Privacy } from '../../../contracts/publishing.ts';
import type { VariantId } from '../../../contracts/variant-ids.ts';

/** What viewers see of a video. */
export interface Look {
  title: string;
  privacy: Privacy;
  /** Which of the variants it is; none where somebody has put something else there. */
  variant?: VariantId;
}

/** Figures of a day, with which of the platform's services told them. */
export type LearnedDay = DayFigures & { source: string };

/** A channel whose videos can be shown in variants, and that counts what comes of it. */
export interface TestPlatform {
  readonly name: string;
  /** The video's own channel there, by which its figures are kept. */
  channelOf(subject: AbTestSubject, signal: AbortSignal): Promise<string>;
  /** Undefined when the video is gone. */
  look(subject: AbTestSubject, signal: AbortSignal): Promise<Look | undefined>;
  /** Shows a variant from now on. Whether it took is for the next look to say. */
  show(subject: AbTestSubject, variant: AbTestVariant, signal: AbortSignal): Promise<void>;
  /**
   * What is known of the days now, those that nothing is known of left out.
   * @param learnedAfter `learnedUntil` of the last time: what was known then may be left out
   */
  figures(
    subject: AbTestSubject,
    period: { from: string; to: string; learnedAfter?: string },
    signal: AbortSignal,
  ): Promise<{ days: LearnedDay[]; learnedUntil?: string }>;
}
