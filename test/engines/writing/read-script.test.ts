import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Failure } from '../../../src/contracts/failures.ts';
import { isOfflineLanguage } from '../../../src/contracts/languages.ts';
import type { Script } from '../../../src/contracts/script.ts';
import { readScript } from '../../../src/engines/writing/read-script.ts';
import { splitSentences, splitWords } from '../../../src/engines/writing/sentences.ts';
import { charactersPerSecond } from '../../../src/engines/writing/speech-rate.ts';
import { writeFromTemplate } from '../../../src/engines/writing/write-from-template.ts';

const markdown = (text: string) => readScript(text, { fileName: 'film.md', language: 'en' }).script;
const plain = (text: string) => readScript(text, { fileName: 'film.txt', language: 'en' }).script;
const json = (value: unknown) => readScript(JSON.stringify(value), { fileName: 'film.json', language: 'en' }).script;
const narrations = (script: Script) => script.scenes.map(({ narration }) => narration);

function refusal(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    expect(error).toBeInstanceOf(Failure);
    expect((error as Failure).type).toBe('InvalidInput');
    return (error as Failure).message;
  }
  throw new Error('it was accepted');
}

describe('Markdown', () => {
  test('a paragraph is a scene, with the directions under it', () => {
    const script = markdown(`---
language: fr-FR
---
# Le miel

## Le début

Le miel se garde
très longtemps.
> on-screen: Très longtemps
> picture: pot de miel, sablier

Les abeilles le sèchent.

![une abeille sur une fleur](bee.png)
`);
    expect(script).toMatchObject({ title: 'Le miel', language: 'fr', writer: { provider: 'brief' } });
    expect(narrations(script)).toEqual(['Le miel se garde très longtemps.', 'Les abeilles le sèchent.']);
    expect(script.scenes[0]).toMatchObject({
      id: 's001',
      chapter: 'Le début',
      onScreenText: 'Très longtemps',
      visual: { idea: 'pot de miel, sablier', keywords: ['pot de miel', 'sablier'] },
    });
    expect(script.scenes[1]?.visual.keywords).toContain('abeille');
    expect(script.scenes[1]?.chapter).toBeUndefined();
  });

  test('pictures of one’s own are named by scene, with several for one; those on the web give their description alone', () => {
    const { script, media } = readScript(
      `# Honey

Bees make it.
![a bee](pictures/bee.png)
![the hive](<clips/the hive.mp4> "title")

Others draw it.
![a bear with a pot](https://example.org/bear.png)

It keeps.
![](my%20jar.jpg)
`,
      { fileName: 'film.md', language: 'en' },
    );
    expect([...media]).toEqual([
      ['s001', ['pictures/bee.png', 'clips/the hive.mp4']],
      ['s003', ['my jar.jpg']],
    ]);
    expect(script.scenes.map(({ visual }) => visual.idea)).toEqual(['a bee', 'a bear with a pot', 'It keeps.']);
  });

  test('a recording of one’s own is named by scene, above its paragraph or below, by its path as it stands', () => {
    const { script, recordings } = readScript(
      '# Honey\n> recording: voice/_one_ two.flac\n\nBees make it.\n\nIt keeps.\n\nIt *is* sweet.\n> Recording: 3.mp3\n',
      { fileName: 'film.md', language: 'en' },
    );
    expect([...recordings]).toEqual([
      ['s001', 'voice/_one_ two.flac'],
      ['s003', '3.mp3'],
    ]);
    expect(script.scenes.map(({ narration }) => narration)).toEqual(['Bees make it.', 'It keeps.', 'It is sweet.']);
    expect(refusal(() => markdown('# T\n\nOne.\n> recording: 1.wav\n> recording: 2.wav\n'))).toMatch(
      /scene 2 \(line 5\) has no narration/,
    );
  });

  test('emphasis, links, lists, code and comments leave only words', () => {
    const script = markdown(`A **bold** and _soft_ [link](https://example.org) with \`code\` and snake_case.

- first item
- second item!

<!-- not for the voice -->

\`\`\`
not for the voice
\`\`\`

***

3 * 4 is 12, and <b>bold</b> too.
`);
    expect(narrations(script)).toEqual([
      'A bold and soft link with code and snake_case.',
      'first item. second item!',
      '3 * 4 is 12, and bold too.',
    ]);
  });

  test('directions straight under a heading belong to the paragraph below', () => {
    const script = markdown('# T\n\n> picture: octopus, heart\n\nThree hearts.\n');
    expect(script.scenes[0]?.visual.keywords).toEqual(['octopus', 'heart']);
  });

  test('what a scene does not say is taken from its narration', () => {
    const [scene] = markdown('The dome is 43 meters wide and made of concrete.').scenes;
    expect(scene?.onScreenText).toBe('43 meters');
    expect(scene?.visual.keywords).toContain('concrete');
  });

  test('directions without a paragraph name their scene and line', () => {
    expect(refusal(() => markdown('One.\n> on-screen: A\n\n> on-screen: B\n\nThree.\n'))).toMatch(
      /scene 2 \(line 4\).*paragraph/,
    );
    expect(refusal(() => markdown('# T\n> on-screen: A\n'))).toMatch(/scene 1 \(line 2\)/);
  });

  test('a chapter without a paragraph is named', () => {
    expect(refusal(() => markdown('# T\n\n## Empty\n\n## Next\n\nWords.\n'))).toMatch(/chapter 'Empty' \(line 3\)/);
  });

  test('on-screen words that are too long name scene, line and field', () => {
    expect(refusal(() => markdown(`One.\n\nTwo.\n> on-screen: ${'x'.repeat(61)}\n`))).toMatch(
      /scene 2 \(line 3\), onScreenText/,
    );
  });
});

