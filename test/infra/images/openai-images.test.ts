import { createCanvas } from '@napi-rs/canvas';
import { expect, it } from 'vitest';
import { createOpenaiImages } from '../../../src/infra/images/openai-images.ts';
import { bookkeeper, providerCall } from '../../activities/stage-bench.ts';
import { startEmulator } from '../../emulators/emulator.ts';

const whole = createCanvas(16, 16).toBuffer('image/png');

async function draw(answered: Buffer | undefined) {
  const data = [{ b64_json: answered?.toString('base64') }];
  const emulator = await startEmulator({ name: 'openai', errorOf: () => ({}), answer: () => ({ json: { data } }) });
  const books = bookkeeper();
  try {
    const images = createOpenaiImages({ key: 'a key', baseUrl: `${emulator.url}/v1`, model: 'gpt-image-2' });
    const drawn = images.draw({ prompt: 'An octopus', size: '1024x1024' }, providerCall(books));
    return { outcome: await drawn.catch((error: unknown) => error), used: books.used };
  } finally {
    await emulator.close();
  }
}

it('answers the picture as it came', async () => {
  expect(await draw(whole)).toEqual({ outcome: { value: whole, costUsd: 1 }, used: [{ images: 1 }] });
});

it.each([
  ['breaks off', whole.subarray(0, -20)],
  ['is no PNG', Buffer.from('GIF89a')],
  ['is missing', undefined],
])('keeps no picture that %s, though it was paid for', async (_, answered) => {
  expect(await draw(answered)).toMatchObject({ outcome: { type: 'InvalidAnswer' }, used: [{ images: 1 }] });
});
