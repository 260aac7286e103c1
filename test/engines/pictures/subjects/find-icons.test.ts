import { describe, expect, it } from 'vitest';
import type { Language } from '../../../../src/contracts/languages.ts';
import { knownIcons } from '../../../../src/engines/pictures/icons/icon-store.ts';
import { conceptsOf } from '../../../../src/engines/pictures/subjects/concepts.ts';
import { findIcons, type Words } from '../../../../src/engines/pictures/subjects/find-icons.ts';
import { senseOf } from '../../../../src/engines/pictures/subjects/homonyms.ts';

const names = (words: Words) => findIcons(words).map(({ name }) => name);

describe('findIcons', () => {
  it.each<[Language, string, string]>([
    ['en', 'octopus', 'octopus'],
    ['en', 'octopuses', 'octopus'],
    ['en', 'honey', 'honey-pot'],
    ['en', 'bees', 'honeybee'],
    ['en', 'volcanoes', 'volcano'],
    ['en', 'coffee', 'hot-beverage'],
    ['en', 'sleeping', 'sleeping-face'],
    ['en', 'inflation', 'chart-increasing'],
    ['en', 'Roman temple', 'classical-building'],
    ['en', 'black hole', 'cyclone'],
    ['en', 'France', 'flag:🇫🇷'],
    ['fr', 'pieuvre', 'octopus'],
    ['fr', 'pot de miel', 'honey-pot'],
    ['fr', 'abeilles', 'honeybee'],
    ['fr', 'chats', 'cat'],
    ['fr', 'cerveau', 'brain'],
    ['fr', 'l’eau', 'droplet'],
    ['fr', 'châteaux', 'castle'],
    ['fr', 'cœurs', 'anatomical-heart'],
    ['fr', 'pain', 'baguette-bread'],
    ['es', 'volcanes', 'volcano'],
    ['it', 'gatti', 'cat'],
    ['pt', 'corações', 'anatomical-heart'],
  ])('shows in %s for the keyword “%s” the icon %s', (language, keyword, icon) => {
    expect(names({ language, keywords: [keyword] })[0]).toBe(icon);
  });

  it('takes an English keyword in a French script', () => {
    expect(names({ language: 'fr', keywords: ['octopus'] })[0]).toBe('octopus');
  });

  it('puts what the keywords name before what the narration mentions', () => {
    const found = names({ language: 'en', keywords: ['honey'], narration: 'A camel slept while the volcano smoked.' });
    expect(found[0]).toBe('honey-pot');
  });

  it('finds its subject in the narration when there are no keywords', () => {
    expect(names({ language: 'en', keywords: [], narration: 'It was the camel who knew.' })).toContain('camel');
  });

  it('counts what is counted', () => {
    const found = findIcons({ language: 'en', keywords: ['octopus'], narration: 'It has three hearts.' });
    expect(found.find(({ name }) => name === 'anatomical-heart')?.count).toBe(3);
    expect(found.find(({ name }) => name === 'octopus')?.count).toBe(1);
  });

  it('finds nothing in words that name nothing', () => {
    expect(names({ language: 'en', keywords: [], narration: 'Nevertheless, it was somewhat ambivalent.' })).toEqual([]);
  });

  it.each<[Language, string]>([
    ['en', 'An octopus has three hearts.'],
    ['fr', 'La pieuvre a trois cœurs.'],
    ['es', 'El pulpo tiene tres corazones.'],
    ['it', 'Il polpo ha tre cuori.'],
    ['pt', 'O polvo tem três corações.'],
    ['de', 'Ein Oktopus hat drei Herzen.'],
    ['ar', 'للأخطبوط ثلاثة قلوب.'],
    ['he', 'לתמנון יש שלושה לבבות.'],
    ['hi', 'ऑक्टोपस के तीन दिल होते हैं।'],
    ['th', 'ปลาหมึกยักษ์มีหัวใจสามดวง'],
    ['zh', '章鱼有三颗心脏。'],
    ['ja', 'タコには三つの心臓があります。'],
    ['ko', '문어는 심장이 세 개 있습니다.'],
  ])('finds in %s the octopus and its three hearts in the narration alone', (language, narration) => {
    const found = findIcons({ language, keywords: [], narration });
    expect(found.slice(0, 2).map(({ name, count }) => [name, count])).toEqual([
      ['octopus', 1],
      ['anatomical-heart', 3],
    ]);
  });

  it.each<[Language, string, string, string]>([
    ['en', 'bank', 'They sat on the bank of the river, fishing.', 'national-park'],
    ['en', 'bank', 'The bank lends money.', 'bank'],
    ['en', 'crane', 'The crane spread its feathers.', 'swan'],
    ['en', 'crane', 'The crane lifts steel.', 'building-construction'],
    ['en', 'mouse', 'Click the mouse on the computer.', 'computer-mouse'],
    ['en', 'mouse', 'The mouse eats cheese.', 'mouse'],
    ['en', 'bat', 'The bat hangs in its cave.', 'bat'],
    ['en', 'bat', 'He swung the bat at the ball.', 'baseball'],
    ['en', 'rose', 'The price rose by a fifth.', 'chart-increasing'],
    ['en', 'rose', 'A rose in the garden.', 'rose'],
    ['fr', 'souris', 'Il clique sur l’écran avec sa souris.', 'computer-mouse'],
    ['fr', 'souris', 'Le chat attrape la souris.', 'mouse'],
  ])('reads in %s the word “%s” of “%s” by the words around it', (language, word, narration, icon) => {
    expect(names({ language, keywords: [word], narration })[0]).toBe(icon);
  });

  it('follows the order of the keywords, whatever the kinds of their icons', () => {
    expect(names({ language: 'en', keywords: ['astronaut', 'rocket'] }).slice(0, 2)).toEqual(['astronaut', 'rocket']);
    expect(names({ language: 'en', keywords: ['trophy', 'globe showing Europe-Africa'] })[0]).toBe('trophy');
  });

  it('counts a thing as often as the idea lists it', () => {
    const found = findIcons({
      language: 'en',
      keywords: ['octopus', 'red heart'],
      idea: 'octopus, red heart, red heart',
    });
    expect(found.find(({ name }) => name === 'red-heart')?.count).toBe(2);
  });

  it('does not count years by hourglasses, nor a part of a larger number', () => {
    const found = findIcons({ language: 'en', keywords: ['bed'], narration: 'You sleep for twenty-six years.' });
    expect(found.every(({ count }) => count === 1)).toBe(true);
  });

  it('has every icon that the tables of ideas and of senses name', () => {
    const ideas = (['en', 'de'] as const).flatMap((language) => conceptsOf(language).flatMap(({ icons }) => icons));
    const senses = ['bank', 'crane', 'bat', 'spring', 'mouse', 'cell'].flatMap(
      (word) => senseOf(word, new Set(), 'en') ?? [],
    );
    const missing = [...ideas, ...senses].filter((icon) => !icon.startsWith('flag:') && !knownIcons().has(icon));
    expect(missing).toEqual([]);
  });
});
