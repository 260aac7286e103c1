import { expect, it, test } from 'vitest';
import type { Metadata } from '../../../src/contracts/metadata.ts';
import { fitMetadata } from '../../../src/engines/writing/fit-metadata.ts';

const metadata: Metadata = {
  title: 'Why do octopuses have three hearts?',
  description: 'Two push blood through the gills. #sea\n0:00 Start\n\nCredits:\nMusic: Calm\n\n#octopus #hearts',
  tags: ['octopus', 'three hearts'],
  hashtags: ['#octopus', '#hearts'],
  chapters: [0, 20, 31].map((startSeconds) => ({ startSeconds, title: `From ${startSeconds}` })),
  language: 'en',
  categoryId: '27',
  credits: ['Music: Calm'],
  containsSyntheticMedia: false,
  selfDeclaredMadeForKids: false,
};
const fit = (changes: Partial<Metadata>, descriptionBytes?: number) =>
  fitMetadata({ ...metadata, ...changes }, { descriptionBytes });

it('leaves what fits as it is', () => {
  expect(fitMetadata(metadata)).toEqual(metadata);
  for (const language of ['pt-BR', 'zh-Hans', 'he']) expect(fit({ language }).language).toBe(language);
});

test.each([
  ['a < b and <3', 'a ‹ b and ‹3', 'angle brackets become what looks like them'],
  ['one\u0000two\tthree\nfour', 'one two three four', 'control characters part words'],
  ['Octo\u00adpus\u200b \u202ehearts\u2069', 'Octopus hearts', 'unseen marks go'],
  ['می\u200cخواهم 👩‍👩‍👧‍👦', 'می\u200cخواهم 👩‍👩‍👧‍👦', 'joiners that words and emoji are spelt with stay'],
  ['Cafe\u0301', 'Café', 'letters are composed'],
  ['half \ud83d done', 'half done', 'halves of characters go'],
  [' \u200d\u3164\u200f ', 'Video', 'what shows nothing has a title instead'],
  ['', 'Video', 'so has an empty one'],
])('%j → %j: %s', (title, shown) => {
  expect(fit({ title }).title).toBe(shown);
});

it('cuts a title after a whole word, in scripts without spaces too', () => {
  expect(fit({ title: `${'hearts '.repeat(14)}octopus` }).title).toBe('hearts '.repeat(14).trim());
  expect(fit({ title: `${'x'.repeat(99)}👍🏽` }).title).toBe('x'.repeat(99));
  expect(fit({ title: 'ประเทศ'.repeat(20) }).title).toBe('ประเทศ'.repeat(16));
  expect(fit({ title: `${'a'.repeat(30)} ${'量子'.repeat(50)}` }).title.length).toBeGreaterThan(90);
});

it('cuts the text of a description, and keeps what stands under it', () => {
  const end = 'Credits:\nMusic: Calm\n\nVoix de synthèse.\n\n#octopus #hearts';
  const { description } = fit({ description: `${'Octopus '.repeat(100)}\n\nMore.\n\n${end}` }, 200);
  expect(description).toMatch(/^(?:Octopus )+Octopus\n\nCredits:/);
  expect(description.endsWith(end)).toBe(true);
  expect(Buffer.byteLength(description)).toBeGreaterThan(190);
  expect(fit({ description: `Text.\n\n${end}` }, 60).description).toBe(end);
});

it('takes the last of several credits for the film’s, and the others for text', () => {
  const description = `Text.\n\nCredits:\n${'Someone '.repeat(20)}\n\nMore.\n\nCredits:\nMusic: Calm`;
  expect(fit({ description }, 60).description).toMatch(/^Text\.\n\nCredits:\n(?:Someone ?)+\n\nCredits:\nMusic: Calm$/);
});

it('leaves chapters out rather than in part, and credits last of all', () => {
  const chapters = `Chapters:\n0:00 One\n0:20 Two\n0:40 ${'Three '.repeat(20)}`;
  const { description } = fit({ description: `Text.\n\n${chapters}\n\nCredits:\nMusic: Calm` }, 60);
  expect(description).toBe('Text.\n\nCredits:\nMusic: Calm');
});

it('keeps line breaks, two of them at most, and times as a person wrote them', () => {
  const description = ' One\r\ntwo\u2028three\n\n\n\n0:05 Late\n0:03 Later ';
  expect(fit({ description }).description).toBe('One\ntwo\nthree\n\n0:05 Late\n0:03 Later');
  expect(fit({ description: '\u200d \n \u200f' }).description).toBe('');
});

it('takes the sign off hashtags beyond fifteen, of the film’s own last', () => {
  const many = Array.from({ length: 20 }, (_, index) => `#t${index}`).join(' ');
  const { title, description } = fit({ title: 'Hearts #one', description: `${many}\n\n#octopus #Hearts` });
  expect(title).toBe('Hearts #one');
  expect(description).toBe(`${many.replaceAll(/#(t1[2-9])/g, '$1')}\n\n#octopus #Hearts`);
});

it('counts no signs within words, addresses and emoji as hashtags', () => {
  const description = `${'C# a#b https://example.org/-#x #️⃣ &#39; # '.repeat(20).trim()}\n\n${'#a '.repeat(15).trim()}`;
  expect(fit({ description, hashtags: [] }).description).toBe(description);
  expect(fit({ description: `${description} ##b ＃c`, hashtags: [] }).description).toBe(`${description} b c`);
});

it('has fifteen hashtags at most, each once and in one piece', () => {
  expect(fit({ hashtags: ['#a', '#a', '#b c', 'd', '#\u200d', '#<3'] }).hashtags).toEqual(['#a', '#‹3']);
  expect(fit({ hashtags: Array.from({ length: 20 }, (_, index) => `#${index}`) }).hashtags).toHaveLength(15);
});

it('keeps those chapters that keep to the rules', () => {
  const at = (...starts: number[]) => starts.map((startSeconds) => ({ startSeconds, title: 'A' }));
  expect(fit({ chapters: at(0, 9, 10, 5, 20.5) }).chapters).toEqual(at(0, 10, 20.5));
  for (const chapters of [at(0, 10), at(1, 20, 40), at(0, 5, 8, 12)]) expect(fit({ chapters }).chapters).toEqual([]);
  const named = [...at(0, 10, 20), { startSeconds: 30, title: '\u200d' }];
  expect(fit({ chapters: named }).chapters).toEqual(at(0, 10, 20));
});

it('has a category and a language that there are', () => {
  expect(fit({ categoryId: '18' }).categoryId).toBe('27');
  expect(fit({ categoryId: '10' }).categoryId).toBe('10');
  expect(fit({ language: 'pt_br' }).language).toBe('pt-BR');
  expect(fit({ language: 'de-u-co-phonebk' }).language).toBe('de');
  for (const language of ['English', 'xx', '', 'a b']) expect(fit({ language }).language).toBe('en');
});
