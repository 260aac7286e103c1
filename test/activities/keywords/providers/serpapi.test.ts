import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { KeywordRequest } from '../../../../src/activities/keywords/providers/provider.ts';
import type { Emulator } from '../../../emulators/emulator.ts';
import { startSerpapiEmulator } from '../../../emulators/serpapi.ts';
import { testVendor } from '../../../emulators/vendor-conformance.ts';
import { bookkeeper, providerCall } from '../../stage-bench.ts';
import { request, secrets, serpapi } from '../keyword-vendors.ts';

describe('SerpAPI as a vendor', () => {
  testVendor({
    start: () => startSerpapiEmulator(),
    call: (emulator, signal) => serpapi(emulator).findIdeas(request, providerCall({ signal, pay: bookkeeper().pay })),
    key: secrets.serpapi,
    keyIn: { parameter: 'api_key' },
    errors: [
      { status: 400, type: 'InvalidInput' },
      { status: 401, type: 'BadCredentials' },
      { status: 403, type: 'BadCredentials' },
      { status: 429, type: 'RateLimited' },
      { status: 429, code: 'searches', type: 'QuotaExceeded' },
    ],
  });
});

describe('keywords of SerpAPI', () => {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await startSerpapiEmulator();
  });
  beforeEach(() => emulator.reset());
  afterAll(() => emulator.close());

  const ask = async (asked: KeywordRequest = request) => {
    const book = bookkeeper();
    const answer = await serpapi(emulator).findIdeas(asked, providerCall({ pay: book.pay }));
    return { ...answer, ...book };
  };
  const engines = () => emulator.calls.map(({ url }) => url.searchParams.get('engine'));

  it('are completions, related searches and what people ask, with the trend of the leading five', async () => {
    const { value } = await ask();
    const texts = value.ideas.map(({ text }) => text);
    expect(texts.slice(0, 2)).toEqual(['octopus hearts', 'octopus hearts explained']);
    expect(texts).toContain('octopus hearts animation');
    expect(value.questions).toContain('Why does octopus hearts matter?');
    const trends = value.ideas.map(({ trend }) => trend);
    expect(trends.slice(0, 5).every((trend) => trend !== undefined && Math.abs(trend) <= 1)).toBe(true);
    expect(trends.slice(5).every((trend) => trend === undefined)).toBe(true);
    expect(value.ideas.every(({ volume, difficulty, cpc }) => volume ?? difficulty ?? cpc === undefined)).toBe(true);
    expect(emulator.violations).toEqual([]);
  });

  it('are paid for by the search', async () => {
    const { charges, used, costUsd } = await ask();
    expect(charges).toEqual(
      Array.from({ length: 3 }, () => ({ provider: 'serpapi', model: 'search', estimate: { requests: 1 } })),
    );
    expect(used).toEqual(Array.from({ length: 3 }, () => ({ requests: 1 })));
    expect(costUsd).toBe(3);
    expect(engines()).toEqual(['google_autocomplete', 'google', 'google_trends']);
  });

  it('are asked for in the language and the country of the film', async () => {
    await ask({ ...request, language: 'pt' });
    for (const { url } of emulator.calls) expect(url.searchParams.get('hl')).toBe('pt-BR');
    expect(emulator.calls[0]?.url.searchParams.get('gl')).toBe('br');
    expect(emulator.calls[2]?.url.searchParams.get('geo')).toBe('BR');
  });

  it('are none when Google finds nothing, which is no failure', async () => {
    const { value } = await ask({ ...request, seeds: ['nothing at all'] });
    expect(value).toMatchObject({ ideas: [], questions: [] });
    expect(emulator.violations).toEqual([]);
  });

  it('fail, and are not paid for, when SerpAPI itself says that it could not search', async () => {
    const book = bookkeeper();
    const asked = { ...request, seeds: ['unreachable'] };
    const asking = serpapi(emulator).findIdeas(asked, providerCall({ pay: book.pay }));
    await expect(asking).rejects.toMatchObject({ type: 'ProviderUnavailable' });
    expect(book.used).toEqual([]);
  });

  it('are counted as paid for when the answer could not be read, and as free when there was none', async () => {
    const book = bookkeeper();
    const call = providerCall({ pay: book.pay });
    emulator.fail({ kind: 'malformed' }, { kind: 'status', status: 500 });
    await expect(serpapi(emulator).findIdeas(request, call)).rejects.toMatchObject({ type: 'InvalidAnswer' });
    expect(book.used).toEqual([{ requests: 1 }]);
    await expect(serpapi(emulator).findIdeas(request, call)).rejects.toMatchObject({ type: 'ProviderUnavailable' });
    expect(book.used).toEqual([{ requests: 1 }]);
  });
});
