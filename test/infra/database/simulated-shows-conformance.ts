import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/infra/database/database.ts';
import { createSimulatedShows, type SimulatedShows } from '../../../src/infra/database/simulated-shows.ts';

const hearts = { fingerprint: 'f'.repeat(64), variant: 'a' };
const arms = { fingerprint: '0'.repeat(64), variant: 'b' };
const on = (day: number) => `2026-12-0${day}T08:00:00.000Z`;

/** What is kept of what the simulated channel shows, in any database. */
export function simulatedShowsConformance(open: () => Database): void {
  describe('what the simulated channel shows', () => {
    let shows: SimulatedShows;
    beforeEach(async () => {
      shows = createSimulatedShows(open());
      await sql`truncate simulated_shows`.execute(open().kysely);
    });

    it('is told from its beginning on, in order, of each video by itself', async () => {
      await shows.show('octopus', hearts, on(1));
      await shows.show('octopus', arms, on(2));
      await shows.show('octopus', hearts, on(3));
      await shows.show('honey', arms, on(2));
      const looks = [
        { ...hearts, at: on(1) },
        { ...arms, at: on(2) },
        { ...hearts, at: on(3) },
      ];
      expect(await shows.looksOf('octopus')).toEqual(looks);
      expect(await shows.looksOf('honey')).toEqual([{ ...arms, at: on(2) }]);
      expect(await shows.looksOf('bees')).toEqual([]);
    });

    it('goes on when it is shown again', async () => {
      await shows.show('octopus', hearts, on(1));
      await shows.show('octopus', hearts, on(1));
      await shows.show('octopus', hearts, on(2));
      expect(await shows.looksOf('octopus')).toEqual([{ ...hearts, at: on(1) }]);
      await shows.show('octopus', { ...hearts, variant: 'c' }, on(3));
      await shows.show('octopus', { ...arms, variant: 'c' }, on(4));
      expect(await shows.looksOf('octopus')).toHaveLength(3);
    });

    it('is the last of what is shown at one moment', async () => {
      for (const look of [hearts, arms, hearts]) await shows.show('octopus', look, on(1));
      expect((await shows.looksOf('octopus')).map(({ variant }) => variant)).toEqual(['a', 'b', 'a']);
    });

    it('begins once when several processes show it at once', async () => {
      await Promise.all(Array.from({ length: 8 }, () => shows.show('octopus', hearts, on(1))));
      expect(await shows.looksOf('octopus')).toHaveLength(1);
    });

    it('may have characters in its name that a database cannot keep', async () => {
      const odd = { fingerprint: 'f', variant: 'a\0b \ud83d' };
      await shows.show('octo\0pus', odd, on(1));
      await shows.show('octopus', odd, on(2));
      expect(await shows.looksOf('octo\0pus')).toEqual([{ fingerprint: 'f', variant: 'ab \ufffd', at: on(1) }]);
    });
  });
}
