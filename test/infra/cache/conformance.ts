import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cache } from '../../../src/infra/cache/cache.ts';
import { waitFor } from '../../support/wait-for.ts';

/** What a cache is, in every form it may have. */
export function cacheConformance(name: string, open: () => Promise<Cache>): void {
  describe(`the cache in ${name}`, () => {
    let cache: Cache;
    beforeAll(async () => {
      cache = await open();
    });
    afterAll(() => cache?.close());

    it('answers a check', () => cache.check());

    it('gives a value back until it is deleted', async () => {
      expect(await cache.get('deleted')).toBeUndefined();
      await cache.set('deleted', 'a', 60_000);
      await cache.set('deleted', 'b', 60_000);
      expect(await cache.get('deleted')).toBe('b');
      await cache.delete('deleted');
      await cache.delete('deleted');
      expect(await cache.get('deleted')).toBeUndefined();
    });

    it.each([
      ['an empty text', ''],
      ['JSON', '{"json":[true]}'],
      ['a text with a NUL within', 'NUL \0 within'],
      ['characters of many scripts', '中文 🐙 é עברית'],
      ['a text of 100,000 characters', 'x'.repeat(100_000)],
    ])('keeps %s, as a key and as a value', async (_, text) => {
      await cache.set(`any ${text}`, text, 60_000);
      expect(await cache.get(`any ${text}`)).toBe(text);
      expect((await cache.count(`any ${text}`, 60_000)).count).toBe(1);
    });

    it('tells keys apart that differ after a NUL', async () => {
      await cache.set('cut\0a', 'a', 60_000);
      await cache.set('cut\0b', 'b', 60_000);
      expect([await cache.get('cut\0a'), await cache.get('cut')]).toEqual(['a', undefined]);
    });

    it('forgets a value when its time is over, and no earlier', async () => {
      const began = performance.now();
      await cache.set('short', 'a', 150);
      await waitFor(
        () => cache.get('short'),
        (value) => value === undefined,
      );
      expect(performance.now() - began).toBeGreaterThanOrEqual(149);
    });

    it('gives a value that is set again its new time', async () => {
      await cache.set('longer', 'a', 100);
      await cache.set('longer', 'b', 60_000);
      await cache.set('until', '', 150);
      await waitFor(
        () => cache.get('until'),
        (value) => value === undefined,
      );
      expect(await cache.get('longer')).toBe('b');
    });

    it.each([0, -5, 0.2])('forgets a value with a time of %s ms instead of keeping it for ever', async (ttlMs) => {
      await cache.set('past', 'a', ttlMs);
      await waitFor(
        () => cache.get('past'),
        (value) => value === undefined,
      );
    });

    it('replaces a value only while it is the expected one, and gives it its new time', async () => {
      expect(await cache.replace('replaced', 'a', 'b', 60_000), 'nothing is there').toBe(false);
      expect(await cache.get('replaced')).toBeUndefined();
      await cache.set('replaced', 'a', 60_000);
      expect(await cache.replace('replaced', 'A', 'b', 60_000)).toBe(false);
      expect(await cache.replace('replaced', 'a', 'b', 150)).toBe(true);
      expect(await cache.get('replaced')).toBe('b');
      await waitFor(
        () => cache.get('replaced'),
        (value) => value === undefined,
      );
    });

    it('lets exactly one of many win who replace the same value at once', async () => {
      for (let round = 0; round < 20; round++) {
        await cache.set('raced', 'old', 60_000);
        const tries = Array.from({ length: 25 }, (_, index) => cache.replace('raced', 'old', `new ${index}`, 60_000));
        const won = (await Promise.all(tries)).flatMap((replaced, index) => (replaced ? [`new ${index}`] : []));
        expect(won).toEqual([await cache.get('raced')]);
      }
    });

    it('counts each of many at once, in a window that goes on from the first', async () => {
      const all = await Promise.all(Array.from({ length: 200 }, () => cache.count('counted', 60_000)));
      expect(all.map(({ count }) => count).toSorted((a, b) => a - b)).toEqual(all.map((_, index) => index + 1));
      for (const { endsInMs } of all) {
        expect(endsInMs).toBeGreaterThan(50_000);
        expect(endsInMs).toBeLessThanOrEqual(60_000);
      }
      const { count, endsInMs } = await cache.count('counted', 500_000);
      expect(count).toBe(201);
      expect(endsInMs, 'a later count does not lengthen it').toBeLessThanOrEqual(60_000);
    });

    it('counts from one again when the window has ended by itself', async () => {
      const began = performance.now();
      let before = await cache.count('windowed', 200);
      expect(before.count).toBe(1);
      await waitFor(
        async () => {
          const now = await cache.count('windowed', 200);
          const again = now.count === 1;
          if (!again) expect([now.count, now.endsInMs <= before.endsInMs]).toEqual([before.count + 1, true]);
          before = now;
          return again;
        },
        (again) => again,
      );
      expect(performance.now() - began).toBeGreaterThanOrEqual(199);
      expect(before.endsInMs).toBeGreaterThan(0);
    });

    it('keeps counts and values of one name apart', async () => {
      await cache.count('both', 60_000);
      await cache.count('both', 60_000);
      expect(await cache.get('both')).toBeUndefined();
      await cache.set('both', 'a', 60_000);
      expect((await cache.count('both', 60_000)).count).toBe(3);
      await cache.delete('both');
      expect((await cache.count('both', 60_000)).count).toBe(4);
    });
  });
}
