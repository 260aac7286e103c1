import { sql } from 'kysely';
import type { Database } from './database.ts';
import { storableText } from './storable.ts';

/** What a viewer sees of a video before it is opened. */
interface VideoLook {
  /** Of its title and thumbnail. */
  fingerprint: string;
  variant: string;
}

/** What the simulated channel shows its viewers, and from when on. */
export interface SimulatedShows {
  /** What is shown already goes on: nothing is added. @param at ISO 8601 */
  show(videoId: string, look: VideoLook, at: string): Promise<void>;
  /** In the order they were shown. */
  looksOf(videoId: string): Promise<(VideoLook & { at: string })[]>;
}

export function createSimulatedShows({ kysely }: Pick<Database, 'kysely'>): SimulatedShows {
  return {
    async show(video, look, at) {
      const videoId = storableText(video);
      const [fingerprint, variant] = [storableText(look.fingerprint), storableText(look.variant)];
      await kysely.transaction().execute(async (transaction) => {
        // Two that show the same at once must not both find something else shown.
        await sql`select pg_advisory_xact_lock(hashtext(${`simulated-shows:${videoId}`}))`.execute(transaction);
        await sql`
          insert into simulated_shows (video_id, at, fingerprint, variant)
          select ${videoId}::text, ${at}::timestamptz, ${fingerprint}::text, ${variant}::text
          where not exists (
            select from (
              select fingerprint, variant from simulated_shows
              where video_id = ${videoId} and at <= ${at}::timestamptz
              order by at desc, position desc limit 1
            ) as shown
            where fingerprint = ${fingerprint} and variant = ${variant}
          )`.execute(transaction);
      });
    },

    async looksOf(videoId) {
      return kysely
        .selectFrom('simulated_shows')
        .select(['fingerprint', 'variant', 'at'])
        .where('video_id', '=', storableText(videoId))
        .orderBy('at')
        .orderBy('position')
        .execute();
    },
  };
}
