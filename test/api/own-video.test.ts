import { expect, it } from 'vitest';
import { briefOf, ownWords, scriptOf } from '../../src/api/own-video.ts';
import { videoFieldsSchema } from '../../src/contracts/publish.ts';
import { scriptSchema } from '../../src/contracts/script.ts';

const fieldsOf = (fields: Record<string, string>) => videoFieldsSchema.parse(fields);
const titleOf = (fileName: string) => ownWords(fieldsOf({}), fileName).title;

it('takes the words a person gives as they are', () => {
  const fields = fieldsOf({ title: ' My dog ', description: 'Runs.\nAnd runs.' });
  expect(ownWords(fields, 'IMG_1.mp4')).toEqual({ title: 'My dog', description: 'Runs.\nAnd runs.' });
});

it.each([
  ['IMG_2034.mov', 'IMG 2034'],
  ['my-dog__at the beach.final.mp4', 'my dog at the beach.final'],
  ['Ünïcode 🐙.webm', 'Ünïcode 🐙'],
  ['.mp4', 'Video'],
  ['\u0301.mp4', 'Video'],
  ['___', 'Video'],
  [`${'🐙'.repeat(80)}.mp4`, '🐙'.repeat(50)],
])('takes the title from the name %s', (fileName, title) => {
  expect(titleOf(fileName)).toBe(title);
});

it.each([
  { title: '' },
  { title: '\u200b' },
  { title: 'a\u0007b' },
  { title: 'x'.repeat(101) },
  { language: 'xx' },
  { format: 'round' },
  { target: 'nowhere' },
])('refuses %j', (fields) => {
  expect(videoFieldsSchema.safeParse(fields).success).toBe(false);
});

it('makes a script and a brief of them as the stages want them', () => {
  const fields = fieldsOf({ language: 'fr', target: 'folder' });
  const words = ownWords(fields, 'mon_chien.mp4');
  expect(scriptSchema.parse(scriptOf(words, fields.language))).toMatchObject({
    title: 'mon chien',
    language: 'fr',
    scenes: [{ id: 's001', narration: 'mon chien' }],
  });
  expect(briefOf({ words, fields, owner: 'ada', correlationId: 'r1' })).toMatchObject({
    topic: 'mon chien',
    language: 'fr',
    music: { kind: 'none' },
    captions: false,
    providers: { upload: ['folder'] },
    owner: 'ada',
    correlationId: 'r1',
  });
});
