import { describe, expect, it } from 'vitest';
import { buildSubtitles, formatSrt, formatVtt } from '../../../../src/engines/film/captions/subtitles.ts';
import { speak } from './samples.ts';

const cue = (text: string) => ({ start: 3661.0004, end: 3662.5, lines: text.split('|'), words: [] });

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
});
