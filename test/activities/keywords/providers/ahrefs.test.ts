import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { KeywordRequest } from '../../../../src/activities/keywords/providers/provider.ts';
import { startAhrefsEmulator } from '../../../emulators/ahrefs.ts';
import type { Emulator } from '../../../emulators/emulator.ts';
import { testVendor } from '../../../emulators/vendor-conformance.ts';
import { bookkeeper, providerCall } from '../../stage-bench.ts';
import { ahrefs, request, secrets } from '../keyword-vendors.ts';

describe('Ahrefs as a vendor', () => {
  testVendor({
    start: () => startAhrefsEmulator(),
    call: (emulator, signal) => ahrefs(emulator).findIdeas(request, providerCall({ signal, pay: bookkeeper().pay })),
    key: secrets.ahrefs,
    keyIn: { header: 'authorization' },
    errors: [
      { status: 400, type: 'InvalidInput' },
      { status: 401, type: 'BadCredentials' },
      { status: 403, type: 'BadCredentials' },
      { status: 403, code: 'units', type: 'QuotaExceeded' },
      { status: 429, type: 'RateLimited' },
    ],
  });
});

describe('keywords of Ahrefs', () => {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await startAhrefsEmulator();
  });
  beforeEach(() => emulator.reset());
  afterAll(() => emulator.close());

  const ask = async (asked: KeywordRequest = request) => {
    const book = bookkeeper();
    const answer = await ahrefs(emulator).findIdeas(asked, providerCall({ pay: book.pay }));
    return { ...answer, ...book };
  };

  it('are the topic’s own and those that match, with dollars for a click where Ahrefs has cents', async () => {
    const { value } = await ask();
    expect(
      value.ideas
        .slice(0, 3)
        .map(({ text }) => text)
        .sort(),
    ).toEqual([...request.seeds].sort());
    const bought = value.ideas.find(({ text, difficulty }) => text.startsWith('buy') && difficulty !== undefined);
    expect(bought).toMatchObject({ intent: 'transactional', volume: expect.any(Number) as number });
    for (const { cpc = 1 } of value.ideas) {
      expect(cpc).toBeGreaterThanOrEqual(0.05);
      expect(cpc).toBeLessThanOrEqual(4);
    }
    expect(emulator.violations).toEqual([]);
  });

  it('have no figure where Ahrefs answers null', async () => {
    const { value } = await ask();
    const unmeasured = value.ideas.filter(({ difficulty }) => difficulty === undefined);
    expect(unmeasured.length).toBeGreaterThan(0);
    for (const { cpc, intent } of unmeasured) expect([cpc, intent]).toEqual([undefined, undefined]);
  });

  it('are paid for by the request, and asked for in the country of the film', async () => {
    const { charges, costUsd } = await ask({ ...request, language: 'de' });
    const charge = { provider: 'ahrefs', model: 'keywords-explorer', estimate: { requests: 1 } };
    expect(charges).toEqual([charge, charge]);
    expect(costUsd).toBe(2);
    for (const { url } of emulator.calls) expect(url.searchParams.get('country')).toBe('de');
  });

  it('are none when Ahrefs does not know the topic', async () => {
    expect((await ask({ ...request, seeds: ['nothing'] })).value.ideas).toEqual([]);
  });
});
