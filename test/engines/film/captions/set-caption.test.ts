import { describe, expect, it } from 'vitest';
import { languageCodes } from '../../../../src/contracts/languages.ts';
import { joinWords } from '../../../../src/contracts/narration.ts';
import { mostCaptionCharacters, setCaption } from '../../../../src/engines/film/captions/set-caption.ts';
import { formatSrt } from '../../../../src/engines/film/captions/subtitles.ts';
import { textLength } from '../../../../src/engines/text/text-length.ts';
import { sentencesOf } from '../../../emulators/llm-texts.ts';
import { subtitleFault } from '../../../emulators/youtube/subtitle-syntax.ts';

const linesOf = (text: string, language: (typeof languageCodes)[number]) =>
  setCaption({ start: 1, end: 5, text }, language).map(({ lines }) => lines.map(joinWords));

const isWide = (language: string) => ['zh', 'ja', 'ko'].includes(language);

describe('a text in the time of a caption', () => {
  it.each(languageCodes)('has at most two lines that can be read, in %s, and loses no word', (language) => {
    const longest = isWide(language) ? 40 : 42;
    const [first = '', ...others] = sentencesOf[language];
    for (const text of [first, ...others, `${first} ${others.join(' ')}`]) {
      const cues = linesOf(text, language);
      for (const lines of cues) {
        expect(lines.length).toBeLessThanOrEqual(2);
        for (const line of lines) expect(textLength(line), line).toBeLessThanOrEqual(longest);
      }
      expect(cues.flat().join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
    }
  });

  it('keeps the time of the caption whole, though it holds two sentences', () => {
    const [cue, ...others] = setCaption({ start: 1, end: 5, text: 'Er hat drei. Zwei sind klein.' }, 'de');
    expect(others).toEqual([]);
    expect(cue).toMatchObject({ start: 1, end: 5 });
  });

  it('becomes several captions that share its time where two lines cannot hold it', () => {
    const cues = setCaption({ start: 1, end: 5, text: sentencesOf.de.slice(0, 2).join(' ') }, 'de');
    expect(cues.length).toBeGreaterThan(1);
    expect([cues[0]?.start, cues.at(-1)?.end]).toEqual([1, 5]);
    for (const [index, { end }] of cues.slice(0, -1).entries()) expect(end).toBe(cues[index + 1]?.start);
    expect(subtitleFault(formatSrt(cues))).toBeUndefined();
  });

  it('of no words is no caption', () => {
    expect(setCaption({ start: 1, end: 5, text: ' ' }, 'fr')).toEqual([]);
  });

  it('knows what two lines hold', () => {
    expect([mostCaptionCharacters('fr'), mostCaptionCharacters('ja')]).toEqual([84, 36]);
  });
});
