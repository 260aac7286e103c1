import { type Selectable, sql } from 'kysely';
import type { Database } from './database.ts';
import { storableText } from './storable.ts';
import type { Tables } from './tables.ts';

/** A film that went to a platform, as the next one is compared with it. */
export interface PublishedFilm {
  id: string;
  pipelineId: string;
  title: string;
  description: string;
  /** Of its script; empty where there was none. */
  scriptSketch: number[];
  publishedAt: string;
}

export interface PublishedFilms {
  /** Again for the same film: as it is now. */
  keep(film: Omit<PublishedFilm, 'publishedAt'> & { target: string; channelId: string; owner: string }): Promise<void>;
  /** Of a channel, the newest first. */
  latest(target: string, channelId: string, most: number): Promise<PublishedFilm[]>;
  /** Ids of what a run has there, shown to people or not: a film that is made anew is no copy of itself. */
  ofRun(target: string, pipelineId: string): Promise<Set<string>>;
}

export function createPublishedFilms({ kysely }: Pick<Database, 'kysely'>): PublishedFilms {
  return {
    async keep({ id, target, channelId, owner, pipelineId, title, description, scriptSketch }) {
      const words = {
        ...{ title: storableText(title), description: storableText(description) },
        script_sketch: JSON.stringify(scriptSketch),
      };
      await kysely
        .insertInto('published_films')
        .values({ ...words, target, film_id: id, channel_id: channelId, owner, pipeline_id: pipelineId })
        .onConflict((conflict) => conflict.columns(['target', 'film_id']).doUpdateSet(words))
        .execute();
    },

    async latest(target, channelId, most) {
      const rows = await kysely
        .selectFrom('published_films')
        .selectAll()
        .where('target', '=', target)
        .where('channel_id', '=', channelId)
        .orderBy(sql`published_at desc`)
        .limit(most)
        .execute();
      return rows.map(toFilm);
    },

    async ofRun(target, pipelineId) {
      const uploaded = kysely
        .selectFrom('uploads')
        .select('video_id as id')
        .where('target', '=', target)
        .where('pipeline_id', '=', pipelineId)
        .where('video_id', 'is not', null);
      const rows = await kysely
        .selectFrom('published_films')
        .select('film_id as id')
        .where('target', '=', target)
        .where('pipeline_id', '=', pipelineId)
        .union(uploaded.$narrowType<{ id: string }>())
        .execute();
      return new Set(rows.map(({ id }) => id));
    },
  };
}

function toFilm(row: Selectable<Tables['published_films']>): PublishedFilm {
  return {
    ...{ id: row.film_id, pipelineId: row.pipeline_id, title: row.title, description: row.description },
    ...{ scriptSketch: row.script_sketch, publishedAt: row.published_at },
  };
}
