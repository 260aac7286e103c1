import type { CompiledQuery, Kysely, KyselyPlugin } from 'kysely';
import type { Database } from '../../../src/infra/database/database.ts';
import type { Tables } from '../../../src/infra/database/tables.ts';

/** The plan of each statement that is made of the database, which runs them all once more. A subquery is announced too, but not asked. */
export async function plansOf(
  { kysely }: Pick<Database, 'kysely'>,
  ask: (watched: Pick<Database, 'kysely'>) => Promise<unknown>,
): Promise<string[]> {
  const announced: CompiledQuery[] = [];
  const asked: CompiledQuery['queryId'][] = [];
  const executor = kysely.getExecutor();
  const watching: KyselyPlugin = {
    transformQuery: ({ node, queryId }) => {
      announced.push(executor.compileQuery(node, queryId));
      return node;
    },
    transformResult: async ({ result, queryId }) => {
      asked.push(queryId);
      return result;
    },
  };
  await ask({ kysely: kysely.withPlugin(watching) as Kysely<Tables> });
  const plans: string[] = [];
  for (const compiled of announced.filter(({ queryId }) => asked.includes(queryId))) {
    const { rows } = await executor.executeQuery<{ 'QUERY PLAN': string }>({
      ...compiled,
      sql: `explain analyze ${compiled.sql}`,
    });
    plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'));
  }
  return plans;
}
