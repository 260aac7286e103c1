import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Language, languageCodes } from '../../../../src/contracts/languages.ts';
import { joinWords, type WordTiming } from '../../../../src/contracts/narration.ts';
import type { Cue } from '../../../../src/contracts/timeline.ts';
import { buildCues } from '../../../../src/engines/film/captions/cues.ts';
import { buildSubtitles, formatSrt, formatVtt } from '../../../../src/engines/film/captions/subtitles.ts';

const vocabulary = [
  ...['the', 'octopus', 'a', 'of', 'Dr.', 'heart,', 'stop.', 'Marie', 'Curie', '3.5', 'million', '50 %', '$1.5'],
  ...['—', '?', '«', '»', '"', '(big', 'world)', '-->', '<i>', '{\\an8}', '&amp;', '\\N', '42', 'x'.repeat(200)],
  ...['你好', '世界。', '「', '心脏', 'タコ', 'が', 'です。', '한국어', 'مرحبا', '١٢٣', 'שָׁלוֹם', 'हिन्दी', 'ๆ', 'ไทย'],
  ...['🐙', '👩‍🚀', '🇫🇷', '❤️', '\u202e', 'a\u0000b', '\ufeff', 'e\u0301', '\u2028', '\u00a0', ' ', 'new\nline'],
];

const word = fc.record({
  text: fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...vocabulary) },
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
  ),
  joined: fc.boolean(),
  // Among them words of no length, at one time, overlapping, out of order, and after long pauses.
  gap: fc.constantFrom(-0.3, 0, 0, 0, 0.1, 0.6, 2),
  length: fc.constantFrom(0, 0.01, 0.2, 0.4, 1.2),
});

const script = fc.array(word, { maxLength: 60 }).map((words) => {
  let at = 0;
  return words.map(({ text, joined, gap, length }): WordTiming => {
    const start = Math.max(0, at + gap);
    at = start + length;
    return { text, start, end: start + length, ...(joined && { joined }) };
  });
});

const language = fc.constantFrom<Language[]>(...languageCodes);
const fold = (text: string) => text.replace(/\s+/g, ' ').trim();

function expectSound(cues: readonly Cue[], words: readonly WordTiming[]): void {
  const spoken = words.map((each) => ({ ...each, text: fold(each.text) })).filter(({ text }) => text !== '');
  const shown = cues.flatMap(({ lines }) => lines.flat());
  expect(joinWords(shown)).toBe(joinWords(spoken));
  let end = 0;
  for (const cue of cues) {
    expect(cue.start).toBeGreaterThanOrEqual(end);
    expect(cue.end).toBeGreaterThan(cue.start + 0.005);
    expect(cue.lines.length).toBeGreaterThanOrEqual(1);
    expect(cue.lines.length).toBeLessThanOrEqual(2);
    for (const line of cue.lines) expect(line.length).toBeGreaterThan(0);
    for (const each of cue.lines.flat()) expect(each.end).toBeGreaterThan(each.start);
    end = cue.end;
  }
  expect(end).toBeLessThanOrEqual(Math.max(0, ...words.map((each) => each.end), words.length * 0.02) + 1e-6);
}

it.each(['short', 'square', 'long'] as const)(
  'captions of any script hold every word once, in order, never two at a time: %s',
  (format) => {
    fc.assert(
      fc.property(script, language, fc.integer({ min: 1, max: 8 }), (words, spokenIn, mostWords) => {
        expectSound(buildCues(words, { language: spokenIn, format, mostWords }), words);
      }),
      { numRuns: 250, seed: 4 },
    );
  },
);

it('caption files of any script hold every word once, and nothing in them ends a cue or begins another', () => {
  fc.assert(
    fc.property(script, language, (words, spokenIn) => {
      const cues = buildSubtitles(words, { language: spokenIn });
      expectSound(cues, words);
      for (const file of [formatSrt(cues), formatVtt(cues)]) {
        const blocks = file.split('\n\n').filter((block) => block.includes('-->'));
        expect(blocks).toHaveLength(cues.length);
        expect(file.match(/-->/g) ?? []).toHaveLength(cues.length);
        for (const block of blocks) expect(block.trimEnd().split('\n').length).toBeLessThanOrEqual(4);
        expect(file.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
      }
    }),
    { numRuns: 250, seed: 5 },
  );
});
