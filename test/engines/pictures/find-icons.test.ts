import { describe, expect, it } from 'vitest';
import type { Language } from '../../../src/contracts/languages.ts';
import { findIcons, type Words } from '../../../src/engines/pictures/find-icons.ts';
import { openIconStore } from '../../../src/engines/pictures/icon-store.ts';

const store = openIconStore();
const names = (words: Words) => findIcons(words, store).map(({ name }) => name);

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
    const found = findIcons({ language: 'en', keywords: ['octopus'], narration: 'It has three hearts.' }, store);
    expect(found.find(({ name }) => name === 'anatomical-heart')?.count).toBe(3);
    expect(found.find(({ name }) => name === 'octopus')?.count).toBe(1);
  });

  it('finds nothing in words that name nothing', () => {
    expect(names({ language: 'en', keywords: [], narration: 'Nevertheless, it was somewhat ambivalent.' })).toEqual([]);
  });

  it('has every icon that the table of ideas names', async () => {
    const { conceptsOf } = await import('../../../src/engines/pictures/concepts.ts');
    const missing = conceptsOf('en').flatMap(({ icons }) => icons.filter((icon) => !store.has(icon)));
    expect(missing).toEqual([]);
  });
});
