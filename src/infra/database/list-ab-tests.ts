import { type Kysely, type Selectable, sql } from 'kysely';
import type { AbTestListing, AbTestState } from '../../contracts/ab-test-run.ts';
import { Failure } from '../../contracts/failures.ts';
import type { AbTestsTable } from './ab-test-tables.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { storableText } from './storable.ts';
import type { Tables } from './tables.ts';

export interface ListAbTestsQuery {
  owner?: string;
  state?: AbTestState;
  /** The run whose last step it is. */
  pipelineId?: string;
  videoId?: string;
  /** Tests a page, 1 to 200; 50 when left out. */
  limit?: number;
  /** `next` of the page before. */
  cursor?: string;
}

export interface AbTestList {
  tests: AbTestListing[];
  /** The cursor of the next page, where there is one. */
  next?: string;
}

export const listedColumns = [
  'test_id',
  'owner',
  'topic',
  'state',
  'pipeline_id',
  'about',
  'created_at',
  'updated_at',
] as const satisfies (keyof AbTestsTable)[];

type ListedRow = Pick<Selectable<AbTestsTable>, (typeof listedColumns)[number]>;

/** Newest first. Every filter has an index in this order, so a page costs the same however many there are. */
export async function listAbTests(
  kysely: Kysely<Tables>,
  { owner, state, pipelineId, videoId, limit = 50, cursor }: ListAbTestsQuery,
): Promise<AbTestList> {
  if (!Number.isInteger(limit) || limit < 1 || limit > 200) {
    throw new Failure('InvalidInput', `limit is ${limit}: give a whole number from 1 to 200`);
  }
  let query = kysely.selectFrom('ab_tests').select(listedColumns);
  if (owner !== undefined) query = query.where('owner', '=', storableText(owner));
  if (state !== undefined) query = query.where('state', '=', state);
  if (pipelineId !== undefined) query = query.where('pipeline_id', '=', storableText(pipelineId));
  if (videoId !== undefined) query = query.where('video_id', '=', storableText(videoId));
  if (cursor !== undefined) {
    const { createdAt, pipelineId: testId } = decodeCursor(cursor);
    query = query.where(sql<boolean>`(created_at, test_id) < (${createdAt}::timestamptz, ${storableText(testId)})`);
  }
  const rows = await query
    .orderBy('created_at', 'desc')
    .orderBy('test_id', 'desc')
    // One more than asked tells whether there is a next page.
    .limit(limit + 1)
    .execute();
  const tests = rows.slice(0, limit).map(toListing);
  const last = tests.at(-1);
  if (rows.length <= limit || !last) return { tests };
  return { tests, next: encodeCursor({ createdAt: last.createdAt, pipelineId: last.testId }) };
}

export function toListing(row: ListedRow): AbTestListing {
  return {
    ...row.about,
    testId: row.test_id,
    owner: row.owner,
    topic: row.topic,
    state: row.state,
    ...(row.pipeline_id !== null && { pipelineId: row.pipeline_id }),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
