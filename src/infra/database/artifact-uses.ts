import { sql } from 'kysely';
import type { Database } from './database.ts';

/** Which of these files people have among their own. What pipelines use is said in the store itself (`ArtifactStore.use`). */
export async function usedByAssets(
  { kysely }: Pick<Database, 'kysely'>,
  sha256s: readonly string[],
): Promise<Set<string>> {
  const asked = sql<string>`(select jsonb_array_elements_text(${JSON.stringify(sha256s)}::jsonb))`;
  const sha256 = sql<string>`file->>'sha256'`;
  const rows = await kysely.selectFrom('assets').select(sha256.as('sha256')).where(sha256, 'in', asked).execute();
  return new Set(rows.map((row) => row.sha256));
}
