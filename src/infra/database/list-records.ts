import { type Kysely, type Selectable, type SelectQueryBuilder, sql } from 'kysely';
import { Failure } from '../../contracts/failures.ts';
import type { PipelineState } from '../../contracts/messages.ts';
import type { PipelineListing, PipelineRecord } from '../../contracts/records.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { searchPattern, searchPieces, searchWords } from './search-text.ts';
import { storableText } from './storable.ts';
import type { PipelinesTable, Tables } from './tables.ts';

export interface ListPipelinesQuery {
  state?: PipelineState;
  step?: PipelineRecord['step'];
  owner?: string;
  /** Words to find in topic or id, in any order, whatever their case and accents. */
  text?: string;
  /** Items a page, 1 to 200. */
  limit: number;
  /** `nextCursor` of the page before. */
  cursor?: string;
}

export interface PipelineList {
  items: PipelineListing[];
  nextCursor?: string;
}

export const listedColumns = [
  'pipeline_id',
  'owner',
  'topic',
  'language',
  'format',
  'state',
  'step',
  'cost_usd',
  'duration_seconds',
  'publication_url',
  'failure',
  'created_at',
  'updated_at',
] as const satisfies (keyof PipelinesTable)[];

type ListedRow = Pick<Selectable<PipelinesTable>, (typeof listedColumns)[number]>;

/** What most searches find their page in: reading so many is cheap, and needs no index. */
const newest = 1000;

/** Newest first. Every filter but the text has an index in this order, so a page costs the same however many there are. */
export async function listRecords(kysely: Kysely<Tables>, query: ListPipelinesQuery): Promise<PipelineList> {
  const { limit, text = '' } = query;
  if (!Number.isInteger(limit) || limit < 1 || limit > 200) {
    throw new Failure('InvalidInput', `limit is ${limit}: give a whole number from 1 to 200`);
  }
  const wanted = filter(kysely, query);
  const words = searchWords(text);
  // One more than asked tells whether there is a next page.
  const rows = await (words.length === 0 ? page(wanted, limit + 1) : search(kysely, wanted, words, limit + 1));
  const items = rows.slice(0, limit).map(toListing);
  const last = items.at(-1);
  return rows.length > limit && last ? { items, nextCursor: encodeCursor(last) } : { items };
}

type Filtered = SelectQueryBuilder<Tables, 'pipelines', object>;

function filter(kysely: Kysely<Tables>, { state, step, owner, cursor }: ListPipelinesQuery): Filtered {
  let query: Filtered = kysely.selectFrom('pipelines');
  if (state !== undefined) query = query.where('state', '=', state);
  if (step !== undefined) query = query.where('step', '=', step);
  if (owner !== undefined) query = query.where('owner', '=', storableText(owner));
  if (cursor === undefined) return query;
  const { createdAt, pipelineId } = decodeCursor(cursor);
  // The calendar of PostgreSQL has no year 0.
  if (createdAt < '0001') throw new Failure('InvalidInput', 'the cursor is not one this list gave: start without it');
  return query.where(
    sql<boolean>`(created_at, pipeline_id) < (${createdAt}::timestamptz, ${storableText(pipelineId)})`,
  );
}

const inOrder = (query: Filtered) => query.orderBy('created_at', 'desc').orderBy('pipeline_id', 'desc');

const page = (query: Filtered, count: number): Promise<ListedRow[]> =>
  inOrder(query).select(listedColumns).limit(count).execute();

/** Among the newest, where a frequent word fills its page; else by the index of pieces, where a rare one is found at once. */
async function search(kysely: Kysely<Tables>, wanted: Filtered, words: string[], count: number): Promise<ListedRow[]> {
  const holds = sql<boolean>`search_text like all (${words.map(searchPattern)}::text[])`;
  const recent = inOrder(wanted)
    .select([...listedColumns, 'search_text'])
    .limit(newest);
  const found = await kysely
    .selectFrom(recent.as('recent'))
    .select(listedColumns)
    .where(holds)
    .orderBy('created_at', 'desc')
    .orderBy('pipeline_id', 'desc')
    .limit(count)
    .execute();
  if (found.length === count || !(await hasMore(wanted))) return found;
  const pieces = [...new Set(words.flatMap(searchPieces))];
  if (pieces.length === 0) return page(wanted.where(holds), count);
  // Looked up by itself first: the planner knows nothing of how rare a piece is.
  const byPieces = kysely
    .selectFrom('pipeline_pieces')
    .select('pipeline_id')
    .where(sql<boolean>`pieces @> ${pieces}::text[]`);
  const candidates = sql<boolean>`pipeline_id = any (array(${byPieces}))`;
  return page(wanted.where(candidates).where(holds), count);
}

async function hasMore(wanted: Filtered): Promise<boolean> {
  const next = await inOrder(wanted).select('pipeline_id').offset(newest).limit(1).executeTakeFirst();
  return next !== undefined;
}

export function toListing(row: ListedRow): PipelineListing {
  return {
    pipelineId: row.pipeline_id,
    owner: row.owner,
    topic: row.topic,
    language: row.language,
    format: row.format,
    state: row.state,
    step: row.step,
    costUsd: row.cost_usd,
    ...(row.duration_seconds !== null && { durationSeconds: row.duration_seconds }),
    ...(row.publication_url !== null && { publicationUrl: row.publication_url }),
    ...(row.failure !== null && { failure: row.failure }),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
