import { sql } from 'kysely';
import type { Database } from './database.ts';
import { storableText } from './storable.ts';

/** One shot of one film. */
export interface FilmShot {
  pipelineId: string;
  /** Its name within the film. */
  shot: string;
}

/**
 * Who shows which picture. Scenes are rendered side by side on several hosts; a picture is a film's first shot's to ask for it,
 * and stays so however often that shot is tried again.
 */
export interface PictureClaims {
  /** Whether the picture is this shot's: from now on, or since an earlier try. */
  claim(shot: FilmShot, picture: string): Promise<boolean>;
  /** The film's pictures, each with the shot that has it. */
  claimsOf(pipelineId: string): Promise<ReadonlyMap<string, string>>;
  /** The shot shows this picture, or none with a claim: what else it had is free for the others. */
  keepOnly(shot: FilmShot, picture?: string): Promise<void>;
}

// Longer than a run can wait for people: see the time limits of reviews and of blocked runs.
const keptDays = 90;
const sweepMs = 3_600_000;

/** @param open asked when a picture is first claimed: films without stock pictures need no database */
export function createPictureClaims(open: () => Promise<Pick<Database, 'kysely'>>): PictureClaims {
  let sweptAt = 0;
  async function sweep({ kysely }: Pick<Database, 'kysely'>): Promise<void> {
    if (Date.now() - sweptAt < sweepMs) return;
    sweptAt = Date.now();
    const isOver = sql<boolean>`claimed_at < now() - make_interval(days => ${sql.lit(keptDays)})`;
    await kysely.deleteFrom('picture_claims').where(isOver).execute();
  }

  return {
    async claim({ pipelineId, shot }, picture) {
      const database = await open();
      await sweep(database);
      const own = await database.kysely
        .insertInto('picture_claims')
        .values({ pipeline_id: storableText(pipelineId), picture: storableText(picture), shot })
        .onConflict((conflict) =>
          conflict
            .columns(['pipeline_id', 'picture'])
            .doUpdateSet({ claimed_at: sql<string>`now()` })
            .where('picture_claims.shot', '=', shot),
        )
        .returning('shot')
        .executeTakeFirst();
      return own !== undefined;
    },

    async claimsOf(pipelineId) {
      const { kysely } = await open();
      const rows = await kysely
        .selectFrom('picture_claims')
        .select(['picture', 'shot'])
        .where('pipeline_id', '=', storableText(pipelineId))
        .execute();
      return new Map(rows.map(({ picture, shot }) => [picture, shot]));
    },

    async keepOnly({ pipelineId, shot }, picture) {
      const { kysely } = await open();
      const ofShot = kysely
        .deleteFrom('picture_claims')
        .where('pipeline_id', '=', storableText(pipelineId))
        .where('shot', '=', shot);
      await (picture === undefined ? ofShot : ofShot.where('picture', '<>', storableText(picture))).execute();
    },
  };
}
