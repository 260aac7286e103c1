import fc from 'fast-check';
import { expect, test } from 'vitest';
import { estimateTimings } from '../../../src/engines/voice/estimate-timings.ts';
import { anyLanguage, anyText, expectTimings } from './any-text.ts';

test('long words, figures and what ends in a mark take their time', () => {
  const [a, octopus, year, end] = estimateTimings('A octopus, 1998 yes.', 'en', 4);
  expect(a?.start).toBe(0);
  expect((octopus?.end ?? 0) - (octopus?.start ?? 0)).toBeGreaterThan(2 * ((a?.end ?? 0) - (a?.start ?? 0)));
  expect((year?.start ?? 0) - (octopus?.end ?? 0)).toBeGreaterThan(0.1);
  expect((year?.end ?? 0) - (year?.start ?? 0)).toBeGreaterThan((octopus?.end ?? 0) - (octopus?.start ?? 0));
  expect(end?.end).toBe(4);
});

test('any text in any language and any length of sound gives each word a time, in order', () => {
  fc.assert(
    fc.property(anyText, anyLanguage, fc.double({ min: 0, max: 600, noNaN: true }), (text, language, seconds) => {
      expectTimings(estimateTimings(text, language, seconds), text, language, seconds);
    }),
    { numRuns: 400 },
  );
});

test('four thousand words do too', () => {
  const text = Array.from({ length: 4000 }, (_, index) => `word${index % 7 === 0 ? ',' : ''}`).join(' ');
  expectTimings(estimateTimings(text, 'en', 1500), text, 'en', 1500);
  expectTimings(estimateTimings(text, 'en', 1), text, 'en', 1);
});
