import { expect, test } from 'vitest';
import { readTopic } from '../../../src/engines/writing/read-topic.ts';
import { randomTexts } from './random-text.ts';

test.each([
  ['Why do octopuses have three hearts?', 'en', 'question', 'octopuses have three hearts'],
  ['what is a black hole', 'en', 'question', 'black hole'],
  ['Honey never spoils', 'en', 'claim', 'Honey never spoils'],
  ['Marie Curie', 'en', 'subject', 'Marie Curie'],
  ['1984', 'en', 'subject', '1984'],
  ['How to cook "al dente" pasta: 100% right?', 'en', 'question', 'cook al dente pasta'],
  ['L’histoire du café', 'fr', 'subject', 'histoire du café'],
  ['Pourquoi les pieuvres ont-elles trois cœurs ?', 'fr', 'question', 'pieuvres ont trois cœurs'],
  ["Qu'est-ce que la gravité ?", 'fr', 'question', 'gravité'],
  ['Comment fonctionne un aimant', 'fr', 'question', 'aimant'],
  ['¿Por qué el cielo es azul?', 'es', 'question', 'cielo es azul'],
  ['Il miele non scade', 'it', 'claim', 'miele non scade'],
  ['Por que o céu é azul?', 'pt', 'question', 'céu é azul'],
] as const)('%s (%s) is a %s about %s', (topic, language, kind, subject) => {
  expect(readTopic(topic, language)).toMatchObject({ kind, subject });
});

test('a direct question without its mark gets one, as its language writes it', () => {
  expect(readTopic('what is a black hole', 'en').spoken).toBe('What is a black hole?');
  expect(readTopic('why cats purr', 'en').spoken).toBe('Why cats purr.');
  expect(readTopic('pourquoi le ciel est bleu', 'fr').spoken).toBe('Pourquoi le ciel est bleu\u00a0?');
  expect(readTopic('por qué el cielo es azul', 'es').spoken).toBe('¿Por qué el cielo es azul?');
});

test('a topic the voice cannot read out has no spoken form', () => {
  for (const topic of ['量子力学', 'مرحبا بالعالم', '🐙🐙', '%%% / :']) {
    expect(readTopic(topic, 'en').spoken).toBeUndefined();
  }
});

test('emoji and mark-up are not read out', () => {
  expect(readTopic('Octopus hearts 🐙 {x} <b>', 'en').spoken).toBe('Octopus hearts x b.');
});

test('whatever the topic, there is a title of 1 to 100 characters and a subject', () => {
  for (const topic of randomTexts('topics', 400, 150).map((text) => `a${text}`)) {
    for (const language of ['en', 'fr'] as const) {
      const { title, subject } = readTopic(topic, language);
      expect(title.length).toBeGreaterThan(0);
      expect(title.length).toBeLessThanOrEqual(100);
      expect(subject).not.toBe('');
    }
  }
});