describe('plain text', () => {
  test('a paragraph is a scene, and the topic becomes the title', () => {
    const script = readScript('One line\nof two.\n\nAnother.', {
      fileName: 'a.txt',
      language: 'en',
      topic: 'Lines',
    }).script;
    expect(narrations(script)).toEqual(['One line of two.', 'Another.']);
    expect(script.title).toBe('Lines');
  });

  test('a long paragraph becomes scenes of whole sentences of about thirty words at most', () => {
    const paragraph = Array.from(
      { length: 12 },
      (_, index) => `This is sentence ${index} and it has ten words here.`,
    ).join(' ');
    const script = plain(paragraph);
    expect(script.scenes.length).toBeGreaterThan(3);
    expect(narrations(script).join(' ')).toBe(paragraph);
    for (const narration of narrations(script)) expect(splitWords(narration, 'en').length).toBeLessThanOrEqual(30);
  });

  test('without a topic the first sentence is the title', () => {
    expect(plain('Honey keeps. It is dry.').title).toBe('Honey keeps.');
  });
});

describe('JSON', () => {
  test('the script of an earlier film is taken as it is', () => {
    const { script } = writeFromTemplate({ topic: 'Tea', language: 'en', format: 'short', durationSeconds: 50 });
    expect(json(script)).toEqual(script);
  });

  test('a narration a scene is enough', () => {
    const script = json({ scenes: [{ narration: 'Octopuses have three hearts.' }, { narration: 'Why?' }] });
    expect(script).toMatchObject({
      title: 'Octopuses have three hearts.',
      language: 'en',
      writer: { provider: 'brief' },
    });
    expect(script.scenes.map(({ id }) => id)).toEqual(['s001', 's002']);
  });

  test('a mistake names the scene and the field', () => {
    expect(refusal(() => json({ scenes: [{ narration: 'One.' }, { narration: ' ' }] }))).toMatch(
      /scene 2, narration: a scene needs/,
    );
    expect(refusal(() => json({ scenes: [{ narration: 'One.', onScreenText: 5 }] }))).toMatch(/scene 1, onScreenText/);
    expect(refusal(() => json({ scenes: [{}] }))).toMatch(/scene 1/);
    expect(refusal(() => json({ title: 'T' }))).toMatch(/no list of scenes/);
    expect(
      refusal(() =>
        json({
          scenes: [
            { id: 's001', narration: 'a' },
            { id: 's001', narration: 'b' },
          ],
        }),
      ),
    ).toMatch(/s001/);
  });

  test('broken JSON is said to be broken', () => {
    expect(refusal(() => readScript('{"scenes": [', { fileName: 'film.json', language: 'en' }))).toMatch(
      /film.json is not valid JSON/,
    );
  });
});

