import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Emulator } from '../../../emulators/emulator.ts';
import { startSuggestEmulator } from '../../../emulators/suggest.ts';
import { testVendor } from '../../../emulators/vendor-conformance.ts';
import { providerCall } from '../../stage-bench.ts';
import { request, suggest } from '../keyword-vendors.ts';

describe('YouTube’s suggestions as a vendor', () => {
  testVendor({
    start: () => startSuggestEmulator(),
    call: (emulator, signal) => suggest(emulator).findIdeas(request, providerCall({ signal })),
    // There is no key: the client it poses as stands in for one.
    key: 'firefox',
    keyIn: { parameter: 'client' },
    errors: [
      { status: 400, type: 'InvalidInput' },
      { status: 403, type: 'RateLimited' },
      { status: 429, type: 'RateLimited' },
    ],
  });
});

describe('keywords of YouTube’s suggestions', () => {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await startSuggestEmulator();
  });
  beforeEach(() => emulator.reset());
  afterAll(() => emulator.close());

  const ask = (changes: Partial<typeof request> = {}) =>
    suggest(emulator).findIdeas({ ...request, ...changes }, providerCall());

  it('are what it completes for the first three seeds, without figures, at no cost', async () => {
    const { value, costUsd } = await ask({ seeds: ['a', 'b', 'c', 'd'] });
    expect(emulator.calls.map(({ url }) => url.searchParams.get('q'))).toEqual(['a', 'b', 'c']);
    expect(value.ideas[1]).toEqual({ text: 'a explained' });
    expect(costUsd).toBe(0);
    expect(emulator.violations).toEqual([]);
  });

  it('keep their accents and their script', async () => {
    const { value } = await ask({ language: 'fr', seeds: ['café', '蛸の心臓'] });
    expect(value.ideas.map(({ text }) => text)).toEqual(expect.arrayContaining(['café facts', '蛸の心臓 facts']));
    expect(emulator.calls[0]?.url.searchParams.get('hl')).toBe('fr');
  });
});
