import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/infra/database/database.ts';
import { createFiguresKept, type FiguresKept, type LearnedFigures } from '../../../src/infra/database/video-figures.ts';

const video = { target: 'youtube', channelId: `UC${'a'.repeat(22)}`, videoId: 'dQw4w9WgXcQ' };
const december = { from: '2026-12-01', to: '2026-12-31' };

/** Told by the reporting service of a day, at eight in the morning of another. */
const reach = (day: number, learnedOn: number, impressions: number): LearnedFigures => ({
  ...{ day: dayOf(day), source: 'reach', learnedAt: `${dayOf(learnedOn)}T08:00:00.000Z` },
  figures: { impressions, clickRate: 0.1 + 0.2 },
});
const dayOf = (day: number) => `2026-12-${String(day).padStart(2, '0')}`;

/** What is kept of platforms' figures, in any database. */
export function videoFiguresConformance(open: () => Database): void {
  describe('figures', () => {
    let figures: FiguresKept;
    beforeEach(async () => {
      figures = createFiguresKept(open());
      await sql`truncate video_figures, figure_cursors`.execute(open().kysely);
    });

    /** Impressions by day, as they were known in the evening of a day, or are. */
    const impressions = async (evening?: number) => {
      const asOf = evening === undefined ? undefined : `${dayOf(evening)}T20:00:00Z`;
      const known = await figures.asOf(video, { ...december, asOf });
      return Object.fromEntries(known.map((day) => [Number(day.day.slice(-2)), day.impressions]));
    };

    it('are told in the order of days, from the first to the last that is asked for', async () => {
      expect(await figures.keep(video, [reach(3, 5, 30), reach(1, 5, 10), reach(4, 5, 40), reach(2, 5, 20)])).toBe(4);
      const told = await figures.asOf(video, { from: dayOf(2), to: dayOf(3) });
      expect(told).toEqual([
        { day: dayOf(2), impressions: 20, clickRate: 0.1 + 0.2 },
        { day: dayOf(3), impressions: 30, clickRate: 0.1 + 0.2 },
      ]);
    });

    it('are nothing of days of which nothing is known', async () => {
      expect(await figures.keep(video, [])).toBe(0);
      expect(await figures.asOf(video, december)).toEqual([]);
    });

    it('are told as they were known at any moment', async () => {
      await figures.keep(video, [reach(1, 3, 10)]);
      await figures.keep(video, [reach(1, 4, 10), reach(2, 4, 20)]);
      await figures.keep(video, [reach(1, 9, 15), reach(2, 9, 20), reach(3, 9, 30)]);
      expect(await impressions(2)).toEqual({});
      expect(await impressions(3)).toEqual({ 1: 10 });
      expect(await impressions(4)).toEqual({ 1: 10, 2: 20 });
      expect(await impressions(8)).toEqual({ 1: 10, 2: 20 });
      expect(await impressions(9)).toEqual({ 1: 15, 2: 20, 3: 30 });
      expect(await impressions()).toEqual({ 1: 15, 2: 20, 3: 30 });
      const moment = await figures.asOf(video, { ...december, asOf: `${dayOf(3)}T08:00:00.000Z` });
      expect(moment, 'the moment itself is in it').toHaveLength(1);
    });

    it('are written only where they differ from what was last known of the day', async () => {
      expect(await figures.keep(video, [reach(1, 3, 10), reach(2, 3, 20)])).toBe(2);
      expect(await figures.keep(video, [reach(1, 4, 10), reach(2, 4, 21)])).toBe(1);
      expect(await figures.keep(video, [reach(1, 5, 10), reach(2, 5, 20)]), 'as it was before the last').toBe(1);
      expect(await impressions(4)).toEqual({ 1: 10, 2: 21 });
      expect(await impressions()).toEqual({ 1: 10, 2: 20 });
    });

    it('that are learned at several times may be kept together, in any order', async () => {
      const learned = [reach(1, 6, 12), reach(1, 3, 10), reach(1, 5, 12), reach(1, 4, 10)];
      expect(await figures.keep(video, learned)).toBe(2);
      expect(await figures.keep(video, learned), 'again').toBe(0);
      expect(await impressions(4)).toEqual({ 1: 10 });
      expect(await impressions(5)).toEqual({ 1: 12 });
    });

    it('that are learned at one moment are the last of them, however often they are kept', async () => {
      const learned = [reach(1, 3, 10), reach(1, 3, 11)];
      expect(await figures.keep(video, learned)).toBe(1);
      expect(await figures.keep(video, learned)).toBe(0);
      expect(await impressions()).toEqual({ 1: 11 });
      await figures.keep(video, [reach(1, 3, 12)]);
      expect(await impressions()).toEqual({ 1: 12 });
    });

    it('that come late take their place in time', async () => {
      await figures.keep(video, [reach(1, 3, 10)]);
      await figures.keep(video, [reach(1, 9, 15)]);
      expect(await figures.keep(video, [reach(1, 5, 12)])).toBe(1);
      expect(await impressions(4)).toEqual({ 1: 10 });
      expect(await impressions(6)).toEqual({ 1: 12 });
      expect(await impressions()).toEqual({ 1: 15 });
    });

    it('of several sources are one day’s, each as it was last known', async () => {
      const viewed = (learnedOn: number, told: LearnedFigures['figures']): LearnedFigures => ({
        ...{ day: dayOf(1), source: 'analytics', learnedAt: `${dayOf(learnedOn)}T09:00:00.000Z`, figures: told },
      });
      await figures.keep(video, [reach(1, 3, 10), viewed(4, { views: 5, watchedMinutes: 2.5 })]);
      await figures.keep(video, [viewed(6, { engagedViews: 4 }), reach(1, 7, 11)]);
      const known = (evening: number) => figures.asOf(video, { ...december, asOf: `${dayOf(evening)}T20:00:00Z` });
      const [rate, day] = [{ clickRate: 0.1 + 0.2 }, { day: dayOf(1) }];
      expect(await known(3)).toEqual([{ ...day, ...rate, impressions: 10 }]);
      expect(await known(4)).toEqual([{ ...day, ...rate, impressions: 10, views: 5, watchedMinutes: 2.5 }]);
      expect(await known(6), 'all of a source is replaced').toEqual([
        { ...day, ...rate, impressions: 10, engagedViews: 4 },
      ]);
      expect(await known(7)).toEqual([{ ...day, ...rate, impressions: 11, engagedViews: 4 }]);
      await figures.keep(video, [viewed(8, { impressions: 99 })]);
      expect(await known(8), 'of the same figure, the one learned last').toEqual([
        { ...day, ...rate, impressions: 99 },
      ]);
    });

    it('have no row twice when several processes keep the same at once, in whatever order', async () => {
      const learned = Array.from({ length: 28 }, (_, index) => reach(index + 1, 30, index));
      const written = await Promise.all(
        Array.from({ length: 8 }, (_, index) => figures.keep(video, index % 2 === 0 ? learned : learned.toReversed())),
      );
      expect(written.reduce((sum, count) => sum + count)).toBe(28);
      expect(await figures.asOf(video, december)).toHaveLength(28);
    });

    it('are each video’s, each channel’s and each target’s own', async () => {
      await figures.keep(video, [reach(1, 3, 10)]);
      for (const change of [{ videoId: 'other' }, { channelId: 'UC2' }, { target: 'simulated' }]) {
        const other = { ...video, ...change };
        expect(await figures.asOf(other, december)).toEqual([]);
        expect(await figures.keep(other, [reach(1, 3, 10)])).toBe(1);
      }
    });

    it('of a channel are read on from where they were left, each source by itself', async () => {
      const { videoId: _, ...channel } = video;
      expect(await figures.cursor(channel, 'reach')).toBeUndefined();
      await figures.keepCursor(channel, 'reach', '2026-12-01T00:00:00Z');
      await figures.keepCursor(channel, 'reach', '2026-12-02T00:00:00Z');
      await figures.keepCursor(channel, 'analytics', 'a\0b');
      await figures.keepCursor({ ...channel, channelId: 'UC2' }, 'reach', 'another');
      expect(await figures.cursor(channel, 'reach')).toBe('2026-12-02T00:00:00Z');
      expect(await figures.cursor(video, 'analytics')).toBe('ab');
    });
  });
}
