import { expect, it } from 'vitest';
import type { Language } from '../../../src/contracts/languages.ts';
import { findFigure } from '../../../src/engines/pictures/figures.ts';

it.each<[Language, string, unknown]>([
  ['en', 'In 2022 inflation reached 7 percent.', { kind: 'trend', rising: true, label: '7%', text: '7 percent' }],
  ['fr', 'Les prix ont baissé de 3,5 %.', { kind: 'trend', rising: false, label: '3,5\u00a0%', text: '3,5 %' }],
  ['de', 'Die Preise stiegen um 3 Prozent.', { kind: 'trend', rising: true, label: '3\u00a0%', text: '3 Prozent' }],
  ['en', 'About 70% of it is water.', { kind: 'share', share: 0.7, label: '70%', text: '70%' }],
  ['en', 'Around eight percent of all carbon dioxide.', { kind: 'share', share: 0.08, label: '8%' }],
  ['zh', '其中百分之七十是水。', undefined],
  ['zh', '其中百分之70是水。', { kind: 'share', share: 0.7, label: '70%', text: '百分之70' }],
  ['en', 'Two thirds of people never invest.', { kind: 'share', share: 2 / 3, label: '2/3' }],
  ['fr', 'La moitié des gens dorment mal.', { kind: 'share', share: 0.5, label: '1/2' }],
  ['en', 'One in five sleeps badly.', { kind: 'share', share: 0.2, label: '1/5' }],
  ['en', 'A star thirty times as heavy as the sun.', { kind: 'ratio', times: 30 }],
  ['fr', 'Il est deux fois plus lourd.', { kind: 'ratio', times: 2 }],
  ['en', 'It costs $1,000 and grows.', { kind: 'money', growing: true, text: '$1,000' }],
  ['fr', 'Du miel vieux de 3 000 ans.', { kind: 'span', text: '3 000 ans' }],
  ['en', 'It lies 384,000 km away.', { kind: 'length', text: '384,000 km' }],
  ['en', 'It is forty-three meters across.', { kind: 'length' }],
  ['fr', 'Le grain chauffe à 220 degrés.', { kind: 'heat', share: expect.closeTo(0.73, 2), text: '220 degrés' }],
  ['fr', 'En 1789, le peuple prend la Bastille.', { kind: 'years', years: [1789], text: '1789' }],
  ['en', 'He saved from 1970 until 2010.', { kind: 'years', years: [1970, 2010], text: '1970' }],
  ['fr', 'Au XVe siècle, on boit du café.', { kind: 'years', years: [1400, 1500] }],
  ['ar', 'وصلت القهوة عام 1554.', { kind: 'years', years: [1554], text: '1554' }],
  ['en', 'It has three hearts and 8 arms.', undefined],
  ['en', 'Three times a day it eats.', undefined],
])('finds in %s the striking number of “%s”', (language, narration, figure) => {
  expect(findFigure(narration, language)).toEqual(figure);
});
