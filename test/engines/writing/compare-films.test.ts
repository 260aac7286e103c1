import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { assembleMetadata } from '../../../src/activities/metadata/assemble-metadata.ts';
import { languageCodes, type OfflineLanguage, offlineLanguages } from '../../../src/contracts/languages.ts';
import { type Script, sceneId } from '../../../src/contracts/script.ts';
import { compareFilms } from '../../../src/engines/writing/compare-films.ts';
import { readScript } from '../../../src/engines/writing/read-script.ts';
import { similarity, sketchOf } from '../../../src/engines/writing/similarity.ts';
import { writeFromTemplate } from '../../../src/engines/writing/write-from-template.ts';
import { projectRoot } from '../../../src/infra/config/project-root.ts';
import { sentencesOf } from '../../emulators/llm-texts.ts';

const narrationOf = (script: Script) => script.scenes.map(({ narration }) => narration).join('\n');

/** A film as it is published: with the description that every film of ours gets. */
function filmOf(script: Script, title = script.title) {
  const { language, scenes } = script;
  const { description } = assembleMetadata(
    {
      ...{ topic: title, language, format: 'short', script, sceneSeconds: scenes.map(() => 12) },
      credits: ['Music: Calm, by Someone, MIT', 'Photo by Ann Lee on Pexels: https://www.pexels.com/photo/7/'],
      disclosure: { syntheticVoice: true, drawnPictures: 'some' },
    },
    { title, tags: [], hashtags: ['facts', 'learning'] },
  );
  return { title, description, language, sketch: sketchOf(narrationOf(script)), publishedAt: '2026-05-12T22:00:00Z' };
}

const example = (fileName: string, language: 'en' | 'fr' = 'en') =>
  readScript(readFileSync(`${projectRoot}/examples/${fileName}`, 'utf8'), { fileName, language }).script;
const octopus = example('octopus-hearts.md');
const concrete = example('roman-concrete.md');
const honey = example('miel-eternel.md', 'fr');

const retold = (script: Script, change: (narration: string, index: number) => string): Script => ({
  ...script,
  scenes: script.scenes.map((scene, index) => ({ ...scene, narration: change(scene.narration, index) })),
});
const written = (topic: string, language: OfflineLanguage, durationSeconds = 50) =>
  writeFromTemplate({ topic, language, format: 'short', durationSeconds }).script;
const compare = (film: Script, ...earlier: Script[]) =>
  compareFilms(
    filmOf(film),
    earlier.map((script) => filmOf(script)),
  );

const topics: Record<OfflineLanguage, string[]> = {
  en: ['Why do octopuses have three hearts?', 'Roman concrete', 'Marie Curie', '1984', 'Black holes', 'Tea', 'Sharks'],
  fr: ['Le miel', 'Pourquoi le ciel est-il bleu ?', 'La tour Eiffel', 'Les abeilles', 'Les volcans', 'Les requins'],
  es: ['La miel', 'El café', 'Los volcanes', '¿Por qué el cielo es azul?', 'Marie Curie', 'La luna'],
  it: ['Il miele', 'Il caffè', 'I vulcani', 'Perché il cielo è blu?', 'Marie Curie', 'La luna'],
  pt: ['O mel', 'O café', 'Os vulcões', 'Por que o céu é azul?', 'Marie Curie', 'A lua'],
};

describe('films that are not alike', () => {
  it.each(offlineLanguages)('are what the offline writer makes of different topics in %s', (language) => {
    for (const seconds of [40, 50, 58]) {
      const films = topics[language].map((topic) => filmOf(written(topic, language, seconds)));
      for (const [index, film] of films.entries()) expect(compareFilms(film, films.slice(0, index))).toBeUndefined();
    }
  });

  it('are those of one channel that share credits, disclosure, headings and hashtags', () => {
    expect(compare(octopus, concrete, honey)).toBeUndefined();
  });

  it('are those with the same few words of greeting for a description', () => {
    const description = 'Subscribe for a new film every day, and tell us in the comments what you want to see.';
    const film = { ...filmOf(octopus), description };
    expect(compareFilms(film, [{ ...filmOf(concrete), description }])).toBeUndefined();
  });

  it.each([
    ['10 facts about honey', '10 facts about octopuses'],
    ['Why do octopuses have three hearts?', 'Why do squids have three hearts?'],
    ['How honey is made', 'How money is made'],
    ['Apollo 11', 'Apollo 13'],
    ['Tea: a first look in 50 seconds', 'Coffee: a first look in 50 seconds'],
    ['章鱼有三颗心', '蜜蜂有五只眼'],
  ])('have titles made after one pattern: %s, %s', (title, other) => {
    expect(compareFilms(filmOf(octopus, title), [filmOf(concrete, other)])).toBeUndefined();
  });
});

