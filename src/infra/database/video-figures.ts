import { sql } from 'kysely';
import type { DayFigures } from '../../contracts/ab-test.ts';
import type { Database } from './database.ts';
import { storableJson, storableText } from './storable.ts';

/** A channel of a platform. */
interface FiguresChannel {
  target: string;
  channelId: string;
}

/** A video of it. */
export interface FiguresVideo extends FiguresChannel {
  videoId: string;
}

/** What one of the platform's services said of a day. */
export interface LearnedFigures {
  /** Pacific: `2026-12-01`. */
  day: string;
  /** The service. */
  source: string;
  /** By the clock of whoever asked, ISO 8601. */
  learnedAt: string;
  /** All that it says of the day now: what it said before is replaced as a whole. */
  figures: Omit<DayFigures, 'day'>;
}

/** What platforms counted, with when it was learned: nothing is ever overwritten, so that it can be read as of any moment. */
export interface FiguresKept {
  /**
   * Writes what differs from what was known of that day and source when it was learned; of figures that were learned at one
   * moment the last given are meant.
   * @returns how many were written
   */
  keep(of: FiguresVideo, learned: readonly LearnedFigures[]): Promise<number>;
  /**
   * The figures of each day from the first to the last, as they were known at a moment, or are, in the order of days; those of
   * which nothing was known are left out. Where several sources tell the same, the one that was learned last is believed.
   */
  asOf(of: FiguresVideo, when: { from: string; to: string; asOf?: string }): Promise<DayFigures[]>;
  /** How far a source of a channel was read; to be kept after what was read. */
  keepCursor(of: FiguresChannel, source: string, cursor: string): Promise<void>;
  cursor(of: FiguresChannel, source: string): Promise<string | undefined>;
}

export function createFiguresKept({ kysely }: Pick<Database, 'kysely'>): FiguresKept {
  return {
    async keep(of, learned) {
      if (learned.length === 0) return 0;
      const { target, channel_id, video_id } = keyOf(of);
      const given = storableJson(
        learned.map(({ day, source, learnedAt, figures }, place) => ({
          ...{ day, source, learned_at: learnedAt, figures, place },
        })),
      );
      return kysely.transaction().execute(async (transaction) => {
        const lock = `video-figures:${target}/${channel_id}/${video_id}`;
        // Who comes second has to see what the first has written.
        await sql`select pg_advisory_xact_lock(hashtext(${lock}))`.execute(transaction);
        const { numAffectedRows } = await sql`
          with given as (
            select distinct on (day, source, learned_at) *
            from jsonb_to_recordset(${given}::jsonb)
              as given (day text, source text, learned_at timestamptz, figures jsonb, place bigint)
            order by day, source, learned_at, place desc
          ), known as (
            select day, source, learned_at, figures, position as place, false as is_new
            from video_figures
            where target = ${target} and channel_id = ${channel_id} and video_id = ${video_id}
              and day between (select min(day) from given) and (select max(day) from given)
            union all
            select day, source, learned_at, figures, place, true from given
          ), compared as (
            select *, lag(figures) over (partition by day, source order by learned_at, is_new, place) as before
            from known
          )
          insert into video_figures (target, channel_id, video_id, day, source, learned_at, figures)
          select ${target}, ${channel_id}, ${video_id}, day, source, learned_at, figures
          from compared where is_new and figures is distinct from before
          order by learned_at, place`.execute(transaction);
        return Number(numAffectedRows);
      });
    },

    async asOf(of, { from, to, asOf }) {
      const { target, channel_id, video_id } = keyOf(of);
      let known = kysely
        .selectFrom('video_figures')
        .distinctOn(['day', 'source'])
        .select(['day', 'source', 'learned_at', 'position', 'figures'])
        .where('target', '=', target)
        .where('channel_id', '=', channel_id)
        .where('video_id', '=', video_id)
        .where('day', '>=', from)
        .where('day', '<=', to);
      if (asOf !== undefined) known = known.where('learned_at', '<=', asOf);
      // All backwards: the order of the key.
      for (const column of ['day', 'source', 'learned_at', 'position'] as const) known = known.orderBy(column, 'desc');
      const rows = await kysely
        .selectFrom(known.as('known'))
        .select(['day', 'figures'])
        .orderBy('day')
        .orderBy('learned_at')
        .orderBy('position')
        .execute();
      const days = new Map<string, DayFigures>();
      for (const { day, figures } of rows) days.set(day, { day, ...days.get(day), ...figures });
      return [...days.values()];
    },

    async keepCursor({ target, channelId }, source, cursor) {
      await kysely
        .insertInto('figure_cursors')
        .values({ target, channel_id: storableText(channelId), source, cursor: storableText(cursor) })
        .onConflict((conflict) =>
          conflict.columns(['target', 'channel_id', 'source']).doUpdateSet({ cursor: storableText(cursor) }),
        )
        .execute();
    },

    async cursor({ target, channelId }, source) {
      const row = await kysely
        .selectFrom('figure_cursors')
        .select('cursor')
        .where('target', '=', target)
        .where('channel_id', '=', storableText(channelId))
        .where('source', '=', source)
        .executeTakeFirst();
      return row?.cursor;
    },
  };
}

const keyOf = ({ target, channelId, videoId }: FiguresVideo) => ({
  ...{ target, channel_id: storableText(channelId), video_id: storableText(videoId) },
});
