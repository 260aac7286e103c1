import { expect, it } from 'vitest';
import type { Language } from '../../../src/contracts/languages.ts';
import { findFigure } from '../../../src/engines/pictures/figures.ts';

it.each<[Language, string, unknown]>([
  ['en', 'In 2022 inflation reached 7 percent.', { kind: 'percent', text: '7%', share: 0.07, trend: 'up' }],
  ['fr', 'Les prix ont baissé de 3,5 %.', { kind: 'percent', text: '3,5\u00a0%', share: 0.035, trend: 'down' }],
  ['en', 'About 70% of it is water.', { kind: 'percent', text: '70%', share: 0.7, trend: 'level' }],
  ['fr', 'Du miel vieux de 3 000 ans.', { kind: 'amount', text: '3 000 ans' }],
  ['en', 'It lies 384,000 km away.', { kind: 'amount', text: '384,000 km' }],
  ['fr', 'En 1789, le peuple prend la Bastille.', { kind: 'year', text: '1789', year: 1789 }],
  ['en', 'It has three hearts and 8 arms.', undefined],
])('finds in %s the striking number of “%s”', (language, narration, figure) => {
  expect(findFigure(narration, language)).toEqual(figure);
});
