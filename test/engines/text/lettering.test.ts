import { createCanvas } from '@napi-rs/canvas';
import { expect, it } from 'vitest';
import { drawLettering, type Lettering } from '../../../src/engines/text/lettering.ts';

const lettering: Lettering = {
  text: '3 000 ANS ET TOUJOURS BON ?',
  family: 'Montserrat Black',
  box: { x: 50, y: 40, width: 400, height: 160 },
  align: 'center',
  most: 90,
  least: 20,
  mostLines: 3,
  fills: ['#ffd54a', '#ffffff'],
  outline: '#101010',
};

it('keeps every pixel inside the box but for the shadow, and every word', () => {
  const canvas = createCanvas(500, 260);
  const context = canvas.getContext('2d');
  const drawn = drawLettering(context, lettering);
  expect(drawn?.lines.join(' ').replace(/\u00a0/g, ' ')).toBe(lettering.text);
  const { data } = context.getImageData(0, 0, 500, 260);
  const solid: number[] = [];
  for (let at = 0; at < 500 * 260; at++) if ((data[at * 4 + 3] ?? 0) > 250) solid.push(at);
  expect(Math.min(...solid.map((at) => at % 500))).toBeGreaterThanOrEqual(50);
  expect(Math.max(...solid.map((at) => at % 500))).toBeLessThan(450);
  expect(Math.min(...solid.map((at) => Math.floor(at / 500)))).toBeGreaterThanOrEqual(40);
  expect(Math.max(...solid.map((at) => Math.floor(at / 500)))).toBeLessThan(200);
});

it('never parts a number or the mark after a space', () => {
  const context = createCanvas(10, 10).getContext('2d');
  const lines = drawLettering(context, lettering)?.lines ?? [];
  expect(lines.length).toBeGreaterThan(1);
  expect(lines.some((line) => line.includes('3\u00a0000'))).toBe(true);
  expect(lines.at(-1)).toContain('BON\u00a0?');
});

it('draws nothing where the words would be too small', () => {
  const canvas = createCanvas(500, 260);
  expect(drawLettering(canvas.getContext('2d'), { ...lettering, least: 200 })).toBeUndefined();
  expect(canvas.data().every((value) => value === 0)).toBe(true);
});

it.each([
  ['an article', { text: 'THE SECRET OF THE DEEP SEA', family: 'Inter Bold' }, /\b(THE|OF)$/],
  ['first and last marks', { text: '章鱼的「三颗心脏」和九个大脑。', language: 'zh' as const }, /「$|^[」。的]/],
])('breaks lines where it reads well: %s', (_, changes, bad) => {
  const context = createCanvas(10, 10).getContext('2d');
  const drawn = drawLettering(context, { ...lettering, ...changes });
  expect(drawn?.lines.length).toBeGreaterThan(1);
  for (const line of drawn?.lines ?? []) expect(line).not.toMatch(bad);
});

it('draws a line from right to left with its full stop on the left', () => {
  const canvas = createCanvas(500, 260);
  const context = canvas.getContext('2d');
  drawLettering(context, { ...lettering, text: 'שלום.', language: 'he', mostLines: 1, fills: ['#ff0000'] });
  const { data } = context.getImageData(0, 0, 500, 260);
  const columns = new Map<number, number>();
  for (let at = 0; at < 500 * 260; at++) {
    if ((data[at * 4] ?? 0) > 200) columns.set(at % 500, (columns.get(at % 500) ?? 0) + 1);
  }
  const xs = [...columns.keys()].sort((a, b) => a - b);
  // The point is low, a letter is not.
  expect(columns.get(xs[4] as number)).toBeLessThan((columns.get(xs.at(-5) as number) as number) / 1.8);
});
