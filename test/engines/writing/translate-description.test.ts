import { describe, expect, it } from 'vitest';
import { languageCodes } from '../../../src/contracts/languages.ts';
import { partOf } from '../../../src/engines/writing/description-parts.ts';
import { disclosed, readDisclosure } from '../../../src/engines/writing/disclosure.ts';
import { linesToTranslate, withTranslatedLines } from '../../../src/engines/writing/translate-description.ts';

const parts = {
  text: 'An octopus has three hearts.\nSee for yourself:\nhttps://example.org/a #sea',
  list: 'Chapters:\nare told below',
  chapters: 'Chapters:\n0:00 Hearts\n0:42 Blue blood\n1:02:03 Ink',
  credits: 'Credits:\nMusic: Calm, by Someone, MIT\nPhoto by Ann on Pexels: https://www.pexels.com/photo/1/',
  disclosure: 'Narrated by a synthetic voice.\nPictures drawn by software.',
  hashtags: '#octopus #sea',
};
const description = Object.values(parts).join('\n\n');
const texts = (of: string) => linesToTranslate(of).map(({ text }) => text);

describe('a description in another language', () => {
  it('has its text and the titles of its chapters translated, and nothing else', () => {
    expect(linesToTranslate(description)).toEqual(
      [
        { kind: 'text', text: 'An octopus has three hearts.' },
        { kind: 'text', text: 'See for yourself:' },
        { kind: 'text', text: 'https://example.org/a #sea' },
        ...['Chapters:', 'are told below'].map((text) => ({ kind: 'text', text })),
        ...['Hearts', 'Blue blood', 'Ink'].map((text) => ({ kind: 'chapter', text })),
      ].filter(({ text }) => !text.startsWith('https')),
    );
  });

  it('keeps times, credits, addresses and hashtags, and says in its own words how the film was made', () => {
    const lines = texts(description).map((_, index) => `Zeile ${index + 1}`);
    expect(withTranslatedLines(description, lines, 'de')).toBe(
      [
        'Zeile 1\nZeile 2\nhttps://example.org/a #sea',
        'Zeile 3\nZeile 4',
        'Kapitel:\n0:00 Zeile 5\n0:42 Zeile 6\n1:02:03 Zeile 7',
        parts.credits.replace('Credits:', 'Quellen:'),
        'Künstliche Stimme.\nBilder von Software gezeichnet.',
        parts.hashtags,
      ].join('\n\n'),
    );
  });

  it.each(languageCodes)('is taken apart again in %s as it was in English', (language) => {
    const lines = texts(description);
    const translated = withTranslatedLines(description, lines, language);
    expect(translated.split('\n\n').map(partOf).slice(2)).toEqual(['chapters', 'credits', 'disclosure', 'hashtags']);
    expect(texts(translated)).toEqual(lines);
    expect(withTranslatedLines(translated, lines, 'en')).toBe(description);
  });

  it('of nothing stays nothing', () => {
    expect(linesToTranslate('')).toEqual([]);
    expect(withTranslatedLines('', [], 'fr')).toBe('');
  });
});

describe('the note on how a film was made', () => {
  it.each(languageCodes)('says in %s what was said', (language) => {
    for (const syntheticVoice of [true, false])
      for (const drawnPictures of ['all', 'some'] as const) {
        const disclosure = { syntheticVoice, drawnPictures };
        expect(readDisclosure(disclosed(disclosure, language))).toEqual(disclosure);
      }
    expect(readDisclosure(disclosed({ syntheticVoice: true, drawnPictures: 'none' }, language))).toEqual({
      syntheticVoice: true,
      drawnPictures: 'none',
    });
  });
});
