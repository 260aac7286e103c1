import { type Selectable, sql } from 'kysely';
import type { Asset, AssetKind } from '../../contracts/assets.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import type { Database } from './database.ts';
import { storableJson, storableText } from './storable.ts';
import type { AssetsTable } from './tables.ts';

interface ListAssetsQuery {
  owner: string;
  kind?: AssetKind;
  /** Items a page. */
  limit: number;
  /** `nextCursor` of the page before. */
  cursor?: string;
}

/** People's own files. */
export interface Assets {
  /** Keeps an asset and answers it as it is kept; one with this id that is there already stays as it is. */
  add(asset: Omit<Asset, 'createdAt'>): Promise<Asset>;
  get(assetId: string): Promise<Asset | undefined>;
  /** Those of one owner, in no order; ids that are unknown or another's are left out. */
  find(owner: string, assetIds: readonly string[]): Promise<Asset[]>;
  /** Newest first. Rejects with `InvalidInput` for a cursor that can't be. */
  list(query: ListAssetsQuery): Promise<{ items: Asset[]; nextCursor?: string }>;
  /** Takes the entry away, not the file: runs may use it. Answers whether there was one. */
  remove(assetId: string): Promise<boolean>;
}

export function createAssets({ kysely }: Pick<Database, 'kysely'>): Assets {
  async function get(assetId: string): Promise<Asset | undefined> {
    const row = await kysely
      .selectFrom('assets')
      .selectAll()
      .where('asset_id', '=', storableText(assetId))
      .executeTakeFirst();
    return row && toAsset(row);
  }

  return {
    async add({ assetId, owner, kind, name, file, facts }) {
      const row = await kysely
        .insertInto('assets')
        .values({
          asset_id: assetId,
          owner: storableText(owner),
          kind,
          name: storableText(name),
          file: storableJson(file),
          facts: storableJson(facts),
          // In milliseconds, as cursors have it: the database's own clock has finer ones.
          created_at: new Date().toISOString(),
        })
        // Changes nothing, but the row is answered.
        .onConflict((conflict) => conflict.column('asset_id').doUpdateSet({ asset_id: assetId }))
        .returningAll()
        .executeTakeFirstOrThrow();
      return toAsset(row);
    },

    get,

    async find(owner, assetIds) {
      if (assetIds.length === 0) return [];
      const rows = await kysely
        .selectFrom('assets')
        .selectAll()
        .where('owner', '=', storableText(owner))
        .where('asset_id', 'in', assetIds.map(storableText))
        .execute();
      return rows.map(toAsset);
    },

    async list({ owner, kind, limit, cursor }) {
      let query = kysely.selectFrom('assets').selectAll().where('owner', '=', storableText(owner));
      if (kind !== undefined) query = query.where('kind', '=', kind);
      if (cursor !== undefined) {
        const { createdAt, pipelineId: assetId } = decodeCursor(cursor);
        query = query.where(
          sql<boolean>`(created_at, asset_id) < (${createdAt}::timestamptz, ${storableText(assetId)})`,
        );
      }
      const rows = await query
        .orderBy('created_at', 'desc')
        .orderBy('asset_id', 'desc')
        // One more than asked tells whether there is a next page.
        .limit(limit + 1)
        .execute();
      const items = rows.slice(0, limit).map(toAsset);
      const last = items.at(-1);
      if (rows.length <= limit || !last) return { items };
      return { items, nextCursor: encodeCursor({ createdAt: last.createdAt, pipelineId: last.assetId }) };
    },

    async remove(assetId) {
      const gone = await kysely
        .deleteFrom('assets')
        .where('asset_id', '=', storableText(assetId))
        .returning('asset_id')
        .execute();
      return gone.length > 0;
    },
  };
}

function toAsset(row: Selectable<AssetsTable>): Asset {
  return {
    assetId: row.asset_id,
    owner: row.owner,
    kind: row.kind as AssetKind,
    name: row.name,
    file: row.file,
    facts: row.facts,
    createdAt: row.created_at,
  };
}
