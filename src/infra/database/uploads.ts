import { type Selectable, sql } from 'kysely';
import { Failure } from '../../contracts/failures.ts';
import type { Database } from './database.ts';
import type { Tables } from './tables.ts';

/** A film on its way to a platform, or there. */
export interface Upload {
  key: string;
  pipelineId: string;
  target: string;
  channelId: string;
  sha256: string;
  bytes: number;
  /** Address that the bytes go to. */
  session?: string;
  /** Bytes the platform has confirmed. */
  confirmed: number;
  /** The platform's id of it, once it is whole. */
  videoId?: string;
}

/**
 * What has to be known of uploads to go on after any crash. A film goes out once because bytes are sent only to the session
 * that is written here, and a session takes the place of another only where that one is the last that was known: of two
 * workers that do the same work unawares, both send to the same one.
 */
export interface Uploads {
  /** Finds it, or writes it down before anything is sent. One that was taken back is taken up again. */
  claim(upload: Pick<Upload, 'key' | 'pipelineId' | 'target' | 'channelId' | 'sha256' | 'bytes'>): Promise<Upload>;
  /** Bytes go to `session` from now on, unless somebody was faster. Answers the session that they go to. */
  replaceSession(key: string, before: string | undefined, session: string): Promise<string>;
  /** @throws Failure `Cancelled` when it was taken back in the meantime */
  confirm(key: string, confirmed: number): Promise<void>;
  finish(key: string, videoId: string): Promise<void>;
  /** The video is gone from the platform, and is to be uploaded anew. */
  startOver(key: string, videoId: string): Promise<void>;
  /** Nothing more is sent of the uploads of a pipeline; answers them. */
  retract(pipelineId: string): Promise<Upload[]>;
}

export function createUploads({ kysely }: Pick<Database, 'kysely'>): Uploads {
  const change = (key: string) => kysely.updateTable('uploads').where('upload_key', '=', key);

  return {
    async claim({ key, pipelineId, target, channelId, sha256, bytes }) {
      const row = await kysely
        .insertInto('uploads')
        .values({
          ...{ upload_key: key, pipeline_id: pipelineId, target, channel_id: channelId, sha256, bytes },
          ...{ session: null, video_id: null, retracted_at: null },
        })
        .onConflict((conflict) => conflict.column('upload_key').doUpdateSet({ retracted_at: null }))
        .returningAll()
        .executeTakeFirstOrThrow();
      return toUpload(row);
    },

    async replaceSession(key, before, session) {
      await change(key)
        .where('session', 'is not distinct from', before ?? null)
        .set({ session, confirmed: 0 })
        .execute();
      const row = await kysely
        .selectFrom('uploads')
        .select('session')
        .where('upload_key', '=', key)
        .executeTakeFirstOrThrow();
      return row.session ?? session;
    },

    async confirm(key, confirmed) {
      const { numUpdatedRows } = await change(key)
        .where('retracted_at', 'is', null)
        .set({ confirmed })
        .executeTakeFirstOrThrow();
      if (numUpdatedRows === 0n) throw new Failure('Cancelled', 'the upload was taken back');
    },

    async finish(key, videoId) {
      await change(key).set({ video_id: videoId, confirmed: sql<number>`bytes` }).execute();
    },

    async startOver(key, videoId) {
      await change(key).where('video_id', '=', videoId).set({ video_id: null, session: null, confirmed: 0 }).execute();
    },

    async retract(pipelineId) {
      const rows = await kysely
        .updateTable('uploads')
        .set({ retracted_at: sql<string>`now()` })
        .where('pipeline_id', '=', pipelineId)
        .returningAll()
        .execute();
      return rows.map(toUpload);
    },
  };
}

function toUpload(row: Selectable<Tables['uploads']>): Upload {
  return {
    ...{ key: row.upload_key, pipelineId: row.pipeline_id, target: row.target, channelId: row.channel_id },
    ...{ sha256: row.sha256, bytes: row.bytes, confirmed: row.confirmed },
    session: row.session ?? undefined,
    videoId: row.video_id ?? undefined,
  };
}
