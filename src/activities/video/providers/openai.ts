import type { Paid } from '../../../contracts/costs.ts';
import { Failure } from '../../../contracts/failures.ts';
import type { PictureLook } from '../../../contracts/style.ts';
import { createVendor } from '../../../infra/vendors/vendor.ts';
import type { PictureProvider, PictureRequest, ProvidedPicture } from './provider.ts';

export interface OpenaiPicturesOptions {
  key: string;
  baseUrl: string;
  /** Of the GPT image models: they answer in base64. */
  model: string;
}

// A picture takes up to a minute, at busy hours two.
const timeoutMs = 240_000;
const units = { images: 1 };

/** Drawn rather than photographed: nobody is shown a scene that never was as if it had been. */
const manners: Readonly<Record<PictureLook['treatment'], string>> = {
  vivid: 'a bold, colourful illustration with clean shapes and strong light',
  documentary: 'a sober, painterly illustration with natural colours, as in a documentary',
  paper: 'an illustration of layered cut paper with soft shadows',
  night: 'a dark, atmospheric illustration with glowing accents of light',
};

const views = [
  'Seen from a distance that shows the whole.',
  'A close view of the most telling detail.',
  'Seen from above.',
  'Seen from low down, close to the subject.',
];

/** Pictures made by one of OpenAI's image models, one a shot, each paid for once. */
export function createOpenaiPictures({ key, baseUrl, model }: OpenaiPicturesOptions): PictureProvider {
  const vendor = createVendor({ name: 'openai', title: 'OpenAI', secrets: [key], timeoutMs });

  async function generate(request: PictureRequest, signal: AbortSignal): Promise<Paid<Buffer>> {
    // Takes a while to load: only who asks it does.
    const { OpenAI } = await import('openai');
    const client = new OpenAI({
      apiKey: key,
      baseURL: baseUrl,
      maxRetries: 0,
      timeout: timeoutMs,
      fetch: vendor.fetch,
    });
    const asked = { model, prompt: promptOf(request), size: sizeOf(request), quality: 'medium', n: 1 } as const;
    let encoded: unknown;
    try {
      const answer = await client.images.generate(asked, { signal });
      encoded = answer.data?.[0]?.b64_json;
    } catch (error) {
      throw vendor.failureOf(error, signal);
    }
    const bytes = Buffer.from(typeof encoded === 'string' ? encoded : '', 'base64');
    if (bytes.subarray(1, 4).toString('latin1') === 'PNG') return { units, value: bytes };
    return { units, failure: new Failure('InvalidAnswer', 'the answer of OpenAI holds no picture in PNG') };
  }

  return {
    name: 'openai',
    // Nothing else is in the prompt: a word changed in the narration costs no new picture.
    inputsOf: (request) => ({
      model,
      prompt: promptOf(request),
      size: sizeOf(request),
      shotIndex: request.shotIndex,
    }),
    async findPicture(request, { pay, signal }) {
      const charge = { provider: 'openai', model, estimate: units };
      const { value, costUsd } = await pay(charge, () => generate(request, signal));
      const picture: ProvidedPicture = { kind: 'still', bytes: value, mediaType: 'image/png' };
      return { value: picture, costUsd, model };
    },
  };
}

function promptOf({ title, idea, keywords, look, shotIndex }: PictureRequest): string {
  return [
    `${idea || title}`,
    ...(keywords.length > 0 ? [`It shows: ${keywords.join(', ')}.`] : []),
    `It is one picture of a film called “${title}”. Make ${manners[look.treatment]}.`,
    views[shotIndex % views.length],
    'No letters, numbers, logos or watermarks. Keep the lower third calm.',
  ].join('\n');
}

/** The sizes that all GPT image models have; the film crops and moves over them. */
function sizeOf({ width, height }: PictureRequest): '1024x1024' | '1536x1024' | '1024x1536' {
  if (Math.abs(width / height - 1) < 0.1) return '1024x1024';
  return width > height ? '1536x1024' : '1024x1536';
}
