import { describe, expect, it } from 'vitest';
import type { Format } from '../../../../src/contracts/formats.ts';
import type { Language } from '../../../../src/contracts/languages.ts';
import type { WordTiming } from '../../../../src/contracts/narration.ts';
import { buildCues, shiftCues } from '../../../../src/engines/film/captions/cues.ts';
import { buildSubtitles } from '../../../../src/engines/film/captions/subtitles.ts';
import { seeded, speak } from './samples.ts';

const story =
  'An octopus has three hearts, nine brains and blue blood. Two of the hearts pump blood through the gills, ' +
  'while the third keeps it flowing to the rest of the body. When it swims, that third heart stops! ' +
  'That is why Dr. Jane Smith says octopuses prefer crawling.';

const linesOf = (text: string, language: Language, format: Format) =>
  buildCues(speak(text), { language, format }).map(({ lines }) => lines.join(' / '));

describe('captions of the picture', () => {
  it('cut a story into phrases that make sense by themselves', () => {
    expect(linesOf(story, 'en', 'short').slice(0, 5)).toEqual([
      'An octopus',
      'has three / hearts,',
      'nine brains',
      'and blue blood.',
      'Two / of the hearts',
    ]);
  });

  it.each([
    ['en', story, /\b(the|an|a|of|to|is|Dr\.)$/],
    [
      'fr',
      "Le ciel est bleu car la lumière du soleil est dispersée par les molécules de l'air.",
      /\b(le|la|les|du|de|est|par)$/,
    ],
    [
      'es',
      'El cielo es azul porque la luz del sol se dispersa en las moléculas del aire.',
      /\b(el|la|las|del|se|es|en)$/i,
    ],
  ] as const)('do not leave an article or a preposition hanging in %s', (language, text, hanging) => {
    for (const format of ['short', 'long'] as const) {
      for (const caption of linesOf(text, language, format)) expect(caption).not.toMatch(hanging);
    }
  });

  it('keep 2 to 4 words of at most 25 characters on a tall picture', () => {
    for (const { words, lines } of buildCues(speak(story), { language: 'en', format: 'short' })) {
      expect(words.length).toBeGreaterThanOrEqual(2);
      expect(words.length).toBeLessThanOrEqual(4);
      expect(lines.join(' ').length).toBeLessThanOrEqual(25);
    }
  });

  it('keep to two lines of 42 characters on a wide picture', () => {
    for (const { lines } of buildCues(speak(story), { language: 'en', format: 'long' })) {
      expect(lines.length).toBeLessThanOrEqual(2);
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(42);
    }
  });

  it('never begin with a lone punctuation mark', () => {
    const captions = linesOf(
      'Pourquoi le ciel est-il donc si bleu ? Voici « la vraie réponse » : le soleil !',
      'fr',
      'short',
    );
    for (const caption of captions) expect(caption).not.toMatch(/^[?!:»]|« *$/);
  });

  it('give a word longer than a caption one of its own', () => {
    const captions = linesOf('Il dit anticonstitutionnellement-extraordinaire deux fois', 'fr', 'short');
    expect(captions).toContain('anticonstitutionnellement-extraordinaire');
  });

  it('stay until the next one comes, but not through a long pause', () => {
    const words = [...speak('One two three.'), ...speak('Four five six.', 10)];
    const [first, second] = buildCues(words, { language: 'en', format: 'short' });
    expect(first?.end).toBeCloseTo((words[2]?.end ?? 0) + 0.3);
    expect(second?.start).toBe(10);
  });

  it('are none for no words', () => {
    expect(buildCues([], { language: 'en', format: 'short' })).toEqual([]);
  });

  it('can be moved later as a whole', () => {
    const cues = buildCues(speak('One two three.'), { language: 'en', format: 'short' });
    const [moved] = shiftCues(cues, 2);
    expect(moved?.start).toBe(2);
    expect(moved?.words[1]?.start).toBe((cues[0]?.words[1]?.start ?? 0) + 2);
    expect(cues[0]?.start).toBe(0);
  });
});

describe('captions of any words', () => {
  const vocabulary = [
    'the',
    'octopus',
    'a',
    '—',
    '?',
    '«',
    'Dr.',
    'heart,',
    'stop.',
    '🐙',
    '你好世界',
    'مرحبا',
    '50 %',
    '-->',
    'x'.repeat(60),
  ];

  function randomWords(random: () => number): WordTiming[] {
    let at = 0;
    return Array.from({ length: Math.floor(random() * 40) }, () => {
      const text = vocabulary[Math.floor(random() * vocabulary.length)] as string;
      // Among them words of no length, at one time, overlapping, and out of order.
      const kind = random();
      const start = Math.max(0, kind < 0.1 ? at - 0.3 : at);
      const end = start + (kind > 0.8 ? 0 : random());
      at = kind > 0.9 ? start : end + (random() < 0.1 ? 2 : 0);
      return { text, start, end };
    });
  }

  it.each(['short', 'square', 'long', 'file'] as const)(
    'hold every word once, in order, never at the same time: %s',
    (kind) => {
      const random = seeded(42);
      for (let attempt = 0; attempt < 150; attempt++) {
        const words = randomWords(random);
        const cues =
          kind === 'file'
            ? buildSubtitles(words, { language: 'en' })
            : buildCues(words, { language: 'en', format: kind });
        const texts = words.map(({ text }) => text);
        expect(cues.flatMap((cue) => cue.words.map(({ text }) => text))).toEqual(texts);
        expect(cues.map(({ lines }) => lines.join(' ')).join(' ')).toBe(texts.join(' '));
        let end = 0;
        for (const cue of cues) {
          expect(cue.start).toBeGreaterThanOrEqual(end);
          expect(cue.end).toBeGreaterThan(cue.start + 0.005);
          expect(cue.lines.length).toBeLessThanOrEqual(2);
          for (const word of cue.words) expect(word.end).toBeGreaterThan(word.start);
          end = cue.end;
        }
        const spoken = Math.max(0, ...words.map((word) => word.end), words.length * 0.02);
        expect(end).toBeLessThanOrEqual(spoken + 1e-6);
      }
    },
  );
});
