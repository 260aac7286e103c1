import { describe, expect, it } from 'vitest';
import type { Cue } from '../../../../src/contracts/timeline.ts';
import { buildSubtitles, formatSrt, formatVtt } from '../../../../src/engines/film/captions/subtitles.ts';
import { speak } from './samples.ts';

const cue = (text: string): Cue => ({
  start: 3661.0004,
  end: 3662.5,
  lines: text.split('|').map((line) => [{ text: line, start: 3661.0004, end: 3662.5 }]),
});

describe('caption files', () => {
  it('leave two frames between cues and let a short one be read', () => {
    const words = [...speak('No.'), ...speak('It does not have only one heart, it has three of them.', 3)];
    const cues = buildSubtitles(words, { language: 'en' });
    const [first, second] = cues;
    expect((first?.end ?? 0) - (first?.start ?? 0)).toBeCloseTo(5 / 6);
    expect((second?.start ?? 0) - (first?.end ?? 0)).toBeGreaterThanOrEqual(2 / 30 - 1e-9);
  });

  it('do not add time after the last word, where the film may end', () => {
    const words = speak('It stops.');
    expect(buildSubtitles(words, { language: 'en' }).at(-1)?.end).toBe(words.at(-1)?.end);
  });

  it('are numbered and timed as SubRip wants it', () => {
    expect(formatSrt([cue('One|two'), cue('three')])).toBe(
      '1\n01:01:01,000 --> 01:01:02,500\nOne\ntwo\n\n2\n01:01:01,000 --> 01:01:02,500\nthree\n',
    );
  });

  it('have a header and points as WebVTT wants it', () => {
    expect(formatVtt([cue('One|two')])).toBe('WEBVTT\n\n01:01:01.000 --> 01:01:02.500\nOne\ntwo\n');
  });

  it('make ordinary text of SubRip mark-up', () => {
    const text = formatSrt([cue('a --> b <b>bold</b> {\\an8}|&lt;i&gt; 3 < 4 & 5')]);
    expect(text.match(/-->/g)).toHaveLength(1);
    expect(text).not.toMatch(/<\/?[a-z]/i);
    expect(text).not.toContain('{\\');
    expect(text).not.toContain('&lt;');
    expect(text.replaceAll('\u2060', '')).toContain('a --> b <b>bold</b> {\\an8}\n&lt;i&gt; 3 < 4 & 5');
  });

  it('make ordinary text of WebVTT mark-up', () => {
    const text = formatVtt([cue('a --> b <c.red>x</c> &amp;')]);
    expect(text.match(/-->/g)).toHaveLength(1);
    expect(text).toContain('a --&gt; b &lt;c.red&gt;x&lt;/c&gt; &amp;amp;');
  });

  it('are not ended early by a line break or an empty line within a word', () => {
    expect(formatSrt([cue('one\n\n2\ntwo|')])).toBe('1\n01:01:01,000 --> 01:01:02,500\none 2 two\n\u2060\n');
  });

  it.each([
    ['a command of ASS', 'a\\Nb {\\i1}c', 'a\\Nb {\\i1}c'],
    ['NUL, a byte order mark and a line separator', 'a\u0000b\ufeffc\u2028d', 'a b c d'],
    ['overrides of direction', '\u202eabc\u202c \u2067def\u2069', 'abc def'],
  ])('hold only ordinary text: %s', (_, text, plain) => {
    for (const file of [formatSrt([cue(text)]), formatVtt([cue(text)])]) {
      const [line = ''] = file.trimEnd().split('\n').slice(-1);
      expect(line).not.toMatch(/\\[Nnh]|\{\\|\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u);
      expect(line.replaceAll('\u2060', '')).toBe(plain);
    }
  });

  it('do not let a line of digits be taken for the number of the next cue', () => {
    const lines = formatSrt([cue('1969|1970')])
      .trimEnd()
      .split('\n');
    expect(lines.slice(2)).toEqual(['\u20601969', '\u20601970']);
  });

  it('keep lines that run from right to left in the order they are read', () => {
    const words = speak('قال (مرحبا) iPhone 15.', 0, 'ar');
    expect(formatSrt(buildSubtitles(words, { language: 'ar' }))).toContain('\nقال (مرحبا) iPhone 15.\n');
  });

  it('join words that have no space between them', () => {
    const words = speak('章鱼有三颗心脏。', 0, 'zh');
    expect(words.length).toBeGreaterThan(3);
    expect(formatVtt(buildSubtitles(words, { language: 'zh' }))).toContain('\n章鱼有三颗心脏。\n');
  });
});
