import { expect, test } from 'vitest';
import { chooseHashtags, fitTags, mostTagCharacters, tagsLength } from '../../../src/engines/writing/tags.ts';
import { randomTexts } from './random-text.ts';

test('tags are reckoned as YouTube does: commas count, a tag with a space costs two more', () => {
  expect(tagsLength([])).toBe(0);
  expect(tagsLength(['octopus'])).toBe(7);
  expect(tagsLength(['octopus', 'heart'])).toBe(13);
  expect(tagsLength(['three hearts'])).toBe(14);
  expect(tagsLength(['three hearts', 'sea'])).toBe(18);
});

test('tags that would pass the limit are left out, shorter ones after them still fit', () => {
  const tags = fitTags(['a'.repeat(400), 'b'.repeat(120), 'c'.repeat(90)]);
  expect(tags).toEqual(['a'.repeat(400), 'c'.repeat(90)]);
});

test('a tag comes once, without commas, quotes and brackets', () => {
  expect(fitTags(['Octopus', 'octopus', '<b>, "sea"', '#hearts', ' '])).toEqual(['Octopus', 'b sea', 'hearts']);
});

test('whatever the terms, the tags stay within 500 and hold nothing YouTube refuses', () => {
  for (let seed = 0; seed < 40; seed++) {
    const tags = fitTags(randomTexts(`tags ${seed}`, 60, 40));
    expect(tagsLength(tags)).toBeLessThanOrEqual(mostTagCharacters);
    for (const tag of tags) expect(tag).not.toMatch(/[<>,"\p{Cc}\p{Cs}]|^\s|\s$|^$/u);
  }
});

test('three hashtags are made of short phrases, filled up with general ones', () => {
  expect(chooseHashtags(['octopuses', 'three hearts'], 'en')).toEqual(['#octopuses', '#threehearts', '#curiosity']);
  expect(chooseHashtags([], 'fr')).toHaveLength(3);
  for (const tag of chooseHashtags(randomTexts('hashtags', 50, 20), 'es'))
    expect(tag).toMatch(/^#[\p{L}\p{M}\p{N}]+$/u);
});
