import { expect, test } from 'vitest';
import { languageCodes } from '../../../src/contracts/languages.ts';
import type { Metadata } from '../../../src/contracts/metadata.ts';
import { fitMetadata } from '../../../src/engines/writing/fit-metadata.ts';
import { cutBytes, cutCharacters } from '../../../src/engines/writing/phrases.ts';
import { shownLine, shownText } from '../../../src/engines/writing/shown-text.ts';
import { type WildText, wildText } from '../../support/wild-text.ts';
import { expectWithinLimits } from './metadata-rules.ts';

const count = 10_000;

function anyMetadata({ text, below, pick }: WildText): Metadata {
  return {
    title: text(pick([3, 40, 200])),
    description: text(pick([0, 30, 30, 300, 300, 3000])),
    tags: Array.from({ length: below(30) }, () => text(pick([4, 15, 80]))),
    hashtags: Array.from({ length: below(20) }, () => `#${text(6)}`),
    chapters: Array.from({ length: below(6) }, (_, index) => ({
      startSeconds: pick([index * 12, below(60), Number.NaN, 7.5]),
      title: text(pick([5, 100])),
    })),
    language: pick([...languageCodes, 'pt_br', 'zh-Hant-TW', 'xx', 'English!', '', 'en-u-ca-buddhist']),
    categoryId: pick(['27', '1', '9', 'Music', '']),
    credits: [text(20)],
    containsSyntheticMedia: false,
    selfDeclaredMadeForKids: false,
  };
}

test('10,000 of whatever there is come out within every limit, and come out the same the second time', () => {
  const wild = wildText('metadata');
  for (let index = 0; index < count; index += 1) {
    const descriptionBytes = index % 3 === 0 ? 40 + wild.below(4960) : undefined;
    const fitted = fitMetadata(anyMetadata(wild), { descriptionBytes });
    expectWithinLimits(fitted);
    expect(Buffer.byteLength(fitted.description)).toBeLessThanOrEqual(descriptionBytes ?? 5000);
    expect(JSON.stringify(fitMetadata(fitted, { descriptionBytes }))).toBe(JSON.stringify(fitted));
  }
});

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const words = new Intl.Segmenter('en', { granularity: 'word' });

test('no cut falls inside a character, nor inside a word unless it is as good as all there is', () => {
  const wild = wildText('cuts');
  let cuts = 0;
  for (let index = 0; index < count / 2; index += 1) {
    const [whole, most] = index % 2 === 0 ? [shownLine(wild.text(150)), 100] : [shownText(wild.text(400)), 300];
    const cut = index % 2 === 0 ? cutCharacters(whole, most) : cutBytes(whole, most);
    expect(whole.startsWith(cut)).toBe(true);
    if (cut === whole) continue;
    cuts += 1;
    expect([cut, graphemes.segment(whole).containing(cut.length)?.index]).toEqual([cut, cut.length]);
    const word = words.segment(whole).containing(cut.length)?.index ?? 0;
    const isWordsEnd = word === cut.length || /^\s/.test(whole.slice(cut.length));
    if (!isWordsEnd) expect(word).toBeLessThanOrEqual(most / 3);
  }
  expect(cuts).toBeGreaterThan(1000);
});

test('what a film of ours says after the text survives every cut', () => {
  const wild = wildText('tails');
  const tail = [
    'Chapters:\n0:00 One\n0:20 Two\n1:15 Three',
    'Credits:\nMusic: Calm, by Someone, MIT\nPhoto by Ann on Pexels: https://www.pexels.com/photo/1/',
    'Narrated by a synthetic voice.\nPictures drawn by software.',
    '#octopus #sea #hearts',
  ].join('\n\n');
  for (let index = 0; index < 500; index += 1) {
    const hashtags = ['#octopus', '#sea', '#hearts'];
    const text = `A beginning. ${shownLine(wild.text(6000))}`;
    const metadata = { ...anyMetadata(wild), hashtags, description: `${text}\n\n${tail}` };
    const { description } = fitMetadata(metadata, { descriptionBytes: 700 });
    expect(description.startsWith('A beginning.')).toBe(true);
    for (const paragraph of tail.split('\n\n')) expect(description).toContain(paragraph);
    expect(Buffer.byteLength(description)).toBeLessThanOrEqual(700);
  }
});
