import type { Connection } from '@temporalio/client';
import { defineSearchAttributeKey, SearchAttributeType, type TypedSearchAttributes } from '@temporalio/common';
import { searchAttributeNames } from '../../contracts/search-attributes.ts';

/** `INDEXED_VALUE_TYPE_KEYWORD` of Temporal's API. */
const keyword = 2;

/**
 * Registers the search attributes a run sets: a server that lacks one fails its workflow tasks. The local stack's server gets
 * them as options; on any other this is safe to repeat.
 */
export async function ensureSearchAttributes(connection: Connection, namespace: string): Promise<void> {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  const missing = Object.values(searchAttributeNames).filter((name) => !(name in (customAttributes ?? {})));
  if (missing.length === 0) return;
  await connection.operatorService.addSearchAttributes({
    namespace,
    searchAttributes: Object.fromEntries(missing.map((name) => [name, keyword])),
  });
}

export const keywordKey = (name: string) => defineSearchAttributeKey(name, SearchAttributeType.KEYWORD);

/** The text of an attribute, empty when it is not set. */
export const keywordOf = (attributes: TypedSearchAttributes, name: string) => attributes.get(keywordKey(name)) ?? '';
