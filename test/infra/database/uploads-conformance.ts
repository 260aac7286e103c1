import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/infra/database/database.ts';
import { createUploads, type Uploads } from '../../../src/infra/database/uploads.ts';

const film = {
  ...{ key: 'youtube-upload-1', pipelineId: 'octopus-abc234', target: 'youtube', channelId: `UC${'a'.repeat(22)}` },
  // More than fits into 32 bits.
  ...{ sha256: 'f'.repeat(64), bytes: 5_000_000_000 },
};
const cancelled = { type: 'Cancelled', message: 'the upload was taken back' };

/** What is kept of uploads on their way, in any database. */
export function uploadsConformance(open: () => Database): void {
  describe('uploads', () => {
    let uploads: Uploads;
    beforeEach(async () => {
      uploads = createUploads(open());
      await sql`truncate uploads`.execute(open().kysely);
    });

    it('are written down once, whoever claims them, and found as far as they are', async () => {
      const fresh = { ...film, session: undefined, confirmed: 0, videoId: undefined };
      expect(await uploads.claim(film)).toEqual(fresh);
      await uploads.replaceSession(film.key, undefined, 'https://session/1');
      await uploads.confirm(film.key, 4_500_000_000);
      expect(await uploads.claim(film)).toEqual({ ...fresh, session: 'https://session/1', confirmed: 4_500_000_000 });
    });

    it('are one when several processes claim them at once', async () => {
      const claimed = await Promise.all(Array.from({ length: 8 }, () => uploads.claim(film)));
      expect(new Set(claimed.map((upload) => JSON.stringify(upload))).size).toBe(1);
      expect(await open().kysely.selectFrom('uploads').select('upload_key').execute()).toHaveLength(1);
    });

    it('go to one session when several processes open one at once', async () => {
      await uploads.claim(film);
      const asked = ['1', '2', '3', '4', '5', '6'].map((name) => `https://session/${name}`);
      const answered = await Promise.all(asked.map((session) => uploads.replaceSession(film.key, undefined, session)));
      const [current] = answered;
      expect(asked).toContain(current);
      expect(answered).toEqual(asked.map(() => current));
      expect((await uploads.claim(film)).session).toBe(current);
    });

    it('go to a new session from its first byte on, in place of the last that was known and of no other', async () => {
      await uploads.claim(film);
      await uploads.replaceSession(film.key, undefined, 'https://session/1');
      await uploads.confirm(film.key, 1000);
      expect(await uploads.replaceSession(film.key, undefined, 'https://session/2')).toBe('https://session/1');
      expect(await uploads.claim(film)).toMatchObject({ session: 'https://session/1', confirmed: 1000 });
      expect(await uploads.replaceSession(film.key, 'https://session/1', 'https://session/2')).toBe(
        'https://session/2',
      );
      expect(await uploads.claim(film)).toMatchObject({ session: 'https://session/2', confirmed: 0 });
      expect(await uploads.replaceSession(film.key, 'https://session/1', 'https://session/3')).toBe(
        'https://session/2',
      );
    });

    it('that were taken back go no further, until they are claimed again', async () => {
      await uploads.claim(film);
      await uploads.claim({ ...film, key: 'youtube-upload-2', pipelineId: 'honey-abc234' });
      await uploads.replaceSession(film.key, undefined, 'https://session/1');
      await uploads.confirm(film.key, 1000);
      expect(await uploads.retract(film.pipelineId)).toEqual([
        { ...film, session: 'https://session/1', confirmed: 1000, videoId: undefined },
      ]);
      await expect(uploads.confirm(film.key, 2000)).rejects.toMatchObject(cancelled);
      await uploads.confirm('youtube-upload-2', 2000);
      expect(await uploads.claim(film)).toMatchObject({ session: 'https://session/1', confirmed: 1000 });
      await uploads.confirm(film.key, 2000);
      expect(await uploads.claim(film)).toMatchObject({ confirmed: 2000 });
    });

    it('of a pipeline are answered when it is taken back, once more as often as it is, and none where there were none', async () => {
      for (const key of ['one', 'two']) await uploads.claim({ ...film, key });
      for (let time = 0; time < 2; time += 1) {
        expect((await uploads.retract(film.pipelineId)).map(({ key }) => key).sort()).toEqual(['one', 'two']);
      }
      expect(await uploads.retract('honey-abc234')).toEqual([]);
    });

    it('that are through have a video, all of whose bytes are there, even when they were taken back meanwhile', async () => {
      await uploads.claim(film);
      await uploads.retract(film.pipelineId);
      await uploads.finish(film.key, 'video-1');
      expect(await uploads.retract(film.pipelineId)).toMatchObject([{ videoId: 'video-1', confirmed: film.bytes }]);
    });

    it('start over when their video is gone, and not when another has come in its place', async () => {
      await uploads.claim(film);
      await uploads.replaceSession(film.key, undefined, 'https://session/1');
      await uploads.finish(film.key, 'video-1');
      await uploads.startOver(film.key, 'video-0');
      expect(await uploads.claim(film)).toMatchObject({ videoId: 'video-1', session: 'https://session/1' });
      await uploads.startOver(film.key, 'video-1');
      expect(await uploads.claim(film)).toMatchObject({ videoId: undefined, session: undefined, confirmed: 0 });
    });
  });
}
