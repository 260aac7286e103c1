import type { Paid } from '../../contracts/costs.ts';
import { Failure } from '../../contracts/failures.ts';
import type { ProviderCall } from '../../contracts/provider-call.ts';
import { createVendor } from '../vendors/vendor.ts';

export interface OpenaiImagesOptions {
  key: string;
  baseUrl: string;
  /** Of the GPT image models: they answer in base64. */
  model: string;
}

export interface ImageRequest {
  prompt: string;
  /** One of those that all GPT image models have. */
  size: '1024x1024' | '1536x1024' | '1024x1536';
}

/** One of OpenAI's image models. */
export interface OpenaiImages {
  readonly model: string;
  /** A PNG, paid for as one image. */
  draw(request: ImageRequest, call: Pick<ProviderCall, 'pay' | 'signal'>): Promise<{ value: Buffer; costUsd: number }>;
}

// A picture takes up to a minute, at busy hours two.
const timeoutMs = 240_000;
const units = { images: 1 };

export function createOpenaiImages({ key, baseUrl, model }: OpenaiImagesOptions): OpenaiImages {
  const vendor = createVendor({
    name: 'openai',
    title: 'OpenAI',
    secrets: [key],
    timeoutMs,
    modelVariable: 'OPENAI_IMAGE_MODEL',
  });

  async function generate(request: ImageRequest, signal: AbortSignal): Promise<Paid<Buffer>> {
    // Takes a while to load: only who asks it does.
    const { OpenAI } = await import('openai');
    const client = new OpenAI({
      apiKey: key,
      baseURL: baseUrl,
      maxRetries: 0,
      timeout: timeoutMs,
      fetch: vendor.fetch,
    });
    let encoded: unknown;
    try {
      const answer = await client.images.generate({ model, ...request, quality: 'medium', n: 1 }, { signal });
      encoded = answer.data?.[0]?.b64_json;
    } catch (error) {
      throw vendor.failureOf(error, signal);
    }
    const bytes = Buffer.from(typeof encoded === 'string' ? encoded : '', 'base64');
    if (isWholePng(bytes)) return { units, value: bytes };
    return { units, failure: new Failure('InvalidAnswer', 'the answer of OpenAI holds no whole picture in PNG') };
  }

  return {
    model,
    draw: (request, { pay, signal }) =>
      pay({ provider: 'openai', model, estimate: units }, () => generate(request, signal)),
  };
}

/** Its first chunk and its last are there: what breaks off would be kept, and found broken at each try. */
function isWholePng(bytes: Buffer): boolean {
  return bytes.subarray(1, 4).toString('latin1') === 'PNG' && bytes.subarray(-8, -4).toString('latin1') === 'IEND';
}
