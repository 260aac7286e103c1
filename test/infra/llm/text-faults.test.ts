import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { languageCodes } from '../../../src/contracts/languages.ts';
import { shownFault, spokenFault } from '../../../src/infra/llm/text-faults.ts';
import { sentencesOf } from '../../emulators/llm-texts.ts';

const talk = [
  'As an AI language model, I have no taste.',
  'As an AI, I can’t eat.',
  'Here is your 60-second script: Octopuses are odd.',
  'Sure! Here it is.',
  'I’m unable to write about that.',
  'Voici votre script sur les pieuvres.',
  'En tant qu’intelligence artificielle, je ne mange pas.',
  'Como modelo de lenguaje, no puedo comer.',
  'Aquí tienes el guion.',
  'Aqui está o seu roteiro.',
  'Ecco il tuo copione sui polpi.',
  'Als KI kann ich nicht essen.',
  '作为AI语言模型，我不能吃东西。',
  '以下が台本です。',
  'AI 언어 모델로서 저는 먹지 않습니다.',
  'بصفتي نموذج لغة لا آكل.',
  'כמודל שפה אינני אוכל.',
  'ในฐานะปัญญาประดิษฐ์ ฉันไม่กิน',
  'एआई मॉडल के रूप में, मैं खाना नहीं खाता।',
];

const marked: [string, string][] = [
  ['Narrator: An octopus swims.', 'label'],
  ['Narrateur : une pieuvre nage.', 'label'],
  ['旁白：章鱼有三颗心脏。', 'label'],
  ['Scene 3: An octopus swims.', 'label'],
  ['Escena 2 – El pulpo nada.', 'label'],
  ['[Music] An octopus swims.', 'direction|square'],
  ['An octopus swims. (pause) It stops.', 'direction'],
  ['Une pieuvre nage. (musique douce) Elle s’arrête.', 'direction'],
  ['章鱼在游泳。（音乐）它停下来。', 'direction'],
  ['*laughs* An octopus swims.', 'direction'],
  ['An octopus <break time="1s"/> swims.', 'SSML'],
  ['An octopus <b>swims</b>.', 'HTML'],
  ['An octopus **swims**.', 'Markdown'],
  ['# Octopuses\nThey swim.', 'Markdown'],
  ['An octopus *swims* alone.', 'Markdown'],
  ['- An octopus swims.', 'list'],
  ['1. It swims.\n2. It stops.', 'list'],
  ['Read more at https://example.com today.', 'link'],
  ['Read more at www.example.com today.', 'link'],
  ['🐙🌊', 'no words'],
  ['… – !', 'no words'],
];

const innocent = [
  'An octopus has three hearts (two of them small) and blue blood.',
  'Is the oldest script in the world Sumerian? Here is the script of a priest from Uruk.',
  'As an AI researcher, Fei-Fei Li counted pictures.',
  'Of course, the Romans knew better.',
  'Rome: 3,000 steps; Athens: 5 * 4 = 20; x < y and y > z.',
  'The rock band (founded 1968) broke up.',
  'I can’t sleep, she wrote in 1816. I am unable to rest.',
  'Title fights were rare. Scene after scene, the crowd left.',
  'Die Künstliche Intelligenz gilt als KI der ersten Stunde.',
  'Voici le scénario de la fin du monde.',
  '2017: An octopus left.',
];

describe('what can’t be spoken', () => {
  it.each(talk)('finds the talk about the task in “%s”', (text) => {
    expect(spokenFault(text)).toContain('talks about the task');
    expect(shownFault(text)).toContain('talks about the task');
  });

  it.each(marked)('finds what is wrong with “%s”', (text, reason) => {
    expect(spokenFault(text)).toMatch(new RegExp(reason));
  });

  it.each(innocent)('leaves “%s” alone', (text) => {
    expect(spokenFault(text)).toBeUndefined();
  });

  it('leaves ordinary sentences of all languages alone', () => {
    for (const language of languageCodes) {
      for (const sentence of sentencesOf[language])
        expect([sentence, spokenFault(sentence)]).toEqual([sentence, undefined]);
    }
  });

  it('quotes where it is', () => {
    expect(spokenFault('It swims. <b>Fast</b>.')).toBe('it has HTML or SSML: "<b>Fast</b>."');
  });

  it('takes any text, and does not take long', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 2000 }), (text) => {
        spokenFault(text);
        shownFault(text);
      }),
      { seed: 7, numRuns: 200 },
    );
    const started = performance.now();
    for (const piece of ['(a ', '**', '1. a\n', '[', 'here is your ', '<a', '_ ']) spokenFault(piece.repeat(20_000));
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
