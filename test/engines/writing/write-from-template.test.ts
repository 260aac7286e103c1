import { describe, expect, test } from 'vitest';
import { offlineLanguages } from '../../../src/contracts/languages.ts';
import { scriptSchema } from '../../../src/contracts/script.ts';
import { splitSentences, splitWords } from '../../../src/engines/writing/sentences.ts';
import { charactersPerSecond } from '../../../src/engines/writing/speech-rate.ts';
import { templateFor } from '../../../src/engines/writing/templates/template.ts';
import { writeFromTemplate } from '../../../src/engines/writing/write-from-template.ts';
import { randomTexts } from './random-text.ts';

const topics = [
  'Why do octopuses have three hearts?',
  'Marie Curie',
  '1984',
  'L’histoire du café',
  '量子力学',
  'How to cook "al dente" pasta: 100% right?',
  'Honey never spoils',
  'ثلاثة قلوب',
  '🐙 / % : "',
  `${'a very long topic about many things '.repeat(8)}ends here`,
];

const short = (topic: string, durationSeconds = 50, language: 'en' | 'fr' = 'en') =>
  writeFromTemplate({ topic, language, format: 'short', durationSeconds }).script;

describe.each(offlineLanguages)('in %s', (language) => {
  test.each([10, 12, 20, 50, 60, 180])('a Short of %i seconds comes within 12 %', (durationSeconds) => {
    for (const topic of topics) {
      const { script, seconds } = writeFromTemplate({ topic, language, format: 'short', durationSeconds });
      const characters = script.scenes.map(({ narration }) => narration).join(' ').length;
      expect(Math.abs(characters / charactersPerSecond(language, 'short') / durationSeconds - 1)).toBeLessThanOrEqual(
        0.12,
      );
      expect(seconds).toBeCloseTo(characters / charactersPerSecond(language, 'short'), 0);
    }
  });

  test.each([90, 180, 480])('a long film of %i seconds comes within 12 % and has chapters', (durationSeconds) => {
    for (const topic of topics) {
      const { script, seconds } = writeFromTemplate({ topic, language, format: 'long', durationSeconds });
      expect(Math.abs(seconds / durationSeconds - 1)).toBeLessThanOrEqual(0.12);
      const chapters = script.scenes.filter(({ chapter }) => chapter);
      expect(chapters.length).toBeGreaterThanOrEqual(4);
      expect(script.scenes[0]?.chapter).toBeDefined();
    }
  });

  test('every scene is valid, says each thing once, and shows at most four words besides the topic', () => {
    for (const topic of topics) {
      const { script } = writeFromTemplate({ topic, language, format: 'long', durationSeconds: 300 });
      expect(scriptSchema.safeParse(script).error).toBeUndefined();
      const narrations = script.scenes.map(({ narration }) => narration);
      expect(new Set(narrations).size).toBe(narrations.length);
      for (const scene of script.scenes) {
        expect(scene.narration).not.toMatch(/[{}|~]|undefined/);
        expect(scene.visual.keywords.length).toBeGreaterThan(0);
        expect(scene.onScreenText?.split(/ /).length).toBeLessThanOrEqual(4);
      }
    }
  });

  test('no sentence of the template is longer than 22 words, and its hooks have at most ten', () => {
    const { chapters, sections } = templateFor(language);
    const rows = [
      ...sections.values(),
      ...chapters.map(({ opener, beats, bridge }) => [opener, ...beats, bridge]),
    ].flat();
    for (const { narration } of rows) {
      for (const sentence of splitSentences(narration, language)) {
        expect(splitWords(sentence, language).length).toBeLessThanOrEqual(22);
      }
    }
    for (const name of ['hook long', 'hook hidden']) {
      for (const { narration } of sections.get(name) ?? []) {
        expect(splitWords(narration, language).length).toBeLessThanOrEqual(10);
      }
    }
  });

  test('the template has every section and as many rows as the English one', () => {
    const shape = (code: typeof language) => {
      const { sections, chapters } = templateFor(code);
      return { names: [...sections.keys()], beats: chapters.map(({ beats }) => beats.length) };
    };
    expect(shape(language)).toEqual(shape('en'));
  });
});

test('a Short of 50 seconds has about ten scenes, begins with the topic and ends leading back to it', () => {
  const { scenes } = short('Why do octopuses have three hearts?');
  expect(scenes.length).toBeGreaterThanOrEqual(8);
  expect(scenes.length).toBeLessThanOrEqual(12);
  expect(scenes[0]?.narration).toBe('Why do octopuses have three hearts?');
  expect(scenes.at(-1)?.narration).toMatch(/…$/);
});

test('neighbouring scenes show different pictures, and no picture of the template comes twice in a Short', () => {
  const { scenes } = short('Why do octopuses have three hearts?');
  const pictures = scenes.map(({ visual }) => /‘(.*?)’/.exec(visual.idea)?.[1]);
  expect(new Set(pictures).size).toBe(pictures.length);
  expect(scenes[0]?.visual.keywords[0]).toBe('octopuses');
});

test('the same topic gives the same script, another topic another one', () => {
  expect(short('Marie Curie')).toEqual(short('Marie Curie'));
  const one = short('Black holes').scenes.map(({ narration }) => narration);
  const other = short('White bears').scenes.map(({ narration }) => narration);
  expect(other.filter((narration) => one.includes(narration)).length).toBeLessThan(one.length / 2);
});

test('a topic the voice cannot say is shown, not said', () => {
  const { scenes } = short('量子力学');
  expect(scenes[0]?.onScreenText).toBe('量子力学');
  for (const { narration } of scenes) expect(narration).not.toMatch(/\p{Script=Han}/u);
});

test('a long question gets a hook of its own and is then asked in full', () => {
  const topic = 'Why do so many people all over the world still believe that honey never spoils?';
  const { scenes } = short(topic);
  expect(splitWords(scenes[0]?.narration ?? '', 'en').length).toBeLessThanOrEqual(10);
  expect(scenes[1]?.narration).toBe(topic);
});

test('whatever the topic holds, the script is valid and its length is kept', () => {
  for (const topic of randomTexts('scripts', 60, 250)) {
    const { script, seconds } = writeFromTemplate({
      topic: `a${topic}`,
      language: 'fr',
      format: 'short',
      durationSeconds: 50,
    });
    expect(scriptSchema.safeParse(script).error).toBeUndefined();
    expect(Math.abs(seconds / 50 - 1)).toBeLessThanOrEqual(0.12);
  }
});

test('a language without a template is refused with those there are and what to do', () => {
  expect(() => writeFromTemplate({ topic: 'Tee', language: 'de', format: 'short', durationSeconds: 50 })).toThrow(
    /English, Français.*not Deutsch.*--script/,
  );
});
