import { type Kysely, type RawBuilder, type Selectable, type SelectQueryBuilder, sql } from 'kysely';
import { Failure } from '../../contracts/failures.ts';
import type { PipelineState } from '../../contracts/messages.ts';
import type { PipelineListing, PipelineRecord } from '../../contracts/records.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { pieceOfOwner, pieceOfRecent, piecesOfWord, searchPattern, searchWords } from './search-text.ts';
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

/** Rows that a search reads in the order of the list. Few tell how frequent its words are; of frequent ones many hold a page. */
const [few, many] = [200, 1000];

/** Newest first. Every filter but the text has an index in this order, so a page costs the same however many there are. */
export async function listRecords(kysely: Kysely<Tables>, query: ListPipelinesQuery): Promise<PipelineList> {
  const { limit, text = '' } = query;
  if (!Number.isInteger(limit) || limit < 1 || limit > 200) {
    throw new Failure('InvalidInput', `limit is ${limit}: give a whole number from 1 to 200`);
  }
  const wanted = filter(kysely, query);
  const words = searchWords(text);
  // One more than asked tells whether there is a next page.
  const rows = await (words.length === 0 ? page(wanted, limit + 1) : search(kysely, query, words, limit + 1));
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
  return query.where(
    sql<boolean>`(created_at, pipeline_id) < (${createdAt}::timestamptz, ${storableText(pipelineId)})`,
  );
}

const inOrder = (query: Filtered) => query.orderBy('created_at', 'desc').orderBy('pipeline_id', 'desc');

const page = (query: Filtered, count: number): Promise<ListedRow[]> =>
  inOrder(query).select(listedColumns).limit(count).execute();

/**
 * Frequent words fill their page among the newest, where reading a row costs least. Others are found by the index of pieces:
 * the rarer they are, the sooner; first, of everybody's runs, those of the last months.
 */
async function search(
  kysely: Kysely<Tables>,
  query: ListPipelinesQuery,
  words: string[],
  count: number,
): Promise<ListedRow[]> {
  const holds = words.map((word) => sql<boolean>`search_text like ${searchPattern(word)}`);
  const wanted = filter(kysely, query);
  let found = await searchNewest(kysely, wanted, holds, { rows: few, count });
  // Of a part of them so many would be sorted instead: the planner takes every owner and state for rare until it is told.
  const isPart = [query.owner, query.state, query.step].some((wish) => wish !== undefined);
  if (!isPart && found.length < count && found.length * many >= count * few) {
    found = await searchNewest(kysely, wanted, holds, { rows: many, count });
  }
  if (found.length === count) return found;
  const pieces = [...new Set(words.flatMap(piecesOfWord))];
  if (query.owner !== undefined) pieces.push(pieceOfOwner(storableText(query.owner)));
  const hasPieces = (all: string[]) => sql<boolean>`pieces @> ${all}::text[]`;
  if (query.owner === undefined) {
    // Words that are not rare fill a page with those of the last months.
    const end = query.cursor === undefined ? Date.now() : decodeCursor(query.cursor).createdAt;
    const where = hasPieces([...pieces, pieceOfRecent(end)]);
    found = await searchCandidates(kysely, wanted, holds, { where, count });
    if (found.length === count) return found;
  }
  return searchCandidates(kysely, wanted, holds, { where: hasPieces(pieces), count });
}

async function searchCandidates(
  kysely: Kysely<Tables>,
  wanted: Filtered,
  holds: RawBuilder<boolean>[],
  { where, count }: { where: RawBuilder<boolean>; count: number },
): Promise<ListedRow[]> {
  const candidates = kysely
    .selectFrom('pipeline_pieces')
    .select(['pipeline_id', 'created_at'])
    .where(where)
    .orderBy('created_at', 'desc')
    .orderBy('pipeline_id', 'desc')
    .offset(0)
    .as('candidate');
  // One after the other in the order of the list, until the page is full: the planner, who can't know how rare a piece is,
  // would rather read the whole table.
  return kysely
    .selectFrom(candidates)
    .innerJoinLateral(
      allOf(wanted, [sql<boolean>`pipelines.pipeline_id = candidate.pipeline_id`, ...holds])
        .select(listedColumns)
        .limit(1)
        .as('listed'),
      (join) => join.onTrue(),
    )
    .select(listedColumns.map((column) => `listed.${column}` as const))
    .orderBy('candidate.created_at', 'desc')
    .orderBy('candidate.pipeline_id', 'desc')
    .limit(count)
    .execute();
}

async function searchNewest(
  kysely: Kysely<Tables>,
  wanted: Filtered,
  holds: RawBuilder<boolean>[],
  { rows, count }: { rows: number; count: number },
): Promise<ListedRow[]> {
  const newest = inOrder(wanted)
    .select([...listedColumns, 'search_text'])
    .limit(rows);
  let found = kysely.selectFrom(newest.as('newest')).select(listedColumns);
  for (const held of holds) found = found.where(held);
  return found.orderBy('created_at', 'desc').orderBy('pipeline_id', 'desc').limit(count).execute();
}

const allOf = (query: Filtered, conditions: RawBuilder<boolean>[]) =>
  conditions.reduce((narrowed, condition) => narrowed.where(condition), query);

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