describe('films that are near copies', () => {
  it('have the same script but for a word here and there', () => {
    const swapped = retold(octopus, (narration) => narration.replace(/^(\S+ \S+) \S+/, '$1 indeed'));
    const found = compareFilms(filmOf(swapped, 'Inside a strange sea creature'), [filmOf(concrete), filmOf(octopus)]);
    expect(found?.film.title).toBe(octopus.title);
    expect(found?.likeness.script).toBeGreaterThan(0.7);
    expect(found?.likeness.script).toBeLessThan(1);
  });

  it.each([octopus, concrete, honey])('have one scene written anew: $title', (script) => {
    const changed = retold(script, (narration, index) => {
      return index === 2
        ? 'Nobody would have guessed what came to light on that grey morning by the harbour.'
        : narration;
    });
    expect(compare({ ...changed, title: 'Quite another headline' }, script)?.likeness.script).toBeGreaterThan(0.7);
  });

  it.each(languageCodes)('have two sentences of fourteen left out, in %s', (language) => {
    const scriptOf = (title: string, sentences: readonly string[]): Script => ({
      ...{ title, language, writer: { provider: 'brief' } },
      scenes: sentences.map((narration, index) => ({
        ...{ id: sceneId(index + 1), narration, visual: { idea: '', keywords: [] } },
      })),
    });
    const all = sentencesOf[language];
    const whole = scriptOf('One', all);
    expect(compare(scriptOf('Two', all.slice(2)), whole)?.likeness.script).toBeGreaterThan(0.8);
  });

  it('are long ones that the offline writer fills from one template: they are what platforms mean', () => {
    const long = (topic: string) =>
      writeFromTemplate({ topic, language: 'en', format: 'long', durationSeconds: 480 }).script;
    const [a, b] = [long('Roman concrete'), long('Black holes')];
    expect(similarity(sketchOf(narrationOf(a)), sketchOf(narrationOf(b)))).toBeGreaterThan(0.54);
  });

  it.each([
    ['Why do octopuses have three hearts?', 'Why octopuses have 3 hearts, or three hearts', false],
    ['Why do octopuses have three hearts?', 'Why does an octopus have three hearts?', true],
    ['How Roman concrete heals', 'HOW ROMAN CONCRETE HEALS!', true],
    ['章鱼有三颗心', '章鱼有三颗心！', true],
  ])('have the same title in other words of grammar: %s, %s: %s', (title, other, isSame) => {
    const found = compareFilms(filmOf(octopus, title), [filmOf(concrete, other)]);
    expect(found !== undefined).toBe(isSame);
  });

  it('have the same description, told without what all descriptions have', () => {
    const film = filmOf(octopus, 'Inside a strange sea creature');
    const other = { ...filmOf(concrete), description: film.description.replace(/Credits:[^]*/, '#other #tags') };
    const found = compareFilms({ ...film, sketch: [] }, [other]);
    expect(found?.message).toMatch(/^The description is 100 % the same as “/);
  });

  it('are told with the nearest one, what is alike in it and when it was published', () => {
    const near = retold(octopus, (narration, index) => (index === 1 ? 'Something else is said here now.' : narration));
    const found = compareFilms(
      filmOf(octopus),
      [filmOf(concrete), { ...filmOf(near), id: 'near' }, { ...filmOf(octopus), id: 'same' }].map((film) => ({
        id: 'other',
        ...film,
      })),
    );
    expect(found?.film.id).toBe('same');
    expect(found?.likeness).toEqual({ script: 1, description: 1, title: 1 });
    expect(found?.message).toBe(
      `The script is 100 %, the description 100 % and the title 100 % the same as “${octopus.title}” (published ` +
        '12 May 2026): a channel of near copies may lose its income. Tell it another way, or publish only one of them.',
    );
    expect(compareFilms(filmOf(octopus), [{ ...filmOf(octopus), publishedAt: undefined }])?.message).toContain('”: a');
  });
});
