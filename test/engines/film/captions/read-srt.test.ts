import { describe, expect, it } from 'vitest';
import { readSrt } from '../../../../src/engines/film/captions/read-srt.ts';
import { buildSubtitles, formatSrt } from '../../../../src/engines/film/captions/subtitles.ts';
import { speak } from './samples.ts';

describe('a SubRip file that is read', () => {
  it('gives the times and the text of every caption as they were written', () => {
    const cues = buildSubtitles(
      speak('It has three hearts. Two of them serve the gills alone, and the third one all the rest.'),
      {
        language: 'en',
      },
    );
    const read = readSrt(formatSrt(cues));
    expect(read.map(({ text }) => text).join(' ')).toBe(
      'It has three hearts. Two of them serve the gills alone, and the third one all the rest.',
    );
    expect(read).toHaveLength(cues.length);
    for (const [index, { start, end }] of read.entries()) {
      expect(start).toBeCloseTo(cues[index]?.start ?? 0, 2);
      expect(end).toBeCloseTo(cues[index]?.end ?? 0, 2);
    }
  });

  it('is ordinary text again where its mark-up was broken', () => {
    const cue = { start: 0, end: 1, lines: [[{ text: '<b>2</b> --> 3', start: 0, end: 1 }]] };
    expect(readSrt(formatSrt([cue]))).toEqual([{ start: 0, end: 1, text: '<b>2</b> --> 3' }]);
  });

  it('joins lines by a space, and without one where words have none', () => {
    const srt =
      '\ufeff1\r\n00:00:01,000 --> 01:00:02,500\r\nTwo\r\nlines\r\n\r\n2\r\n01:00:03,000 --> 01:00:04,000\r\n海は\r\n青い\r\n';
    expect(readSrt(srt)).toEqual([
      { start: 1, end: 3602.5, text: 'Two lines' },
      { start: 3603, end: 3604, text: '海は青い' },
    ]);
  });

  it('has none in what is no such file', () => {
    expect(readSrt('')).toEqual([]);
    expect(readSrt('1\nhello\n\n--> 2')).toEqual([]);
  });
});