test('an empty file, a binary file and one in another encoding are refused', () => {
  expect(refusal(() => plain(' \n\n'))).toMatch(/film.txt is empty/);
  expect(refusal(() => plain('PNG\0\u0001'))).toMatch(/not text in UTF-8/);
  expect(refusal(() => plain(Buffer.from('caf\u00e9', 'latin1').toString('utf8')))).toMatch(/not text in UTF-8/);
  expect(refusal(() => markdown('# Only a title'))).toMatch(/no narration/);
});

test('more than 400 scenes are refused with their number', () => {
  expect(refusal(() => plain(Array.from({ length: 401 }, (_, index) => `Scene ${index}.`).join('\n\n')))).toMatch(
    /401 scenes.*400/,
  );
});

test('an unknown language is refused with those there are', () => {
  expect(refusal(() => markdown('---\nlanguage: sv\n---\nHej.'))).toMatch(/'sv'.*en, fr, es, it, pt/);
});

test('a byte order mark and Windows line ends do no harm', () => {
  expect(narrations(plain('\ufeffOne.\r\n\r\nTwo.'))).toEqual(['One.', 'Two.']);
});

test('a file without a known ending is looked at', () => {
  const read = (text: string) => readScript(text, { fileName: 'script', language: 'en' }).script;
  expect(read('# Title\n\nWords.').title).toBe('Title');
  expect(read('{"scenes":[{"narration":"Words."}]}').scenes).toHaveLength(1);
  expect(read('Words.').scenes).toHaveLength(1);
});

test('Chinese is cut into scenes between its sentences, which stay unspaced', () => {
  const text = '章鱼有三颗心脏，血液是蓝色的。其中两颗把血液送往鳃部吸收氧气。第三颗心脏把血液送到全身。'.repeat(3);
  const { script } = readScript(text, { fileName: 'script.txt', language: 'zh' });
  expect(script.scenes.length).toBeGreaterThan(2);
  expect(narrations(script).join('')).toBe(text);
  for (const narration of narrations(script)) expect(narration).toMatch(/。$/);
  expect(script.scenes[0]?.visual.keywords).toContain('章鱼');
});

describe('the examples', () => {
  const folder = resolve(import.meta.dirname, '../../../examples');
  const files = readdirSync(folder).filter((file) => file.endsWith('.md') && file !== 'README.md');
  const lengths: Record<string, [number, number]> = {
    'octopus-hearts.md': [50, 58],
    'miel-eternel.md': [50, 58],
    'roman-concrete.md': [150, 190],
  };

  test.each(files)('%s is well made: hook, sentences, directions and length', (file) => {
    const script = readScript(readFileSync(join(folder, file), 'utf8'), { fileName: file, language: 'en' }).script;
    const text = narrations(script).join(' ');
    const [least, most] = lengths[file] ?? [0, 0];
    const { language } = script;
    if (!isOfflineLanguage(language)) throw new Error(`${file} is in ${language}`);
    const seconds = text.length / charactersPerSecond(language, file === 'roman-concrete.md' ? 'long' : 'short');
    expect(seconds).toBeGreaterThanOrEqual(least);
    expect(seconds).toBeLessThanOrEqual(most);
    expect(splitWords(script.scenes[0]?.narration ?? '', script.language).length).toBeLessThanOrEqual(10);
    const sentences = splitSentences(text, script.language);
    for (const sentence of sentences) expect(sentence.split(/\s+/).length).toBeLessThanOrEqual(22);
    for (const { onScreenText, visual } of script.scenes) {
      expect(onScreenText?.split(/ /).length).toBeLessThanOrEqual(4);
      expect(visual.keywords.length).toBeGreaterThanOrEqual(2);
    }
  });
});
