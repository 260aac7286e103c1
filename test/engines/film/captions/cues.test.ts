import { describe, expect, it } from 'vitest';
import type { Format } from '../../../../src/contracts/formats.ts';
import type { Language } from '../../../../src/contracts/languages.ts';
import { joinWords } from '../../../../src/contracts/narration.ts';
import { buildCues } from '../../../../src/engines/film/captions/cues.ts';
import { listFastCues } from '../../../../src/engines/film/captions/reading-speed.ts';
import { textLength } from '../../../../src/engines/text/text-length.ts';
import { speak } from './samples.ts';

const story =
  'An octopus has three hearts, nine brains and blue blood. Two of the hearts pump blood through the gills, ' +
  'while the third keeps it flowing to the rest of the body. When it swims, that third heart stops! ' +
  'That is why Dr. Jane Smith says octopuses prefer crawling.';

const mostWords = 4;
const cuesOf = (text: string, language: Language, format: Format) =>
  buildCues(speak(text, 0, language), { language, format, mostWords });
const linesOf = (text: string, language: Language, format: Format) =>
  cuesOf(text, language, format).map(({ lines }) => lines.map(joinWords).join(' / '));

describe('captions of the picture', () => {
  it('cut a story into phrases that make sense by themselves', () => {
    expect(linesOf(story, 'en', 'short').slice(0, 6)).toEqual([
      'An octopus',
      'has three / hearts,',
      'nine brains',
      'and blue blood.',
      'Two / of the hearts',
      'pump blood',
    ]);
  });

  it('leave no short word behind that ends the sentence', () => {
    expect(linesOf('Stop before you scroll on.', 'en', 'short')).toEqual(['Stop before', 'you scroll on.']);
  });

  it('keep French marks, which stand apart, with the words they belong to', () => {
    const captions = linesOf(
      '« Où sont-elles ? » demande l’apiculteur, devant sa ruche vide ! Elle est là : vivante.',
      'fr',
      'short',
    );
    for (const caption of captions) {
      expect(caption).not.toMatch(/^[»?!:;]/);
      expect(caption).not.toMatch(/«$|\/ [»?!:;]/);
    }
    expect(captions[0]).toMatch(/^« Où/);
    expect(captions.some((caption) => caption.endsWith('sont-elles ? »'))).toBe(true);
  });

  it.each([
    ['a number and its unit', 'In 1969, about 3.5 million people paid $ 20 for it.', /3\.5$|\$$/],
    ['first and last names', 'One day in May Marie Curie and Albert Einstein walked home.', /(Marie|Albert)$/],
    ['a title and a name', 'Nobody believed Dr. Smith and Mrs. Jones.', /(Dr|Mrs)\.$/],
  ])('do not part %s', (_, text, parted) => {
    for (const format of ['short', 'long'] as const) {
      for (const caption of linesOf(text, 'en', format)) expect(caption).not.toMatch(parted);
    }
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
    ['de', 'Wenn der Oktopus schwimmt, bleibt das dritte Herz in der Brust stehen.', /\b(der|das|dritte|in)$/],
    ['hi', 'ऑक्टोपस के तीन दिल और नौ दिमाग होते हैं।', / \/ (के|होते|हैं)/],
  ] as const)('do not leave an article or a preposition hanging in %s', (language, text, hanging) => {
    for (const format of ['short', 'long'] as const) {
      for (const caption of linesOf(text, language, format)) expect(caption).not.toMatch(hanging);
    }
  });

  it('keep 2 to 4 words of at most 25 characters on a tall picture', () => {
    for (const { lines } of cuesOf(story, 'en', 'short')) {
      const words = lines.flat();
      expect(words.length).toBeGreaterThanOrEqual(2);
      expect(words.length).toBeLessThanOrEqual(4);
      expect(joinWords(words).length).toBeLessThanOrEqual(25);
    }
  });

  it('keep to two lines of 42 characters on a wide picture', () => {
    for (const { lines } of cuesOf(story, 'en', 'long')) {
      expect(lines.length).toBeLessThanOrEqual(2);
      for (const line of lines) expect(joinWords(line).length).toBeLessThanOrEqual(42);
    }
  });

  it('never begin with a lone punctuation mark', () => {
    const captions = linesOf(
      'Pourquoi le ciel est-il donc si bleu ? Voici « la vraie réponse » : le soleil !',
      'fr',
      'short',
    );
    for (const caption of captions) expect(caption).not.toMatch(/(^|\/ )[?!:»]|« *$/);
  });

  it('give a very long word a line of its own', () => {
    const captions = linesOf('Il dit anticonstitutionnellement-extraordinaire deux fois', 'fr', 'short');
    expect(captions.join(' / ').split(' / ')).toContain('anticonstitutionnellement-extraordinaire');
  });
});

