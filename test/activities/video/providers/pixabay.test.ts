import { describe, expect, it } from 'vitest';
import type { PictureProvider } from '../../../../src/activities/video/providers/provider.ts';
import type { Emulator } from '../../../emulators/emulator.ts';
import { pixabayKey, startPixabayEmulator } from '../../../emulators/pixabay.ts';
import { endlessLibrary } from '../../../emulators/stock-library.ts';
import { testVendor } from '../../../emulators/vendor-conformance.ts';
import { shotOf, useStockBench } from '../stock-bench.ts';

const bench = useStockBench();
const pixabayAt = ({ url }: Emulator, key = pixabayKey) =>
  bench.open({ pixabay: { key, baseUrl: url } })[0] as PictureProvider;

describe('Pixabay', () => {
  testVendor({
    start: startPixabayEmulator,
    call: (emulator, signal) => pixabayAt(emulator).findPicture(...shotOf(bench, { signal })),
    key: pixabayKey,
    keyIn: { parameter: 'key' },
    errors: [
      { status: 400, type: 'BadCredentials' },
      { status: 429, type: 'RateLimited' },
    ],
  });
});

describe('a search of Pixabay', () => {
  it('is asked once in a day, however many shots want the same', async () => {
    const emulator = await startPixabayEmulator();
    try {
      const pixabay = pixabayAt(emulator);
      const found = [];
      for (const sceneIndex of [0, 1, 2]) {
        const call = shotOf(bench, { pipelineId: 'cached', sceneIndex });
        found.push((await pixabay.findPicture(...call)).value.claim);
      }
      expect(new Set(found).size).toBe(3);
      expect(emulator.calls).toHaveLength(1);
    } finally {
      await emulator.close();
    }
  });

  it('takes a still in the film’s shape rather than a clip in another', async () => {
    const library: typeof endlessLibrary = (words, kind) =>
      endlessLibrary(words, kind).filter(({ width, height }) => kind === 'photo' || width > height);
    const emulator = await startPixabayEmulator({ library });
    try {
      const { value } = await pixabayAt(emulator).findPicture(...shotOf(bench, { pipelineId: 'still' }));
      expect(value).toMatchObject({ kind: 'still', mediaType: 'image/jpeg', credit: { source: 'Pixabay' } });
      expect([...emulator.violations, ...emulator.media.violations]).toEqual([]);
    } finally {
      await emulator.close();
    }
  });

  it('with a key the site doesn’t know says so without it', async () => {
    const emulator = await startPixabayEmulator();
    try {
      const asked = pixabayAt(emulator, 'another-key-of-mine').findPicture(...shotOf(bench));
      await expect(asked).rejects.toMatchObject({ type: 'BadCredentials' });
      await expect(asked).rejects.not.toThrow(/another-key-of-mine/);
    } finally {
      await emulator.close();
    }
  });
});
