import { describe, expect, it } from 'vitest';
import type { PictureProvider } from '../../../../src/activities/video/providers/provider.ts';
import type { Emulator } from '../../../emulators/emulator.ts';
import { pexelsKey, startPexelsEmulator } from '../../../emulators/pexels.ts';
import { testVendor } from '../../../emulators/vendor-conformance.ts';
import { shotOf, useStockBench } from '../stock-bench.ts';

const bench = useStockBench();
const pexelsAt = ({ url }: Emulator) => bench.open({ pexels: { key: pexelsKey, baseUrl: url } })[0] as PictureProvider;

describe('Pexels', () => {
  testVendor({
    start: startPexelsEmulator,
    call: (emulator, signal) => pexelsAt(emulator).findPicture(...shotOf(bench, { signal })),
    key: pexelsKey,
    keyIn: { header: 'authorization' },
    errors: [
      { status: 401, type: 'BadCredentials' },
      { status: 403, type: 'BadCredentials' },
      { status: 429, type: 'RateLimited' },
      { status: 400, type: 'InvalidInput' },
    ],
  });
});

describe('a clip of Pexels', () => {
  it('is searched in the film’s shape and language, and fetched in Full HD without the key, credited to its author', async () => {
    const emulator = await startPexelsEmulator();
    try {
      const { value, costUsd, note } = await pexelsAt(emulator).findPicture(
        ...shotOf(bench, {
          pipelineId: 'credited',
          width: 1160,
          height: 2062,
          language: 'fr',
          keywords: ['poulpe', 'récif'],
        }),
      );
      const [asked] = emulator.calls;
      expect(asked?.url.pathname).toBe('/videos/search');
      expect(Object.fromEntries(asked?.url.searchParams ?? [])).toMatchObject({
        ...{ query: 'poulpe récif', orientation: 'portrait', locale: 'fr-FR' },
      });
      expect(emulator.media.calls.map(({ url }) => url.pathname)).toEqual([expect.stringMatching(/1080x1920$/)]);
      expect([...emulator.violations, ...emulator.media.violations]).toEqual([]);
      expect({ costUsd, note, kind: value.kind, mediaType: value.mediaType }).toEqual({
        ...{ costUsd: 0, note: undefined, kind: 'clip', mediaType: 'video/mp4' },
      });
      expect(value.credit).toMatchObject({ what: 'Video', source: 'Pexels', author: expect.stringMatching(/^Author/) });
      expect(value.credit?.url).toMatch(/^https:\/\/www\.pexels\.com\/video\//);
    } finally {
      await emulator.close();
    }
  });
});
