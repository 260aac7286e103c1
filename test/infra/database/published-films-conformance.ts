import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/infra/database/database.ts';
import { createPublishedFilms, type PublishedFilms } from '../../../src/infra/database/published-films.ts';
import { createUploads } from '../../../src/infra/database/uploads.ts';

const film = {
  ...{ id: 'dQw4w9', target: 'youtube', channelId: 'UC1', owner: 'local', pipelineId: 'octopus-abc234' },
  ...{ title: 'Three hearts', description: 'Of the octopus.', scriptSketch: [0, 1, 4_294_967_295] },
};

/** What is kept of films that were published, in any database. */
export function publishedFilmsConformance(open: () => Database): void {
  describe('published films', () => {
    let films: PublishedFilms;
    beforeEach(async () => {
      films = createPublishedFilms(open());
      await sql`truncate published_films, uploads`.execute(open().kysely);
    });

    /** The films of the channel, one a day. */
    const publishedOn = (id: string, day: string) =>
      sql`update published_films set published_at = ${day}::timestamptz where film_id = ${id}`.execute(open().kysely);
    const latestIds = async (target = 'youtube', channelId = 'UC1', most = 100) =>
      (await films.latest(target, channelId, most)).map(({ id }) => id);

    it('are kept with the sketch of their script, and when they were', async () => {
      await films.keep(film);
      const { target: _, channelId: __, owner: ___, ...kept } = film;
      const publishedAt = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string;
      expect(await films.latest('youtube', 'UC1', 100)).toEqual([{ ...kept, publishedAt }]);
    });

    it('kept again are as they are now, in their old place', async () => {
      await films.keep(film);
      await publishedOn(film.id, '2026-01-01T00:00:00Z');
      await films.keep({ ...film, title: 'Four hearts', description: '', scriptSketch: [] });
      expect(await films.latest('youtube', 'UC1', 100)).toMatchObject([
        {
          id: film.id,
          title: 'Four hearts',
          description: '',
          scriptSketch: [],
          publishedAt: '2026-01-01T00:00:00.000Z',
        },
      ]);
    });

    it('are told newest first, as many as are asked for', async () => {
      for (const [index, id] of ['old', 'newest', 'new'].entries()) {
        await films.keep({ ...film, id });
        await publishedOn(id, `2026-01-0${[1, 3, 2][index]}T00:00:00Z`);
      }
      expect(await latestIds()).toEqual(['newest', 'new', 'old']);
      expect(await latestIds('youtube', 'UC1', 2)).toEqual(['newest', 'new']);
    });

    it('are each target’s and each channel’s own', async () => {
      await films.keep(film);
      await films.keep({ ...film, id: 'other', channelId: 'UC2' });
      await films.keep({ ...film, target: 'elsewhere' });
      expect(await latestIds()).toEqual([film.id]);
      expect(await latestIds('youtube', 'UC2')).toEqual(['other']);
      expect(await latestIds('elsewhere')).toEqual([film.id]);
      expect(await latestIds('youtube', 'UC3')).toEqual([]);
    });

    it('may have characters in their words that a database cannot keep', async () => {
      await films.keep({ ...film, title: 'a\0b', description: 'half a pair: \ud83d' });
      expect(await films.latest('youtube', 'UC1', 1)).toMatchObject([
        { title: 'ab', description: 'half a pair: \ufffd' },
      ]);
    });

    it('of a run are those that are uploaded, whether they were shown or not', async () => {
      const uploads = createUploads(open());
      const upload = { ...film, sha256: 'f'.repeat(64), bytes: 9 };
      for (const [key, pipelineId, target] of [
        ['uploaded', film.pipelineId, 'youtube'],
        ['on its way', film.pipelineId, 'youtube'],
        ['of another run', 'honey-abc234', 'youtube'],
        ['elsewhere', film.pipelineId, 'elsewhere'],
      ] as const) {
        await uploads.claim({ ...upload, key, pipelineId, target });
        if (key !== 'on its way') await uploads.finish(key, `video ${key}`);
      }
      await films.keep(film);
      await films.keep({ ...film, id: 'of honey', pipelineId: 'honey-abc234' });
      expect([...(await films.ofRun('youtube', film.pipelineId))].sort()).toEqual([film.id, 'video uploaded']);
      expect(await films.ofRun('youtube', 'bees-abc234')).toEqual(new Set());
    });
  });
}
