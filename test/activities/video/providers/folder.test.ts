import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import { describe, expect, it } from 'vitest';
import type { PictureProvider } from '../../../../src/activities/video/providers/provider.ts';
import { drawn, shotOf, useStockBench } from '../stock-bench.ts';

const bench = useStockBench();

function folderOf(name: string, files: Record<string, Buffer>): PictureProvider {
  const mediaFolder = join(bench.folder, name);
  for (const [path, bytes] of Object.entries(files)) {
    mkdirSync(dirname(join(mediaFolder, path)), { recursive: true });
    writeFileSync(join(mediaFolder, path), bytes);
  }
  return bench.open({}, { mediaFolder })[0] as PictureProvider;
}

const photo = () => {
  const canvas = createCanvas(600, 1000);
  canvas.getContext('2d').fillRect(10, 10, 300, 300);
  return canvas.toBuffer('image/jpeg');
};

describe('a folder of one’s own', () => {
  it('gives what is called as the scene’s idea, by the file’s name before its folder’s', async () => {
    const folder = folderOf('named', {
      'holiday/dog.jpg': photo(),
      'Octopuses/a.jpg': photo(),
      'b/theReef_octopus-02.jpg': photo(),
      'notes about an octopus reef.txt': Buffer.from('no picture'),
    });
    const claims = [];
    for (const sceneIndex of [0, 1, 2]) {
      const { value, note } = await folder.findPicture(...shotOf(bench, { pipelineId: 'named', sceneIndex }));
      claims.push(value.claim ?? note);
      expect(value.credit).toBeUndefined();
    }
    expect(claims).toEqual([
      'folder/b/theReef_octopus-02.jpg',
      'folder/Octopuses/a.jpg',
      'FACELESS_MEDIA has too few pictures of “octopus reef”: some are shown more than once.',
    ]);
  });

  it('that has nothing of the kind, or a damaged file, lets the picture be drawn and says so', async () => {
    const folder = folderOf('other', { 'dog.jpg': photo(), 'octopus.jpg': photo().subarray(0, 900) });
    const { value, note } = await folder.findPicture(...shotOf(bench, { pipelineId: 'other' }));
    expect(value).toMatchObject({ bytes: drawn });
    expect(note).toBe(
      'FACELESS_MEDIA has no picture of “octopus reef” that could be used (the last one is cut off): pictures were drawn instead.',
    );
  });

  it('that is not there is named with its variable', async () => {
    const folder = bench.open({}, { mediaFolder: '/nowhere/at/all' })[0] as PictureProvider;
    await expect(folder.findPicture(...shotOf(bench))).rejects.toThrow(/nowhere.*FACELESS_MEDIA/);
  });
});
