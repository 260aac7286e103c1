import { expect, test } from 'vitest';
import { languageCodes } from '../../../src/contracts/languages.ts';
import type { Disclosure } from '../../../src/contracts/metadata.ts';
import { type Script, sceneId } from '../../../src/contracts/script.ts';
import {
  type DescriptionRequest,
  mostDescriptionBytes,
  writeDescription,
} from '../../../src/engines/writing/description.ts';
import { disclosed } from '../../../src/engines/writing/disclosure.ts';
import { randomTexts } from './random-text.ts';

const scriptOf = (title: string, narrations: string[], language: Script['language'] = 'en'): Script => ({
  title,
  language,
  scenes: narrations.map((narration, index) => ({
    id: sceneId(index + 1),
    narration,
    visual: { idea: '', keywords: [] },
  })),
  writer: { provider: 'brief' },
});

const drawn: Disclosure = { syntheticVoice: true, drawnPictures: 'all' };

const describe = (request: Omit<DescriptionRequest, 'disclosure'>, disclosure = drawn) =>
  writeDescription({ ...request, disclosure });

const octopus = scriptOf('Why do octopuses have three hearts?', [
  'One octopus. Three hearts.',
  'Two of them push blood through the gills.',
  'Its blood is blue.',
]);

test('the first hundred characters hold the keyword and how the script begins', () => {
  const { description } = describe({
    script: octopus,
    primary: 'octopuses',
    chapters: [],
    credits: [],
    hashtags: [],
  });
  expect(description.slice(0, 100)).toContain('Why do octopuses have three hearts? One octopus. Three hearts.');
});

test('a title without the keyword is led by it', () => {
  const request = { script: octopus, primary: 'cephalopods', chapters: [], credits: [], hashtags: [] };
  expect(describe(request).description).toMatch(/^Cephalopods: Why do octopuses/);
});

test('chapters, credits and hashtags follow, the hashtags last', () => {
  const { description } = describe({
    script: octopus,
    primary: 'octopuses',
    chapters: [
      { startSeconds: 0, title: 'One' },
      { startSeconds: 75, title: 'Two' },
    ],
    credits: ['Music: Calm, by Someone, MIT'],
    hashtags: ['#octopus', '#sea', '#hearts'],
  });
  expect(description).toContain('Chapters:\n0:00 One\n1:15 Two');
  expect(description).toContain('Music: Calm, by Someone, MIT');
  expect(description.endsWith('#octopus #sea #hearts')).toBe(true);
});

test('a list of chapters too long for the description is cut short, and told so', () => {
  const chapters = Array.from({ length: 200 }, (_, index) => ({ startSeconds: index * 10, title: '量'.repeat(60) }));
  const written = describe({ script: octopus, primary: 'octopuses', chapters, credits: [], hashtags: ['#a'] });
  expect(written.chapters.length).toBeLessThan(200);
  expect(written.description.match(/量+/g)).toHaveLength(written.chapters.length);
});

test('whatever is given, it stays within 5,000 bytes, without angle brackets or half characters', () => {
  for (let seed = 0; seed < 40; seed++) {
    const texts = randomTexts(`description ${seed}`, 60, 400);
    const { description } = describe({
      script: scriptOf(texts[0]?.slice(0, 100) || 'x', texts, languageCodes[seed % languageCodes.length]),
      primary: texts[1] ?? '',
      chapters: texts.map((text, index) => ({
        startSeconds: index * 10,
        title: `${index} ${text.slice(0, 70).replace(/[<>\p{Cs}]/gu, '')}`,
      })),
      credits: texts,
      hashtags: ['#a', '#b', '#c'],
    });
    expect(Buffer.byteLength(description)).toBeLessThanOrEqual(mostDescriptionBytes);
    expect(description).not.toMatch(/[<>\ufffd\p{Cs}]/u);
    expect(description.endsWith('#a #b #c')).toBe(true);
  }
});

test('a given text comes first, led by the keyword when it has none of its words, and is cut to what room there is', () => {
  const script = scriptOf('Hearts', ['An octopus swims.']);
  const given = { script, chapters: [], credits: ['Music: Calm'], hashtags: ['#sea'] };
  const text = 'It swims <slowly>.\n\nThen it stops.';
  expect(describe({ ...given, primary: 'octopus', text }).description).toMatch(
    /^Octopus: It swims ‹slowly›\.\n\nThen it stops\.\n\nCredits:\nMusic: Calm\n\n.*\n.*\n\n#sea$/,
  );
  const long = `${'An octopus swims. '.repeat(20)}\n${'量'.repeat(4000)}`;
  const { description } = describe({ ...given, primary: 'octopus', text: long });
  expect(description.startsWith('An octopus swims.')).toBe(true);
  expect(Buffer.byteLength(description)).toBeLessThanOrEqual(5000);
  expect(description.endsWith('#sea')).toBe(true);
});

test('it says what software made, and nothing of what it did not', () => {
  const request = { script: octopus, primary: 'octopuses', chapters: [], credits: [], hashtags: ['#sea'] };
  const saidOf = (syntheticVoice: boolean, drawnPictures: Disclosure['drawnPictures']) =>
    describe(request, { syntheticVoice, drawnPictures }).description.split('\n\n').slice(2, -1);
  expect(saidOf(true, 'all')).toEqual(['Narrated by a synthetic voice.\nPictures drawn by software.']);
  expect(saidOf(true, 'none')).toEqual(['Narrated by a synthetic voice.']);
  expect(saidOf(false, 'some')).toEqual(['Some of the pictures were drawn by software.']);
  expect(saidOf(false, 'none')).toEqual([]);
});

test('each language says it in words of its own', () => {
  const said = languageCodes.flatMap((language) =>
    (['all', 'some'] as const).flatMap((drawnPictures) => disclosed({ syntheticVoice: true, drawnPictures }, language)),
  );
  expect(new Set(said).size).toBe(languageCodes.length * 2);
  for (const lines of said) expect(lines.split('\n')).toHaveLength(2);
});
