import { expect, test } from 'vitest';
import type { WantedPicture } from '../../../../src/activities/video/stock/source.ts';
import { chooseSize, suitingOf } from '../../../../src/activities/video/stock/suits.ts';

// A Short's still, for three seconds.
const wanted = { request: { width: 1160, height: 2062 }, seconds: 3 } as WantedPicture;
const still = (width: number, height: number) => suitingOf({ kind: 'still', width, height }, wanted);
const clip = (seconds: number) => suitingOf({ kind: 'clip', width: 1080, height: 1920, seconds }, wanted);

test('a picture in the film’s shape is as wanted when it is sharp there, soft up to 1.85 times its size', () => {
  expect(still(2400, 3600)).toBe('asWanted');
  expect(still(1080, 1920)).toBe('asWanted');
  expect(still(853, 1280)).toBe('soft');
  expect(still(500, 900)).toBe('not');
});

test('one in another shape is a makeshift, and one without pixels none', () => {
  expect(still(3000, 2000)).toBe('makeshift');
  expect(still(0, 0)).toBe('not');
});

test('a clip is to last as long as its shot; one that has to be slowed down, or is endless, is a makeshift', () => {
  expect([clip(3), clip(2), clip(1), clip(600)]).toEqual(['asWanted', 'makeshift', 'not', 'makeshift']);
});

test('of several sizes the smallest is fetched that is sharp, else the largest', () => {
  const sizes = [4, 2, 1, 0.5].map((share) => ({ width: 1080 * share, height: 1920 * share }));
  expect(chooseSize(sizes, wanted.request)).toEqual({ width: 1080, height: 1920 });
  expect(chooseSize(sizes.slice(3), wanted.request)).toEqual({ width: 540, height: 960 });
  expect(chooseSize([], wanted.request)).toBeUndefined();
});
