import { expect, test } from 'vitest';
import { randomNumbers } from '../../../src/engines/statistics/random.ts';

test('numbers follow from seed and stream, and differ by either', () => {
  const first = (seed: number, stream?: number) => {
    const random = randomNumbers(seed, stream);
    return Array.from({ length: 5 }, () => random());
  };
  expect(first(3)).toEqual(first(3, 0));
  expect(first(3, 1)).not.toEqual(first(3));
  expect(first(4)).not.toEqual(first(3));
  // Pinned: a plan keeps a seed, and its schedule has to come out the same in years.
  expect(first(1).map((number) => Math.round(number * 2 ** 32))).toMatchInlineSnapshot(`
    [
      393288148,
      2174103013,
      3814759091,
      2092745082,
      1865176206,
    ]
  `);
});

test('they are even from 0 to below 1, their normals standard, and neighbours know nothing of each other', () => {
  const random = randomNumbers(14);
  const count = 200_000;
  const tenths = new Array<number>(10).fill(0);
  let [sum, squares, fourths, neighbours, before] = [0, 0, 0, 0, 0];
  for (let index = 0; index < count; index += 1) {
    const number = random();
    const tenth = Math.floor(number * 10);
    tenths[tenth] = (tenths[tenth] as number) + 1;
    const normal = random.normal();
    sum += normal;
    squares += normal ** 2;
    fourths += normal ** 4;
    neighbours += normal * before;
    before = normal;
  }
  expect(tenths).toHaveLength(10);
  for (const tenth of tenths) expect(Math.abs(tenth - count / 10)).toBeLessThan(4 * Math.sqrt(count * 0.09));
  const error = 4 / Math.sqrt(count);
  expect(Math.abs(sum / count)).toBeLessThan(error);
  expect(Math.abs(squares / count - 1)).toBeLessThan(error * Math.sqrt(2));
  expect(Math.abs(fourths / count - 3)).toBeLessThan(error * Math.sqrt(96));
  expect(Math.abs(neighbours / count)).toBeLessThan(error);
});

test('streams of neighbouring numbers, as those of the days of a video, know nothing of each other', () => {
  const count = 20_000;
  for (const seed of [0, 1, 0x9e3779b9]) {
    for (const apart of [1, 2, 3]) {
      let together = 0;
      for (let stream = 0; stream < count; stream += 1) {
        together += randomNumbers(seed, stream).normal() * randomNumbers(seed, stream + apart).normal();
      }
      expect(Math.abs(together / count), `seed ${seed}, ${apart} apart`).toBeLessThan(4 / Math.sqrt(count));
    }
  }
});
