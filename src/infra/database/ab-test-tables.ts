import type { Generated } from 'kysely';
import type { AbTestPlan, DayFigures } from '../../contracts/ab-test.ts';
import type { AbTestDay, AbTestRecord, AbTestState, AbTestSubject } from '../../contracts/ab-test-run.ts';
import type { VariantId } from '../../contracts/variant-ids.ts';
import type { Json } from './json-column.ts';

/** `AbTestRecord` as a row. Times are ISO 8601 in UTC with milliseconds, on both ways. */
export interface AbTestsTable {
  test_id: string;
  sequence: number;
  owner: string;
  topic: string;
  state: AbTestState;
  pipeline_id: string | null;
  /** The id that `video` of `about` has. */
  video_id: string;
  /** All that has no column of its own. */
  about: Json<
    Omit<AbTestRecord, 'testId' | 'owner' | 'topic' | 'state' | 'pipelineId' | 'days' | 'createdAt' | 'updatedAt'>
  >;
  /** By themselves: a list that doesn't show them doesn't read them. */
  days: Json<AbTestDay[]>;
  created_at: string;
  updated_at: string;
}

/** What tests are held against: written before their first day, and never changed. */
interface AbTestPlansTable {
  test_id: string;
  subject: Json<AbTestSubject>;
  plan: Json<AbTestPlan>;
}

/** `AbTestDay` as a row: the verdict on a day that is over. */
export interface AbTestDaysTable {
  test_id: string;
  /** `2026-12-01`, of the Pacific coast. */
  day: string;
  slot: number;
  variant: VariantId;
  dropped: string | null;
}

/** What a platform counted: a row each time it had counted otherwise than before. */
interface VideoFiguresTable {
  target: string;
  channel_id: string;
  video_id: string;
  /** `2026-12-01`, of the Pacific coast. */
  day: string;
  /** Which of the platform's services told it. */
  source: string;
  learned_at: string;
  /** In which order they were written. */
  position: Generated<number>;
  figures: Json<Omit<DayFigures, 'day'>>;
}

/** How far a channel's figures were read. */
interface FigureCursorsTable {
  target: string;
  channel_id: string;
  source: string;
  cursor: string;
}

/** What the simulated channel shows, each from its time on. */
interface SimulatedShowsTable {
  video_id: string;
  at: string;
  /** In which order they were written. */
  position: Generated<number>;
  fingerprint: string;
  variant: string;
}

export interface AbTestTables {
  ab_tests: AbTestsTable;
  ab_test_plans: AbTestPlansTable;
  ab_test_days: AbTestDaysTable;
  video_figures: VideoFiguresTable;
  figure_cursors: FigureCursorsTable;
  simulated_shows: SimulatedShowsTable;
}
