import { describe, expect, it } from 'vitest';
import type { PictureProvider } from '../../../../src/activities/video/providers/provider.ts';
import type { Emulator } from '../../../emulators/emulator.ts';
import { openaiImagesKey, startOpenaiImagesEmulator } from '../../../emulators/openai-images.ts';
import { testVendor } from '../../../emulators/vendor-conformance.ts';
import { bookkeeper } from '../../stage-bench.ts';
import { shotOf, useStockBench } from '../stock-bench.ts';

const bench = useStockBench();
const imageModel = 'gpt-image-2';
const openaiAt = ({ url }: Emulator) =>
  bench
    .open({
      openai: { key: openaiImagesKey, baseUrl: `${url}/v1`, model: 'unused', speechModel: 'unused', imageModel },
    })
    .find(({ name }) => name === 'openai') as PictureProvider;

describe('images of OpenAI', () => {
  testVendor({
    start: startOpenaiImagesEmulator,
    call: (emulator, signal) => openaiAt(emulator).findPicture(...shotOf(bench, { signal, pay: bookkeeper().pay })),
    key: openaiImagesKey,
    keyIn: { header: 'authorization' },
    errors: [
      { status: 401, code: 'invalid_api_key', type: 'BadCredentials' },
      { status: 429, code: 'rate_limit_exceeded', type: 'RateLimited' },
      { status: 429, code: 'insufficient_quota', type: 'QuotaExceeded' },
      { status: 400, code: 'moderation_blocked', type: 'ContentRefused' },
    ],
  });
});

describe('an image of OpenAI', () => {
  it('is paid for as one image, in the film’s shape', async () => {
    const emulator = await startOpenaiImagesEmulator();
    try {
      const { pay, charges, used } = bookkeeper();
      const { value, costUsd, model } = await openaiAt(emulator).findPicture(...shotOf(bench, { pay }));
      expect(charges).toEqual([{ provider: 'openai', model: imageModel, estimate: { images: 1 } }]);
      expect({ used, costUsd, model }).toEqual({ used: [{ images: 1 }], costUsd: 1, model: imageModel });
      expect(value).toMatchObject({ kind: 'still', mediaType: 'image/png' });
      expect(value.credit).toBeUndefined();
      const { body } = emulator.calls[0] as { body: Record<string, unknown> };
      expect(body).toMatchObject({ size: '1024x1536', n: 1 });
      expect(body.prompt).toContain('An octopus on a coral reef');
    } finally {
      await emulator.close();
    }
  });

  it('follows from what it shows: other words of the voice ask for no other', () => {
    const provider = openaiAt({ url: 'http://127.0.0.1:1' } as Emulator);
    const inputs = (changes = {}) => JSON.stringify(provider.inputsOf(shotOf(bench, changes)[0]));
    expect(inputs({ narration: 'Other words.', words: 'title' })).toBe(inputs());
    expect(inputs({ idea: 'A crab' })).not.toBe(inputs());
    expect(inputs({ shotIndex: 4 })).not.toBe(inputs());
  });
});
