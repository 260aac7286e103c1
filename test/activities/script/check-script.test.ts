import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkScript } from '../../../src/activities/script/check-script.ts';
import { type ScriptAnswer, scriptAnswerSchema, toScript } from '../../../src/activities/script/script-answer.ts';
import { planScript, type ScriptPlan } from '../../../src/activities/script/script-plan.ts';
import { type Language, languageCodes } from '../../../src/contracts/languages.ts';
import { scriptSchema } from '../../../src/contracts/script.ts';
import { sentencesOf } from '../../emulators/llm-texts.ts';

function answerOf(narrations: readonly string[], title = 'Three hearts'): ScriptAnswer {
  return {
    title,
    scenes: narrations.map((narration) => ({
      ...{ narration, visualIdea: 'An octopus.', visualKeywords: ['octopus'], onScreenText: null, chapter: null },
    })),
  };
}

const plan = (words: number, scenes: number): ScriptPlan => ({
  words: { wanted: words, least: Math.ceil(words * 0.88), most: Math.floor(words * 1.12) },
  scenes: { wanted: scenes, least: Math.ceil(scenes / 2), most: Math.ceil(scenes * 1.75) },
  ...{ chapters: 0, expectedTokens: 100 },
});

const six = sentencesOf.en.slice(0, 6);
const check = (narrations: readonly string[], title?: string, language: Language = 'en') =>
  checkScript(answerOf(narrations, title), plan(86, 6), language);

describe('checking a script', () => {
  it('finds nothing in a good one', () => {
    expect(check(six)).toEqual([]);
  });

  it('says how many words are too few or too many, and how many that is', () => {
    expect(check(six.slice(0, 4))).toEqual([
      'the narration has 53 words where 86 were asked for (76 to 96): add about 33',
    ]);
    expect(check(sentencesOf.en.slice(0, 8))).toEqual([
      'the narration has 113 words where 86 were asked for (76 to 96): take out about 27',
    ]);
  });

  it('lets a length be missed by 12 % and not by more, whatever the length', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 20, max: 3000 }),
        fc.double({ min: 0.5, max: 1.5, noNaN: true }),
        (wanted, share) => {
          const count = Math.round(wanted * share);
          const words = Array.from({ length: count }, (_, index) => `word${index}`).join(' ');
          const faults = checkScript(answerOf([words]), { ...plan(wanted, 1) }, 'en').filter((fault) =>
            fault.startsWith('the narration has'),
          );
          expect(faults.length === 0).toBe(Math.abs(count / wanted - 1) <= 0.12 + 1e-9);
        },
      ),
      { seed: 3 },
    );
  });

  it('counts the words of scripts without spaces', () => {
    const narrations = sentencesOf.ja;
    const japanese = planScript({ topic: 't', language: 'ja', format: 'short', durationSeconds: 72 });
    expect(japanese.words.wanted).toBe(264);
    expect(checkScript(answerOf(narrations, 'タコの心臓'), japanese, 'ja')).toEqual([]);
  });

  it('finds too few and too many scenes', () => {
    expect(check([six.join(' ')])).toEqual(['there is 1 scene where about 6 were asked for (3 to 11)']);
    const words = six.join(' ').split(' ');
    const many = Array.from({ length: 16 }, (_, index) => words.slice(index * 5, index * 5 + 5).join(' '));
    expect(check(many)).toEqual(['there are 16 scenes where about 6 were asked for (3 to 11)']);
  });

  it('finds another language', () => {
    expect(check(sentencesOf.fr.slice(0, 6))).toEqual(['the text is in French, not in English (English)']);
  });

  it('finds what can’t be spoken, with its scene', () => {
    const faults = check([
      '**Bold** beginnings.',
      '',
      ...six.slice(0, 5),
      'Narrator: an end that nobody had seen coming at all.',
    ]);
    expect(faults).toEqual([
      'the narration of scene 1 can\'t be spoken: it has Markdown: "**Bold** beginnings."',
      "the narration of scene 2 can't be spoken: it is empty",
      expect.stringMatching(/^the narration of scene 8 can't be spoken: it begins with a label/),
    ]);
  });

  it('finds a scene that says what another said, marks and capitals aside', () => {
    const again = (six[1] ?? '').toUpperCase().replace(',', ' –');
    expect(check([...six.slice(0, 5), again])).toEqual(['scene 6 says the same as scene 2']);
  });

  it('finds a title that is empty, too long or marked', () => {
    expect(check(six, ' ')).toEqual(['the title has no words']);
    expect(check(six, 'a'.repeat(101))).toEqual(['the title is longer than 100 characters']);
    expect(check(six, '<b>Hearts</b>')[0]).toMatch(/^the title can't be used: it has HTML/);
  });

  it('names no more than five faults of a kind', () => {
    expect(check(Array.from({ length: 11 }, () => '**'))).toHaveLength(6);
  });
});

describe('the plan of a script', () => {
  it('asks for the words the voice speaks in the time', () => {
    const of = (language: Language, format: 'short' | 'long', durationSeconds: number) =>
      planScript({ topic: 't', language, format, durationSeconds });
    expect(of('en', 'short', 50).words).toEqual({ wanted: 150, least: 132, most: 168 });
    expect(of('fr', 'long', 480).words.wanted).toBe(1120);
    expect(of('en', 'short', 50)).toMatchObject({ scenes: { wanted: 11 }, chapters: 0 });
    expect(of('en', 'long', 480)).toMatchObject({ scenes: { wanted: 56 }, chapters: 6 });
    expect(of('zh', 'short', 60).characters).toBeGreaterThan(200);
  });

  it('never asks for what the contract has no room for', () => {
    for (const language of languageCodes) {
      for (const durationSeconds of [10, 50, 180, 900, 3600]) {
        const { words, scenes, chapters } = planScript({ topic: 't', language, format: 'long', durationSeconds });
        expect(words.least).toBeLessThan(words.most);
        expect(scenes.most).toBeLessThanOrEqual(400);
        expect(scenes.least).toBeGreaterThanOrEqual(1);
        expect(chapters).toBeLessThanOrEqual(12);
      }
    }
  });
});

describe('a script from an answer', () => {
  const writer = { provider: 'openai', model: 'm' };

  it('is a script of the contract whatever the answer decorates it with', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 500 });
    const scene = fc.record({
      narration: fc.constantFrom(...sentencesOf.en),
      visualIdea: text,
      visualKeywords: fc.array(text, { maxLength: 20 }),
      onScreenText: fc.option(text),
      chapter: fc.option(text),
    });
    const answer = fc.record({ title: fc.constant('T'), scenes: fc.array(scene, { minLength: 1, maxLength: 5 }) });
    fc.assert(
      fc.property(answer, fc.boolean(), (given, withChapters) => {
        const parsed = scriptAnswerSchema.parse(given);
        const script = toScript(parsed, { language: 'en', writer, withChapters });
        expect(scriptSchema.safeParse(script).error).toBeUndefined();
      }),
      { seed: 11 },
    );
  });

  it('drops words too long for the picture, and chapters of a film without', () => {
    const answer = answerOf([' One\n  line. ']);
    Object.assign(answer.scenes[0] as object, { onScreenText: 'long '.repeat(20), chapter: 'Start' });
    const script = toScript(answer, { language: 'en', writer, withChapters: false });
    expect(script.scenes).toEqual([
      { id: 's001', narration: 'One line.', visual: { idea: 'An octopus.', keywords: ['octopus'] } },
    ]);
    expect(toScript(answer, { language: 'en', writer, withChapters: true }).scenes[0]?.chapter).toBe('Start');
  });
});
