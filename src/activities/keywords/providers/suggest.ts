import { z } from 'zod';
import { Failure } from '../../../contracts/failures.ts';
import type { VendorConfig } from '../../../infra/config/vendors.ts';
import { createVendor } from '../../../infra/vendors/vendor.ts';
import { askOnce, oldest } from '../answers.ts';
import { markets } from '../markets.ts';
import type { KeywordProvider } from './provider.ts';

const name = 'suggest';
const mostSeeds = 3;
const answerSchema = z.tuple([z.string(), z.array(z.string())]).rest(z.unknown());

/** What YouTube's search box completes. No key, no figures, no price, and no promise: the address is not an official one. */
export function createSuggestKeywords({ baseUrl }: VendorConfig['suggest']): KeywordProvider {
  const vendor = createVendor({
    name,
    title: 'YouTube’s suggestions',
    secrets: [],
    timeoutMs: 15_000,
    maxBytes: 1_000_000,
  });

  async function ask(params: Record<string, string>, signal: AbortSignal): Promise<string[]> {
    const url = `${baseUrl}/complete/search?${new URLSearchParams(params).toString()}`;
    const [, suggestions] = await vendor.askJson({ url, signal }, answerSchema).catch((error: unknown) => {
      // There is no key that could be wrong: it refuses who asks too often.
      if (!(error instanceof Failure) || error.type !== 'BadCredentials') throw error;
      throw new Failure('RateLimited', error.message);
    });
    return suggestions;
  }

  return {
    name,
    async findIdeas({ seeds, language }, call) {
      const { country, hl } = markets[language];
      const answers = [];
      for (const q of seeds.slice(0, mostSeeds)) {
        // Without the encodings it answers in one of the language's own choice.
        const params = { client: 'firefox', ds: 'yt', hl, gl: country, ie: 'utf-8', oe: 'utf-8', q };
        const search = async () => ({ value: await ask(params, call.signal), costUsd: 0 });
        answers.push(await askOnce(call, 'suggestSearch', params, search));
      }
      const ideas = answers.flatMap(({ value }) => value).map((text) => ({ text }));
      return { value: { ideas, fetchedAt: oldest(answers) }, costUsd: 0 };
    },
  };
}