describe('captions without spaces', () => {
  it.each([
    ['zh', '章鱼有三颗心脏、九个大脑，还有蓝色的血液。他说：「当它游泳的时候，第三颗心脏会停止跳动！」'],
    [
      'ja',
      'タコには心臓が三つ、脳が九つあり、血は青い色をしています。だからタコは、「泳ぐ」よりも「歩く」ほうが好きなのです。',
    ],
    ['th', 'ปลาหมึกยักษ์มีหัวใจสามดวง สมองเก้าส่วน และเลือดสีน้ำเงิน'],
  ] as const)('break between words and by the rules for first and last marks: %s', (language, text) => {
    const [most, wide] = language === 'th' ? [17, 42] : [21, 36];
    for (const [format, length] of [
      ['short', most],
      ['long', wide],
    ] as const) {
      const cues = cuesOf(text, language, format);
      expect(joinWords(cues.flatMap(({ lines }) => lines.flat()))).toBe(text);
      for (const line of cues.flatMap(({ lines }) => lines.map(joinWords))) {
        expect(line).not.toMatch(/^[。、，！？」』）ー]|[「『（]$/);
        expect(textLength(line)).toBeLessThanOrEqual(length);
      }
    }
  });

  it('end with their sentence and keep a Japanese ending with its stem', () => {
    expect(linesOf('三つ目の心臓が止まってしまいます。だからタコは歩く。', 'ja', 'short')).toEqual([
      '三つ目の心臓が',
      '止まってしまいます。',
      'だからタコは歩く。',
    ]);
  });
});

describe('the times of captions', () => {
  const options = { language: 'en', format: 'short', mostWords } as const;

  it('stay until the next one comes, but not through a long pause', () => {
    const words = [...speak('One two three.'), ...speak('Four five six.', 10)];
    const [first, second] = buildCues(words, options);
    expect(first?.end).toBeCloseTo((words[2]?.end ?? 0) + 0.3);
    expect(second?.start).toBe(10);
  });

  it('use the pause after words that are spoken faster than they can be read', () => {
    const words = [
      { text: 'Extraordinarily', start: 0, end: 0.3 },
      { text: 'quick.', start: 0.3, end: 0.5 },
      { text: 'Then', start: 3, end: 3.4 },
      { text: 'nothing.', start: 3.4, end: 4.2 },
    ];
    const cues = buildCues(words, options);
    expect(cues[0]?.end).toBeCloseTo(22 / 17);
    expect(listFastCues(cues, 'en')).toEqual([]);
  });

  it('are told where no pause lets the words be read', () => {
    const words = speak('An octopus has three hearts and nine brains.').map((word) => ({
      ...word,
      start: word.start / 3,
      end: word.end / 3,
    }));
    const cues = buildCues(words, options);
    expect(listFastCues(cues, 'en')).toEqual(cues);
  });

  it('end with the last word, or later where the scene lasts longer', () => {
    const words = speak('One two three.');
    const end = words.at(-1)?.end ?? 0;
    expect(buildCues(words, options).at(-1)?.end).toBe(end);
    expect(buildCues(words, { ...options, until: end + 0.1 }).at(-1)?.end).toBeCloseTo(end + 0.1);
    expect(buildCues(words, { ...options, until: end + 5 }).at(-1)?.end).toBeCloseTo(end + 0.3);
  });

  it('are none for no words', () => {
    expect(buildCues([], options)).toEqual([]);
    expect(buildCues([{ text: ' \u2028 ', start: 0, end: 1 }], options)).toEqual([]);
  });
});

it.each(['short', 'long'] as const)('captions of 4,000 words are there at once: %s', (format) => {
  const words = speak(`${story} `.repeat(90)).slice(0, 4000);
  const before = process.cpuUsage();
  expect(buildCues(words, { language: 'en', format, mostWords }).length).toBeGreaterThan(300);
  const { user, system } = process.cpuUsage(before);
  // About 0.1 s on one core; the limit leaves room for a slower one.
  expect((user + system) / 1e6).toBeLessThan(0.6);
});
