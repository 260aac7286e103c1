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
