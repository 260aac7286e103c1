import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createStyleReader, listStyles, parseStyle } from '../../src/activities/styles.ts';
import { contrast, parseColour } from '../../src/engines/text/colours.ts';
import { createFolderStore } from '../../src/infra/artifacts/folder-store.ts';
import { projectRoot } from '../../src/infra/config/project-root.ts';

const styles = join(projectRoot, 'styles');
const names = readdirSync(styles).map((file) => file.replace('.json', ''));
const textOf = (name: string) => readFileSync(join(styles, `${name}.json`), 'utf8');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'faceless-styles-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the styles that come with the program', () => {
  test('are at least four, and all are valid', () => {
    expect(names.length).toBeGreaterThanOrEqual(4);
    for (const name of names) expect(() => parseStyle(textOf(name), name)).not.toThrow();
  });

  test.each(names)('%s can be read: the spoken word stands out from what is behind it', (name) => {
    const { captions } = parseStyle(textOf(name), name);
    const behind = captions.highlightPlate?.colour ?? captions.plate?.colour ?? '#000000';
    expect(contrast(parseColour(captions.highlight), parseColour(behind))).toBeGreaterThanOrEqual(4.5);
    expect(
      contrast(parseColour(captions.colour), parseColour(captions.plate?.colour ?? '#000000')),
    ).toBeGreaterThanOrEqual(7);
  });

  test.each(names)('%s keeps to cuts in 85 of 100 places', (name) => {
    const { shots, scenes } = parseStyle(textOf(name), name).transitions;
    for (const { kind, share } of [shots, scenes]) expect(kind === 'cut' ? 0 : share).toBeLessThanOrEqual(0.15);
  });
});

describe('a style of one’s own', () => {
  const store = () => createFolderStore({ folder: join(folder, 'store') });
  const readFrom = (brief: Parameters<ReturnType<typeof createStyleReader>>[0]) =>
    createStyleReader(folder, store())(brief);

  test('is found by its name in the folder, or as a stored file', async () => {
    const mine = { ...JSON.parse(textOf('night')), title: 'Mine' };
    await writeFile(join(folder, 'mine.json'), JSON.stringify(mine));
    expect((await readFrom({ style: 'mine', format: 'short' })).title).toBe('Mine');
    expect((await readFrom({ style: await store().putJson(mine), format: 'short' })).title).toBe('Mine');
    expect(await listStyles(folder)).toContain('mine');
  });

  test.each([
    ['is not JSON', () => '{', /^mine.json is not JSON/],
    [
      'has a colour in words',
      () => textOf('vivid').replace('#ffd60a', 'yellow'),
      /captions\.highlight: a colour is written as six/,
    ],
    ['lacks a field', () => JSON.stringify({ ...JSON.parse(textOf('vivid')), motion: undefined }), /motion/],
    ['has a field too many', () => JSON.stringify({ ...JSON.parse(textOf('vivid')), extra: 1 }), /extra/],
    [
      'asks for a font nobody has',
      () => textOf('vivid').replace('Montserrat Black', 'Comic Neue'),
      /captions\.font is 'Comic Neue', which is not installed/,
    ],
  ])('that %s is refused with the place', (_, text, message) => {
    expect(() => parseStyle(text(), 'mine.json')).toThrow(message);
  });
});
