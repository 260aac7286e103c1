import { expect, test } from 'vitest';
import { checkMetadata } from '../../../src/activities/metadata/check-metadata.ts';
import { sentencesOf } from '../../emulators/llm-texts.ts';

const good = {
  title: 'Why octopuses have three hearts',
  description: sentencesOf.en.slice(0, 5).join('\n\n'),
  tags: ['octopus', 'octopus hearts', 'blue blood'],
  hashtags: ['octopus'],
};

test('good metadata has no faults', () => {
  expect(checkMetadata(good, 'en')).toEqual([]);
});

test.each([
  [{ title: '?!' }, 'the title has no words'],
  [{ title: 'a'.repeat(101) }, 'the title is longer than 100 characters'],
  [{ title: 'Hearts <3 </3 <b>' }, 'the title can\'t be used: it has HTML or SSML: "<b>"'],
  [{ description: 'Short.' }, 'the description has 6 bytes where 80 to 2000 were asked for'],
  [
    { description: `${good.description}\n\nhttps://example.com` },
    'the description can\'t be used: it has a link: "https://example.com"',
  ],
  [
    { description: `${good.description}\n0:00 Start` },
    'the description has times: chapters are added to it afterwards',
  ],
  [{ description: `${good.description} #octopus` }, 'the description has hashtags: they have a field of their own'],
  [{ tags: ['octopus', '#'] }, 'there are fewer than 3 tags'],
  [
    { tags: Array.from({ length: 20 }, () => 'a'.repeat(60)) },
    'the tags are far too long: use terms of one to four words',
  ],
  [
    { description: sentencesOf.it.slice(0, 5).join(' '), title: 'Tre cuori' },
    'the text is in Italian, not in English (English)',
  ],
])('%o: %s', (change, fault) => {
  expect(checkMetadata({ ...good, ...change }, 'en')).toEqual([fault]);
});
